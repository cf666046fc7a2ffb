import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
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
                    Việc của cơ quan bạn mà vai trò của bạn làm được, gấp nhất trước.

                    Ví dụ:
                      wf inbox --as tc.hoa
                    """,
                en: """
                    The work of your agency that your roles can do, the most urgent first.

                    Example:
                      wf inbox --as tc.hoa
                    """))
    }

    @OptionGroup var global: GlobalOptions

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let engine = try session.engine()
        let entries = try await engine.inbox(as: user)
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
        print(entries, clock, screen)
        screen.print()
        screen.print(say(vi: "Xem và xử lý: wf show MÃ", en: "To see and act: wf show ITEM"))
    }

    private func print(_ entries: [InboxEntry], _ clock: DueClock, _ screen: Screen) {
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
                .init(entry.item.id, .accent), .init(entry.taskTitle.spoken),
                .init(entry.item.title), .init(entry.task.dueText),
                .init(status.text.spoken, status.tone))
        }
        for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
    }

    private func view(_ entry: InboxEntry, _ clock: DueClock) -> JSON {
        let status = clock.status(of: entry.task)
        guard var view = entry.item.view(status).object else { return .null }
        view["task"] = [
            "state": .string(entry.task.state), "title": .string(entry.taskTitle.spoken),
            "agency": .string(entry.task.agency),
            "roles": .array(entry.task.roles.map(JSON.string)),
            "people": .array(entry.task.people.map(JSON.string)),
            "due": entry.task.dueOn.map { .string($0.description) } ?? .null,
            "status": .string(status.name),
        ]
        return .object(view)
    }
}

extension InboxEntry {
    fileprivate var taskTitle: LocalizedText {
        LocalizedText(vi: task.titleVi, en: task.titleEn)
    }
}
