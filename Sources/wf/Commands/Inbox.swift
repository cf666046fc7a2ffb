import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
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
                    Việc của cơ quan bạn mà vai trò của bạn làm được: việc bạn đã nhận trước, việc
                    đồng nghiệp đang giữ sau cùng, gấp nhất trước; rồi đến việc của từng người bạn
                    đang làm thay.

                    Ví dụ:
                      wf inbox --as tc.hoa
                      wf inbox --as tc.hoa --for tc.lan
                    """,
                en: """
                    The work of your agency that your roles can do: what you have claimed first, what
                    colleagues have last, the most urgent first; then that of each person you stand
                    in for.

                    Examples:
                      wf inbox --as tc.hoa
                      wf inbox --as tc.hoa --for tc.lan
                    """))
    }

    @OptionGroup var standing: StandingOptions
    @OptionGroup var global: GlobalOptions

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let engine = try session.engine()
        let entries = try await engine.inbox(as: user, for: standing.principal)
        let clock = session.dueClock()
        if session.wantsJSON {
            return session.answer(["items": .array(entries.map { view($0, clock) })])
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
        screen.print(say(vi: "Xem và xử lý: wf show MÃ", en: "To see and act: wf show ITEM"))
    }

    private func print(
        _ entries: [InboxEntry], _ clock: DueClock, _ screen: Screen,
        _ organisation: Organisation, _ user: String
    ) {
        var table = TextTable([
            .init(title: say(vi: "Mã", en: "Item")),
            .init(title: say(vi: "Việc", en: "Task"), minimum: 14),
            .init(title: say(vi: "Nội dung", en: "Title"), minimum: 16),
            .init(title: say(vi: "Hạn", en: "Due"), minimum: 10),
            .init(title: say(vi: "Tình trạng", en: "Status"), minimum: 12, maxLines: 3),
        ])
        for entry in entries {
            let status = clock.status(of: entry.task)
            table.add(
                .init(entry.item.id, .accent), .init(title(entry, organisation, user)),
                .init(entry.item.title), .init(entry.task.dueText),
                .init(status.text.spoken, status.tone))
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

    private func view(_ entry: InboxEntry, _ clock: DueClock) -> JSON {
        let status = clock.status(of: entry.task)
        guard var view = entry.item.view(status).object else { return .null }
        var task: JSONObject = [
            "state": .string(entry.task.state), "title": .string(entry.taskTitle.spoken),
            "agency": .string(entry.task.agency),
            "roles": .array(entry.task.roles.map(JSON.string)),
            "people": .array(entry.task.people.map(JSON.string)),
            "due": entry.task.dueOn.map { .string($0.description) } ?? .null,
            "status": .string(status.name),
        ]
        task["member"] = entry.task.member.map(JSON.string)
        task["claimed_by"] = entry.task.claimedBy.map(JSON.string)
        view["task"] = .object(task)
        view["for"] = entry.principal.map { principal -> JSON in
            [
                "person": .string(principal.id), "name": .string(principal.name),
                "until": principal.until.map { .string($0.description) } ?? .null,
            ]
        }
        return .object(view)
    }
}

extension InboxEntry {
    fileprivate var taskTitle: LocalizedText {
        LocalizedText(vi: task.titleVi, en: task.titleEn)
    }
}

extension Actor.Principal {
    /// The last day on which the powers hold.
    var until: CalendarDate? { by.map(\.lastDay).min() }

    /// Over what waits for them.
    fileprivate func heading(_ count: Int) -> String {
        let last = until?.formatted(.slashed) ?? ""
        return say(
            vi: "Thay \(name) đến \(last): \(count) việc",
            en: "For \(name) until \(last): \(count)")
    }
}
