import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowCore
import WorkflowDelivery
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowStorage

/// What a tick did, and what became of its messages.
struct TickText {
    let begun: ScheduledStarts
    let ticked: TickOutcome

    /// Lines about events before the rest is only counted.
    private static let shownEvents = 40

    init(_ begun: ScheduledStarts, _ ticked: TickOutcome) {
        self.begun = begun
        self.ticked = ticked
    }

    private var events: [SealedEvent] { begun.outcome.events + ticked.events }
    private var notifications: Int { begun.outcome.notifications + ticked.notifications }

    // MARK: For people

    /// A line for each event, and for each timer that could not be fired.
    func printEvents(_ engine: Engine, on screen: Screen) async throws {
        let events = try await engine.visible(events)
        for event in events.prefix(Self.shownEvents) {
            let state = try await engine.state(of: event.event.item)
            EventText(
                workflow: state.workflow, organisation: engine.rules.organisation,
                documents: engine.rules.documents
            ).printLine(event, on: screen)
        }
        for fault in begun.faultTexts { screen.printWrapped(fault) }
        for fault in ticked.faults {
            screen.printWrapped(
                "\(fault.timer.item) \(fault.timer.key): \(fault.refusal.message.spoken)")
        }
        let rest = events.count - Self.shownEvents
        if rest > 0 {
            screen.print(say(vi: "… và \(rest) việc nữa.", en: "… and \(rest) more."))
        }
    }

    func printSummary(
        _ released: ReleaseOutcome, _ sent: DeliveryReport, tellsHeld: Bool = true,
        on screen: Screen
    ) {
        let started = begun.outcome.started.count
        if started > 0 {
            screen.print(
                say(
                    vi: "\(started) hồ sơ được tạo theo lịch.",
                    en: "\(started) started by schedule."))
        }
        if released.digests > 0 {
            screen.print(
                say(
                    vi: "\(released.gathered) thông báo được gộp thành \(released.digests) bản"
                        + " tổng hợp.",
                    en: "\(released.gathered) notifications gathered into \(released.digests)"
                        + " \(released.digests == 1 ? "digest" : "digests")."))
        }
        if released.dropped > 0 {
            screen.printWrapped(
                say(
                    vi:
                        "\(released.dropped) thông báo nhắc việc không gửi nữa: việc đã xong hoặc hạn"
                        + " đã đổi trong lúc chờ đến giờ gửi.",
                    en: (released.dropped == 1
                        ? "1 reminder is" : "\(released.dropped) reminders are")
                        + " not sent: the work was done, or its deadline changed, while waiting."))
        }
        if tellsHeld, let nextAt = released.nextAt {
            let time = nextAt.formatted(in: .vietnam)
            screen.print(
                say(
                    vi: "\(released.held) thông báo chờ đến giờ gửi, sớm nhất \(time).",
                    en: (released.held == 1
                        ? "1 notification waits" : "\(released.held) notifications wait")
                        + ", the first until \(time)."))
        }
        screen.print(
            say(
                vi: "\(ticked.fired) việc đến giờ, \(notifications) thông báo mới,"
                    + " \(sent.delivered) đã gửi, \(sent.failed) chưa gửi được.",
                en: "\(ticked.fired) fired, \(notifications) notifications,"
                    + " \(sent.delivered) delivered, \(sent.failed) failed."))
        if sent.dead > 0 {
            screen.printWrapped(
                say(
                    vi: "\(sent.dead) thông báo bị từ chối hoặc quá hạn gửi, không gửi lại nữa; xem"
                        + " wf notifications list --state dead",
                    en: "\(sent.dead) refused, or tried for too long, and not sent again; see"
                        + " wf notifications list --state dead"))
        }
        for (_, summary) in sent.summary.sinks.sorted(by: { $0.key < $1.key }) {
            guard let failure = summary.failures.first else { continue }
            printRemark("\(failure.sink): \(failure.text)", .bad, on: screen)
        }
        for remark in sent.faults {
            printRemark("\(remark.sink): \(remark.message)", .bad, on: screen)
        }
        for remark in sent.warnings {
            printRemark("\(remark.sink): \(remark.message)", .warning, on: screen)
        }
    }

    private func printRemark(_ text: String, _ tone: Tone, on screen: Screen) {
        screen.print(screen.palette("! ", tone) + text.singleLine)
    }

    // MARK: For programs

    private func remarks(_ remarks: [DeliveryReport.Remark]) -> [JSON] {
        remarks.map { ["sink": .string($0.sink), "reason": .string($0.message)] }
    }

    func view(_ released: ReleaseOutcome, _ sent: DeliveryReport) -> JSON {
        [
            "started": .array(begun.outcome.started.map(JSON.string)),
            "fired": .int(Int64(ticked.fired)),
            "notifications": .int(Int64(notifications)),
            "delivered": .int(Int64(sent.delivered)), "failed": .int(Int64(sent.failed)),
            "dead": .int(Int64(sent.dead)),
            "digests": .int(Int64(released.digests)), "held": .int(Int64(released.held)),
            "dropped": .int(Int64(released.dropped)),
            "held_until": released.nextAt.map { .string($0.iso8601(in: .vietnam)) } ?? .null,
            "events": .array(events.map(\.view)),
            "start_faults": .array(begun.faultViews),
            "faults": .array(
                ticked.faults.map { fault in
                    [
                        "item": .string(fault.timer.item), "timer": .string(fault.timer.key),
                        "message": .string(fault.refusal.message.spoken),
                    ]
                }),
            "failures": .array(
                sent.summary.failures.map {
                    [
                        "id": .string(OutboxRow.eventID(of: $0.notification)),
                        "sink": .string($0.sink), "reason": .string($0.reason),
                        "status": $0.status.map { .int(Int64($0)) } ?? .null,
                        "dead": .bool($0.isDead),
                    ]
                } + remarks(sent.faults)),
            "warnings": .array(remarks(sent.warnings)),
        ]
    }
}
