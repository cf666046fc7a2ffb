import ArgumentParser
import Diagnostics
import JSON
import WorkflowPresentation
import WorkflowStorage

struct NotificationsDrop: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "drop",
            abstract: say(
                vi: "Bỏ hẳn, không gửi nữa.", en: "Set them aside; they are sent no more."),
            usage: say(
                vi: "wf notifications drop (<mã>... | --all) [<tùy-chọn>]",
                en: "wf notifications drop (<id>... | --all) [<options>]"),
            discussion: say(
                vi: """
                    Nêu mã thì bỏ được cả thông báo đang chờ; --all chỉ bỏ những thông báo không
                    gửi được. Thông báo đã bỏ vẫn được đếm và xem được (--state dropped), và gửi
                    lại được bằng retry.

                    Ví dụ:
                      wf notifications drop wf-123-1
                      wf notifications drop --all --sink data-centre
                    """,
                en: """
                    Named, those that wait can be dropped as well; --all are the dead only. What
                    is dropped is still counted and listed (--state dropped), and retry takes it
                    back.

                    Examples:
                      wf notifications drop wf-123-1
                      wf notifications drop --all --sink data-centre
                    """))
    }

    @OptionGroup var selection: NotificationSelection
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .administers }

    func run(in session: Session) async throws {
        let store = try session.store()
        let dropped: [Int64]
        if selection.all {
            dropped = try await store.changeAll([.dead], of: selection.sink) {
                try await store.drop($0, at: session.now)
            }
        } else {
            let records = try await selection.named(session)
            if let delivered = records.first(where: { $0.state == .delivered }) {
                throw delivered.arrived
            }
            dropped = try await store.drop(records, at: session.now)
        }
        if session.wantsJSON {
            return session.answer([
                "dropped": .array(dropped.map { .string(OutboxRow.eventID(of: $0)) })
            ])
        }
        session.screen.printWrapped(
            dropped.isEmpty
                ? say(vi: "Không có gì phải bỏ.", en: "There was nothing to drop.")
                : say(
                    vi: "Đã bỏ \(dropped.count) thông báo. Lấy lại: wf notifications retry MÃ",
                    en: "\(dropped.count) dropped. To take one back: wf notifications retry ID"))
    }
}
