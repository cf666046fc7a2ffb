import Diagnostics
import WorkflowCalendar
import WorkflowCore
package import WorkflowEngine
package import WorkflowModel
import WorkflowPresentation
package import WorkflowReports
import WorkflowStorage

/// What waits for one person: the most urgent first, their own before that of those they stand in
/// for.
package struct InboxContent: Sendable {
    package var entries: [InboxEntry]
    package var clock: DueClock
    package var organisation: Organisation
    package var user: String
    /// `mine`, `agency`, or empty for what one can do.
    package var scope: String
    /// What the estimates of items come to, in đồng, by the identifier of the item.
    package var amounts: [String: Int64] = [:]

    package init(
        entries: [InboxEntry], clock: DueClock, organisation: Organisation, user: String,
        scope: String
    ) {
        self.entries = entries.inOrder(clock)
        self.clock = clock
        self.organisation = organisation
        self.user = user
        self.scope = scope
    }

    package var html: String {
        let sections = sections
        let tabs: [(scope: String, title: String)] = [
            ("", say(vi: "Bạn làm được", en: "You can do")),
            ("mine", say(vi: "Của riêng bạn", en: "Yours alone")),
            ("agency", say(vi: "Cả cơ quan", en: "Your whole agency")),
        ]
        let view: View = [
            "title": Place.inbox.title.spoken, "summary": summary,
            "tabs": tabs.map { tab -> View in
                [
                    "title": tab.title, "isHere": tab.scope == scope,
                    "path": tab.scope.isEmpty ? "/" : "/?scope=" + tab.scope,
                ]
            },
            "empty": entries.isEmpty ? empty.view : nil,
            "sections": sections.map { section in
                // One alone needs no title to be seen, unless it is what others have to do.
                var section = section
                section["isAlone"] =
                    sections.count == 1 && entries.first?.principal == nil
                    && (entries.first?.section == .mine || entries.first?.section == .role)
                return section
            },
        ]
        return Templates.html("inbox", view)
    }

    private var summary: String {
        var counts = UrgencyCounts()
        for entry in entries { counts.add(clock.status(of: entry.task)) }
        if counts.total == 0 { return say(vi: "Không có việc nào.", en: "Nothing.") }
        var parts = [
            say(
                vi: "\(counts.total) việc đang chờ",
                en: counts.total == 1 ? "1 task is waiting" : "\(counts.total) tasks are waiting")
        ]
        if counts.overdue > 0 {
            parts.append(say(vi: "\(counts.overdue) quá hạn", en: "\(counts.overdue) overdue"))
        }
        if counts.dueSoon > 0 {
            parts.append(
                say(vi: "\(counts.dueSoon) sắp đến hạn", en: "\(counts.dueSoon) due soon"))
        }
        return parts.joined(separator: ", ") + "."
    }

    private var empty: EmptyState {
        EmptyState(
            say(vi: "Không có việc nào đang chờ", en: "Nothing is waiting here"),
            scope == "mine"
                ? say(
                    vi: "Chưa có việc nào giao đích danh bạn hoặc bạn đã nhận. Việc của cơ quan mà"
                        + " bạn làm được nằm ở mục “Bạn làm được”.",
                    en: "Nothing was given to you by name or taken by you. What you can do of the"
                        + " work of your agency is under “You can do”.")
                : say(
                    vi:
                        "Khi có hồ sơ đến lượt bạn, hồ sơ sẽ hiện ở đây, việc gấp nhất ở trên cùng.",
                    en: "When it is your turn with an item it appears here, the most urgent first."),
            link: (say(vi: "Xem tất cả hồ sơ", en: "See all items"), "/items"))
    }

    // MARK: Sections

    private var sections: [View] {
        var sections: [View] = []
        let own = entries.filter { $0.principal == nil }
        let present = InboxSection.allCases.filter { section in
            own.contains { $0.section == section }
        }
        for section in present {
            sections.append(view(section.title.spoken, own.filter { $0.section == section }))
        }
        // Those for one person stand together.
        var rest = entries.filter { $0.principal != nil }[...]
        while let principal = rest.first?.principal {
            let theirs = rest.prefix { $0.principal?.id == principal.id }
            rest = rest.dropFirst(theirs.count)
            let last = principal.by.map(\.lastDay).min()?.formatted(.slashed) ?? ""
            sections.append(
                view(
                    say(
                        vi: "Làm thay \(principal.name) đến \(last)",
                        en: "For \(principal.name) until \(last)"), Array(theirs)))
        }
        return sections
    }

    private func view(_ title: String, _ entries: [InboxEntry]) -> View {
        [
            "title": title, "count": "\(entries.count)",
            "rows": entries.map { row($0).view },
        ]
    }

    private func row(_ entry: InboxEntry) -> ListedItem {
        ListedItem(
            id: entry.item.id, title: entry.item.title, task: task(entry),
            meta: [amount(entry), holder(entry)].compactMap(\.self), due: entry.task.dueText,
            status: clock.status(of: entry.task), priority: entry.task.priority?.title.spoken)
    }

    /// With whom it is for, when that is another agency.
    private func task(_ entry: InboxEntry) -> String {
        let title = entry.taskTitle.spoken
        guard let member = entry.task.member, member != user,
            member != organisation.person(user)?.agency
        else { return title }
        let name = organisation.agency(member)?.name.spoken ?? member
        return title + say(vi: " – thay mặt \(name)", en: " – on behalf of \(name)")
    }

    private func amount(_ entry: InboxEntry) -> String? {
        amounts[entry.item.id].map { amount in
            say(vi: "\(amount.grouped(".")) đồng", en: "VND \(amount.grouped("."))")
        }
    }

    private func holder(_ entry: InboxEntry) -> String? {
        guard let holder = entry.task.claimedBy else { return nil }
        let name = organisation.person(holder)?.name ?? holder
        return holder == user
            ? say(vi: "bạn đã nhận", en: "taken by you")
            : say(vi: "\(name) đang giữ", en: "\(name) has it")
    }
}
