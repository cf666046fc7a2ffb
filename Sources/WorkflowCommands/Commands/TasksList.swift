import ArgumentParser
import Diagnostics
import JSON
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

struct TasksList: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: say(
                vi: "Việc của một hồ sơ: chờ ai, ai đã làm.",
                en: "The tasks of an item: who has them, who did them."),
            usage: say(
                vi: "wf task list <hồ-sơ> [<tùy-chọn>]", en: "wf task list <item> [<options>]"),
            discussion: say(
                vi: """
                    Cả việc đã làm xong của lần hỏi gần nhất, và việc đã thôi.

                    Ví dụ:
                      wf task list PL.V.1
                      wf task list PL.V.1 --json
                    """,
                en: """
                    Also what was done, and what was taken back, of the last time each was asked.

                    Examples:
                      wf task list PL.V.1
                      wf task list PL.V.1 --json
                    """))
    }

    @Argument(help: .say(vi: "Mã hồ sơ.", en: "The item.", name: ("hồ-sơ", "item")))
    var item: String

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func run(in session: Session) async throws {
        let engine = try session.engine()
        let state = try await engine.state(of: item)
        let lines = TaskLine.all(of: state)
        if session.wantsJSON {
            return session.answer(["tasks": .array(lines.map { $0.view(state) })])
        }
        let screen = session.screen
        guard !lines.isEmpty else {
            screen.print(
                say(vi: "Hồ sơ \(item) không có việc nào.", en: "Item \(item) has no tasks."))
            return
        }
        TaskTable(lines, of: state, engine.rules.organisation).print(on: screen)
    }
}
