import ArgumentParser
import Diagnostics
import WorkflowPresentation

struct TasksComplete: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "complete",
            abstract: say(vi: "Làm xong một việc.", en: "Complete a task."),
            usage: say(
                vi: "wf task complete <hồ-sơ> <việc> [<kết-quả>] [<tùy-chọn>]",
                en: "wf task complete <item> <task> [<outcome>] [<options>]"),
            discussion: say(
                vi: """
                    Như wf advance <hồ-sơ> <việc> --outcome <kết-quả>.

                    Ví dụ:
                      wf task complete PL.V.1 opinion agree --as tt.mai
                      wf task complete PL.II.9 answer decline --note "Chưa có kinh phí" \\
                        --attach van-ban-tra-loi=tra-loi.pdf --as vp.thu
                    """,
                en: """
                    The same as wf advance <item> <task> --outcome <outcome>.

                    Examples:
                      wf task complete PL.V.1 opinion agree --as tt.mai
                      wf task complete PL.II.9 answer decline --note "No funds this year" \\
                        --attach van-ban-tra-loi=answer.pdf --as vp.thu
                    """))
    }

    @Argument(help: .say(vi: "Mã hồ sơ.", en: "The item.", name: ("hồ-sơ", "item")))
    var item: String

    @Argument(help: .say(vi: "Tên việc.", en: "The task.", name: ("việc", "task")))
    var task: String

    @Argument(
        help: .say(
            vi: "Một trong các kết quả của việc.", en: "One of the outcomes of the task.",
            name: ("kết-quả", "outcome")))
    var outcome: String?

    @Option(
        help: .say(
            vi: "Làm thay cơ quan, người nào.", en: "For which agency or person that was asked.",
            name: ("nơi", "member")))
    var member: String?

    @Option(
        help: .say(vi: "Lý do, ghi chú.", en: "A note with the reason.", name: ("lời", "text")))
    var note: String?

    @Option(
        help: .say(
            vi: "Văn bản kèm theo (rules/documents.yaml: loại, cỡ).",
            en: "A document (type and size: rules/documents.yaml).",
            name: ("loại=tệp", "kind=file")))
    var attach: [String] = []

    @OptionGroup var write: WriteOptions

    @OptionGroup var standing: StandingOptions
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .writes }

    var namedFiles: [String] {
        Attachments.files(in: attach)
    }

    func run(in session: Session) async throws {
        try await AdvanceErrand(
            item: item, action: task, note: note, attach: attach, outcome: outcome,
            member: member, ifVersion: write.ifVersion, key: session.key(write.key),
            principal: standing.principal, choices: choices
        ).run(in: session)
    }
}
