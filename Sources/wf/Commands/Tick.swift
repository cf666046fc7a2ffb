import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowCore
import WorkflowDelivery
import WorkflowEngine
import WorkflowModel
import WorkflowStorage

struct Tick: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "tick",
            abstract: say(
                vi:
                    "Làm những gì đã đến giờ: tạo hồ sơ định kỳ, nhắc việc, báo quá hạn, gửi thông báo.",
                en: "Do what is due: start by schedule, remind, mark overdue, notify."),
            usage: say(
                vi: "wf tick [<tùy-chọn>]",
                en: "wf tick [<options>]"),
            discussion: say(
                vi: """
                    Chạy bao nhiêu lần cũng được; mỗi việc chỉ xảy ra một lần. Thường đặt chạy 15
                    phút một lần (cron). Tin nhắc việc chỉ gửi trong giờ làm việc.

                    Ví dụ:
                      wf tick
                      wf tick --now 2021-05-05T08:00:00+07:00
                    """,
                en: """
                    May be run any number of times; everything happens once. Usually run every 15
                    minutes (cron). Reminders go out in office hours only.

                    Examples:
                      wf tick
                      wf tick --now 2021-05-05T08:00:00+07:00
                    """))
    }

    @OptionGroup var global: GlobalOptions

    /// Lines about events before the rest is only counted.
    private static let shownEvents = 40

    func run(in session: Session) async throws {
        let engine = try session.engine()
        let begun = try await ScheduledStarts(startedFor: engine, session)
        let fired = try await engine.tick()
        if !session.wantsJSON { try await print(begun, fired, engine, session) }
        let released = try await engine.releaseHeld()
        let sent = try await session.deliver(engine)
        if session.wantsJSON {
            session.answer([
                "started": .array(begun.outcome.started.map(JSON.string)),
                "fired": .int(Int64(fired.fired)),
                "notifications": .int(
                    Int64(begun.outcome.notifications + fired.notifications)),
                "delivered": .int(Int64(sent.delivered)), "failed": .int(Int64(sent.failed)),
                "digests": .int(Int64(released.digests)), "held": .int(Int64(released.held)),
                "held_until": released.nextAt.map { .string($0.iso8601(in: .vietnam)) } ?? .null,
                "events": .array((begun.outcome.events + fired.events).map(\.view)),
                "start_faults": .array(begun.faultViews),
                "faults": .array(
                    fired.faults.map { fault in
                        [
                            "item": .string(fault.timer.item), "timer": .string(fault.timer.key),
                            "message": .string(fault.refusal.message[Speech.language]),
                        ]
                    }),
                "failures": .array(
                    sent.failures.map {
                        ["sink": .string($0.sink), "reason": .string($0.reason)]
                    }),
            ])
        } else {
            printSummary(begun.outcome, fired, released, sent, session)
        }
        // A cron job has to notice; what could not be delivered waits in the outbox.
        guard sent.failed == 0 else {
            throw Failure(
                .io, "delivery-failed",
                vi: "\(sent.failed) thông báo chưa gửi được; lần chạy sau sẽ gửi lại.",
                en: "\(sent.failed) notifications were not delivered; the next run tries again.")
        }
    }

    private func printSummary(
        _ begun: ScheduleOutcome, _ fired: TickOutcome, _ released: ReleaseOutcome,
        _ sent: DeliveryWorker.Summary, _ session: Session
    ) {
        let notifications = begun.notifications + fired.notifications
        if !begun.started.isEmpty {
            session.screen.print(
                say(
                    vi: "\(begun.started.count) hồ sơ được tạo theo lịch.",
                    en: "\(begun.started.count) started by schedule."))
        }
        if released.digests > 0 {
            session.screen.print(
                say(
                    vi: "\(released.gathered) thông báo được gộp thành \(released.digests) bản"
                        + " tổng hợp.",
                    en: "\(released.gathered) notifications gathered into \(released.digests)"
                        + " \(released.digests == 1 ? "digest" : "digests")."))
        }
        if let nextAt = released.nextAt {
            let time = nextAt.formatted(in: .vietnam)
            session.screen.print(
                say(
                    vi: "\(released.held) thông báo chờ đến giờ gửi, sớm nhất \(time).",
                    en: (released.held == 1
                        ? "1 notification waits" : "\(released.held) notifications wait")
                        + ", the first until \(time)."))
        }
        session.screen.print(
            say(
                vi: "\(fired.fired) việc đến giờ, \(notifications) thông báo mới,"
                    + " \(sent.delivered) đã gửi, \(sent.failed) chưa gửi được.",
                en: "\(fired.fired) fired, \(notifications) notifications,"
                    + " \(sent.delivered) delivered, \(sent.failed) failed."))
        if let failure = sent.failures.first {
            session.screen.print(
                session.screen.palette("! ", .bad) + "\(failure.sink): \(failure.reason)")
        }
    }

    private func print(
        _ begun: ScheduledStarts, _ fired: TickOutcome, _ engine: Engine, _ session: Session
    ) async throws {
        let events = begun.outcome.events + fired.events
        for event in events.prefix(Self.shownEvents) {
            let state = try await engine.state(of: event.event.item)
            EventText(
                workflow: state.workflow, organisation: engine.rules.organisation,
                screen: session.screen
            ).printLine(event)
        }
        for fault in begun.faultTexts { session.screen.printWrapped(fault) }
        for fault in fired.faults {
            session.screen.printWrapped(
                "\(fault.timer.item) \(fault.timer.key): \(fault.refusal.message[Speech.language])")
        }
        let rest = events.count - Self.shownEvents
        if rest > 0 {
            session.screen.print(say(vi: "… và \(rest) việc nữa.", en: "… and \(rest) more."))
        }
    }
}
