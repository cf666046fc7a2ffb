import ArgumentParser
import Diagnostics
import WorkflowDelivery
import WorkflowEngine
import WorkflowLoading
import WorkflowPresentation

struct Tick: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "tick",
            abstract: say(
                vi:
                    "Làm những gì đã đến giờ: lập hồ sơ định kỳ, nhắc việc, báo quá hạn, gửi thông báo.",
                en: "Do what is due: start by schedule, remind, mark overdue, notify."),
            usage: say(
                vi: "wf tick [<tùy-chọn>]",
                en: "wf tick [<options>]"),
            discussion: say(
                vi: """
                    Chạy bao nhiêu lần cũng được; mỗi việc chỉ xảy ra một lần. Thường đặt chạy 15
                    phút một lần (cron), hoặc thay bằng wf watch. Tin nhắc việc chỉ gửi trong giờ
                    làm việc.

                    Ví dụ:
                      wf tick
                      wf tick --now 2021-05-05T08:00:00+07:00
                    """,
                en: """
                    May be run any number of times; everything happens once. Usually run every 15
                    minutes (cron), or replaced by wf watch. Reminders go out in office hours only.

                    Examples:
                      wf tick
                      wf tick --now 2021-05-05T08:00:00+07:00
                    """))
    }

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .administers }

    func run(in session: Session) async throws {
        let engine = try session.engine(knowing: .all)
        let begun = try await ScheduledStarts(startedFor: engine, session)
        let text = TickText(begun, try await engine.tick())
        if !session.wantsJSON { try await text.printEvents(engine, on: session.screen) }
        let released = try await engine.releaseHeld()
        let sent = try await session.deliver(engine)
        if session.wantsJSON {
            session.answer(text.view(released, sent))
        } else {
            text.printSummary(released, sent, on: session.screen)
        }
        // A cron job has to notice; what could not be delivered waits in the outbox.
        if let failure = Failure(deliveryOf: sent) { throw failure }
    }
}

extension Failure {
    /// Nil when everything arrived that was sent.
    init?(deliveryOf sent: DeliveryReport) {
        if sent.dead > 0 {
            self.init(
                .io, "delivery-refused",
                LocalizedText(
                    vi: "\(sent.dead) thông báo không gửi được và sẽ không tự gửi lại.",
                    en: sent.dead == 1
                        ? "1 notification was given up."
                        : "\(sent.dead) notifications were given up."),
                hint: LocalizedText(
                    vi: "xem wf notifications list --state dead, rồi wf notifications retry",
                    en: "see wf notifications list --state dead, then wf notifications retry"))
        } else if sent.failed > 0 {
            self.init(
                .io, "delivery-failed",
                vi: "\(sent.failed) thông báo chưa gửi được; lần chạy sau sẽ gửi lại.",
                en:
                    "\(sent.failed == 1 ? "1 notification was" : "\(sent.failed) notifications were")"
                    + " not delivered; the next run tries again.")
        } else if !sent.faults.isEmpty {
            let sinks = Set(sent.faults.map(\.sink)).sorted().joined(separator: ", ")
            self.init(
                .io, "delivery-failed",
                vi: "Chưa gửi được gì tới \(sinks); thông báo vẫn chờ.",
                en: "Nothing could be sent to \(sinks); notifications go on waiting.")
        } else {
            return nil
        }
    }
}
