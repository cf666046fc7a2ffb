import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowReports
import WorkflowStorage

struct Inbox: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "inbox",
            abstract: say(vi: "Việc đang chờ bạn.", en: "The work waiting for you."),
            usage: say(
                vi: "wf inbox [<tùy-chọn>]",
                en: "wf inbox [<options>]"),
            discussion: say(
                vi: """
                    Việc giao đích danh bạn hoặc bạn đã nhận, việc của cơ quan mà vai trò của bạn
                    làm được, rồi việc đồng nghiệp đang giữ; sau đó là việc của từng người bạn đang
                    làm thay. Gấp nhất trước: quá hạn, rồi còn ít ngày làm việc nhất, rồi mức độ
                    khẩn của hồ sơ (trường `priority`, nếu có), rồi mã.

                    Ví dụ:
                      wf inbox --as tc.hoa
                      wf inbox --mine
                      wf inbox --agency
                      wf inbox --as tc.hoa --for tc.binh
                    """,
                en: """
                    What you were given by name or have claimed, the work of your agency that your
                    roles can do, and what colleagues have claimed; then that of each person you
                    stand in for. The most urgent first: overdue, then with the fewest working days
                    left, then by the priority of the item (its field `priority`, if any), then by
                    id.

                    Examples:
                      wf inbox --as tc.hoa
                      wf inbox --mine
                      wf inbox --agency
                      wf inbox --as tc.hoa --for tc.binh
                    """))
    }

    @Flag(
        help: .say(
            vi: "Chỉ việc giao đích danh bạn hoặc bạn đã nhận.",
            en: "Only what you were given by name or have claimed."))
    var mine = false

    @Flag(
        help: .say(
            vi: "Mọi việc trên bàn của cơ quan bạn.", en: "Everything on the desk of your agency."))
    var agency = false

    @OptionGroup var standing: StandingOptions
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func validate() throws {
        if mine, agency {
            throw ValidationError(
                say(
                    vi: "Chọn một trong --mine và --agency.",
                    en: "Choose one of --mine and --agency."))
        }
    }

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let engine = try session.engine()
        let clock = session.dueClock()
        let entries =
            try await engine
            .inbox(as: user, for: standing.principal, mine ? .mine : agency ? .agency : .own)
            .inOrder(clock)
        var counts = UrgencyCounts()
        for entry in entries { counts.add(clock.status(of: entry.task)) }
        if session.wantsJSON {
            return session.answer(entries.view(clock))
        }
        let screen = session.screen
        let name = engine.rules.organisation.person(user)?.name ?? user
        guard !entries.isEmpty else {
            screen.printWrapped(
                say(
                    vi: "\(name) không có việc nào đang chờ. Xem tất cả hồ sơ: wf list",
                    en: "Nothing is waiting for \(name). All items: wf list"))
            return
        }
        screen.print(
            say(
                vi: "\(entries.count) việc đang chờ \(name)",
                en: "\(entries.count) waiting for \(name)"))
        screen.print()
        let organisation = engine.rules.organisation
        let own = entries.filter { $0.principal == nil }
        if !own.isEmpty { print(own, clock, screen, organisation, user) }
        // As the engine hands them out, those for one person stand together.
        var rest = entries.filter { $0.principal != nil }[...]
        while let principal = rest.first?.principal {
            let theirs = rest.prefix { $0.principal?.id == principal.id }
            rest = rest.dropFirst(theirs.count)
            if !own.isEmpty || theirs.startIndex > 0 { screen.print() }
            screen.print(screen.palette(principal.heading(theirs.count), .strong))
            print(Array(theirs), clock, screen, organisation, user)
        }
        screen.print()
        if let text = text(of: counts) { screen.print(text) }
        screen.print(say(vi: "Xem và xử lý: wf show MÃ", en: "To see and act: wf show ITEM"))
    }

    /// Nil when none of it is late or soon will be: how many there are is said already.
    private func text(of counts: UrgencyCounts) -> String? {
        var parts: [String] = []
        if counts.overdue > 0 {
            parts.append(say(vi: "\(counts.overdue) quá hạn", en: "\(counts.overdue) overdue"))
        }
        if counts.dueSoon > 0 {
            parts.append(
                say(vi: "\(counts.dueSoon) sắp đến hạn", en: "\(counts.dueSoon) due soon"))
        }
        if parts.isEmpty { return nil }
        let tasks = counts.total == 1 ? "1 task" : "\(counts.total) tasks"
        return say(vi: "\(counts.total) việc", en: tasks)
            + ": " + parts.joined(separator: ", ")
    }

    private func print(
        _ entries: [InboxEntry], _ clock: DueClock, _ screen: Screen,
        _ organisation: Organisation, _ user: String
    ) {
        var table = TextTable([
            .init(title: say(vi: "Mã", en: "Item")),
            .init(title: say(vi: "Việc", en: "Task"), minimum: 14),
            .init(title: say(vi: "Nội dung", en: "Title"), minimum: 16),
            .init(title: say(vi: "Khẩn", en: "Priority")),
            .init(title: say(vi: "Hạn", en: "Due"), minimum: 10),
            .init(title: say(vi: "Tình trạng", en: "Status"), minimum: 12, maxLines: 3),
        ])
        let sections = InboxSection.allCases.filter { section in
            entries.contains { $0.section == section }
        }
        for section in sections {
            // One alone needs no title, unless it is what others have to do.
            if sections.count > 1 || section == .colleague || section == .agency {
                table.addTitle(section.title.spoken)
            }
            for entry in entries where entry.section == section {
                let status = clock.status(of: entry.task)
                table.add(
                    .init(entry.item.id, .accent), .init(title(entry, organisation, user)),
                    .init(entry.item.title), .init(entry.task.priority?.title.spoken ?? ""),
                    .init(entry.task.dueText), .init(status.text.spoken, status.tone))
            }
        }
        for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
    }

    /// With whom it is for, when that is another agency, and who has it.
    private func title(
        _ entry: InboxEntry, _ organisation: Organisation, _ user: String
    ) -> String {
        var title = entry.taskTitle.spoken
        let person = organisation.person(user)
        if let member = entry.task.member, member != user, member != person?.agency {
            let name = organisation.agency(member)?.name.spoken ?? member
            title += say(vi: " – thay mặt \(name)", en: " – on behalf of \(name)")
        }
        if let holder = entry.task.claimedBy {
            let name = organisation.person(holder)?.name ?? holder
            title +=
                holder == user
                ? say(vi: " (bạn đã nhận)", en: " (yours)")
                : say(vi: " (\(name) đang giữ)", en: " (\(name) has it)")
        }
        return title
    }
}

extension Actor.Principal {
    /// Over what waits for them.
    fileprivate func heading(_ count: Int) -> String {
        let last = until?.formatted(.slashed) ?? ""
        return say(
            vi: "Thay \(name) đến \(last): \(count) việc",
            en: "For \(name) until \(last): \(count)")
    }
}
