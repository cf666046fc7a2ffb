import ArgumentParser
import Diagnostics
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

struct TasksReturn: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "return",
            abstract: say(
                vi: "Trả lại một việc đã nhận.", en: "Hand back a task that was claimed."),
            usage: say(
                vi: "wf task return <hồ-sơ> [<việc>] [<tùy-chọn>]",
                en: "wf task return <item> [<task>] [<options>]"),
            discussion: say(
                vi: """
                    Việc lại là của mọi người làm được nó.

                    Ví dụ:
                      wf task return PL.II.6 --note "Tôi đi công tác" --as tc.binh
                    """,
                en: """
                    It is again everybody's who can do it.

                    Example:
                      wf task return PL.II.6 --note "I am travelling" --as tc.binh
                    """))
    }

    @OptionGroup var arguments: TaskArguments

    @Option(
        help: .say(vi: "Lý do, ghi chú.", en: "A note with the reason.", name: ("lời", "text")))
    var note: String?

    @OptionGroup var standing: StandingOptions
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .writes }

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let engine = try session.engine()
        let outcome = try await engine.handBack(
            arguments.item, task: arguments.task, member: arguments.member,
            note: note.map(TextFolding.nfc), ifVersion: arguments.write.ifVersion,
            key: session.key(arguments.write.key), as: user, for: standing.principal)
        session.tell(outcome, engine.rules)
    }
}
