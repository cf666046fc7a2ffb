import ArgumentParser
import Diagnostics
import JSON
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowStorage

struct Undo: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "undo",
            abstract: say(
                vi: "Rút lại bước vừa làm của chính mình.",
                en: "Take your own last action back."),
            usage: say(
                vi: "wf undo <hồ-sơ> [<tùy-chọn>]",
                en: "wf undo <item> [<options>]"),
            discussion: say(
                vi: """
                    Chỉ khi quy trình cho rút lại bước ấy (`undo`) và từ đó chưa ai làm gì với hồ
                    sơ; lời nhắc đến giờ không tính. Hồ sơ trở lại như trước bước đó; lịch sử giữ
                    cả hai việc, và người đã nhận được báo là đã rút.

                    Ví dụ:
                      wf undo PL.II.6 --note "Gửi nhầm tệp dự toán"
                    """,
                en: """
                    Only if the workflow lets that action be taken back (`undo`) and nobody has
                    acted on the item since; reminders do not count. The item is then as it was
                    before; the history keeps both, and whoever was notified is told it was taken
                    back.

                    Example:
                      wf undo PL.II.6 --note "The wrong estimate was sent"
                    """))
    }

    @Argument(help: .say(vi: "Mã hồ sơ.", en: "The item.", name: ("hồ-sơ", "item")))
    var item: String

    @Option(
        help: .say(vi: "Lý do, ghi chú.", en: "A note with the reason.", name: ("lời", "text")))
    var note: String?

    @OptionGroup var write: WriteOptions

    @OptionGroup var standing: StandingOptions
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .writes }

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let engine = try session.engine()
        _ = try engine.actor(user)
        let before = try await engine.state(of: item)
        let outcome = try await engine.undo(
            item, note: note.map(TextFolding.nfc), ifVersion: write.ifVersion,
            key: session.key(write.key),
            as: user,
            for: standing.principal)
        if session.wantsJSON {
            return session.answer([
                "item": outcome.item.view(), "events": .array(outcome.events.map(\.view)),
            ])
        }
        let undone = outcome.events.first.flatMap { try? JSONView.parse($0.event.data) }
        let action = undone?["action"].string ?? ""
        OutcomeText(outcome, before: before, engine.rules.organisation, session)
            .print(
                title: say(vi: "Đã rút lại: ", en: "Taken back: ")
                    + outcome.item.title(ofAction: action))
    }
}
