import ArgumentParser
import Diagnostics
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

struct TasksAssign: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "assign",
            abstract: say(vi: "Giao một việc cho một người.", en: "Give a task to somebody."),
            usage: say(
                vi: "wf task assign <hồ-sơ> [<việc>] --to <mã> [<tùy-chọn>]",
                en: "wf task assign <item> [<task>] --to <id> [<options>]"),
            discussion: say(
                vi: """
                    Cho người làm được việc ấy, dù đang có người khác giữ. Ai được giao việc thì
                    quy trình ghi ở “assign”.

                    Ví dụ:
                      wf task assign PL.II.6 --to tc.binh --as tc.nam
                      wf task assign PL.II.6 review --to tc.hoa --note "Hoa làm thay" --as tc.nam
                    """,
                en: """
                    To somebody who can do it, whoever has it now. The workflow says under “assign”
                    who may.

                    Examples:
                      wf task assign PL.II.6 --to tc.binh --as tc.nam
                      wf task assign PL.II.6 review --to tc.hoa --note "Hoa stands in" --as tc.nam
                    """))
    }

    @OptionGroup var arguments: TaskArguments

    @Option(
        name: .customLong("to"),
        help: .say(vi: "Giao cho ai.", en: "Who is to do it.", name: ("mã", "id")))
    var person: String

    @Option(
        help: .say(vi: "Lý do, ghi chú.", en: "A note with the reason.", name: ("lời", "text")))
    var note: String?

    @OptionGroup var standing: StandingOptions
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .writes }

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let engine = try session.engine()
        let outcome = try await engine.assign(
            arguments.item, task: arguments.task, member: arguments.member, to: person,
            note: note.map(TextFolding.nfc), ifVersion: arguments.write.ifVersion,
            key: session.key(arguments.write.key), as: user, for: standing.principal)
        session.tell(outcome, engine.rules)
    }
}
