import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowPresentation
import WorkflowStorage

struct NotificationsRetry: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "retry",
            abstract: say(
                vi: "Cho gửi lại, ở lần chạy tới của wf tick hay wf watch.",
                en: "Have them sent again by the next wf tick or wf watch."),
            usage: say(
                vi: "wf notifications retry (<mã>... | --all) [<tùy-chọn>]",
                en: "wf notifications retry (<id>... | --all) [<options>]"),
            discussion: say(
                vi: """
                    Thông báo không gửi được trở lại hàng đợi, giữ nguyên mã; thông báo đang chờ
                    gửi lại thì không phải chờ nữa. --all là tất cả hai loại ấy. Đến nơi hay chưa,
                    chỉ nơi nhận mới nói được.

                    Ví dụ:
                      wf notifications retry wf-123-1 wf-130-2
                      wf notifications retry --all --sink data-centre
                    """,
                en: """
                    The dead wait again, with the same id; those that wait for another attempt
                    wait no longer. --all are all that are dead or wait for another attempt.
                    Whether they arrive is for the receiver to say.

                    Examples:
                      wf notifications retry wf-123-1 wf-130-2
                      wf notifications retry --all --sink data-centre
                    """))
    }

    @OptionGroup var selection: NotificationSelection
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .administers }

    func run(in session: Session) async throws {
        let store = try session.store()
        let queued: [Int64]
        if selection.all {
            queued = try await store.changeAll([.dead, .retrying], of: selection.sink) {
                try await store.requeue($0, at: session.now)
            }
        } else {
            let records = try await selection.named(session)
            if let delivered = records.first(where: { $0.state == .delivered }) {
                throw delivered.arrived
            }
            queued = try await store.requeue(records.map(\.id), at: session.now)
        }
        if session.wantsJSON {
            return session.answer([
                "queued": .array(queued.map { .string(OutboxRow.eventID(of: $0)) })
            ])
        }
        session.screen.printWrapped(
            queued.isEmpty
                ? say(
                    vi: "Không có gì phải cho gửi lại.", en: "There was nothing to queue again.")
                : say(
                    vi: "\(queued.count) thông báo vào lại hàng đợi; wf tick hoặc wf watch sẽ gửi.",
                    en: "\(queued.count) queued again; wf tick or wf watch sends them."))
    }
}
