import ArgumentParser
import Diagnostics
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

struct TasksClaim: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "claim",
            abstract: say(vi: "Nhận một việc về mình.", en: "Take a task."),
            usage: say(
                vi: "wf task claim <hồ-sơ> [<việc>] [<tùy-chọn>]",
                en: "wf task claim <item> [<task>] [<options>]"),
            discussion: say(
                vi: """
                    Đồng nghiệp vẫn thấy việc ấy và thấy ai đang giữ, nhưng không làm được nữa cho
                    đến khi bạn trả lại, hoặc người có quyền giao cho người khác.

                    Ví dụ:
                      wf task claim PL.II.6 --as tc.hoa
                      wf task claim PL.V.1 opinion --as tt.mai
                    """,
                en: """
                    Colleagues still see it and who has it, but cannot do it any more until you
                    hand it back, or somebody who may gives it to another.

                    Examples:
                      wf task claim PL.II.6 --as tc.hoa
                      wf task claim PL.V.1 opinion --as tt.mai
                    """))
    }

    @OptionGroup var arguments: TaskArguments
    @OptionGroup var standing: StandingOptions
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .writes }

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let engine = try session.engine()
        let outcome = try await engine.claim(
            arguments.item, task: arguments.task, member: arguments.member,
            ifVersion: arguments.write.ifVersion, key: session.key(arguments.write.key), as: user,
            for: standing.principal)
        session.tell(outcome, engine.rules)
    }
}
