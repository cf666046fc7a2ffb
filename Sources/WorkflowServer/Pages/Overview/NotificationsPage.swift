import Hummingbird
import WorkflowEngine
import WorkflowPages
import WorkflowPresentation
import WorkflowStorage

/// `/notifications`: what went out, what could not, and what to do about it.
struct NotificationsPage {
    let visit: Visit

    /// Of each kind at most so many are shown.
    private static let size = 200

    func response() async throws -> Response {
        try visit.requireAdministrator()
        let store = visit.office.store
        let now = visit.office.clock.now
        let showsDropped = visit.query("dropped") == "true"
        var states: Set<NotificationRecord.State> = [.dead, .retrying]
        if showsDropped { states.insert(.dropped) }
        let content = NotificationsContent(
            counts: try await store.deliveryCounts(),
            records: try await visit.engine.notifications(
                NotificationQuery(states: states, limit: Self.size)),
            held: try await store.heldCount(after: now), nextRelease: try await store.nextRelease(),
            now: now, csrf: visit.csrf ?? "", showsDropped: showsDropped)
        let layout = visit.layout(
            title: Place.notifications.title.spoken, place: .notifications, flash: flash)
        return Response(layout.page(content.html))
    }

    private var flash: PageLayout.Flash? {
        switch visit.query("done") {
        case "retry":
            PageLayout.Flash(
                say(vi: "Tin đã vào lại hàng đợi và sẽ được gửi.", en: "It is queued again."))
        case "drop":
            PageLayout.Flash(
                say(
                    vi: "Đã bỏ thông báo. Vẫn xem và gửi lại được trong “đã bỏ”.",
                    en: "It was dropped. It can still be seen and sent again."))
        default: nil
        }
    }

    func retry() async throws -> Response {
        try visit.requireAdministrator()
        _ = try await visit.form()
        let record = try await record()
        _ = try await visit.office.store.requeue([record.id], at: visit.office.clock.now)
        return .seeOther("/notifications?done=retry")
    }

    func drop() async throws -> Response {
        try visit.requireAdministrator()
        _ = try await visit.form()
        let record = try await record()
        let store = visit.office.store
        // Whoever is delivering for the sink just now has read on behind what waits.
        var lock: DeliveryLock?
        defer { lock?.release() }
        if record.state == .waiting || record.state == .retrying {
            lock = try await store.deliveryLock(for: record.sink)
            guard lock != nil else {
                throw Failure(
                    .conflict, "busy",
                    vi: "Đang gửi thông báo cho “\(record.sink)”. Đợi một chút rồi làm lại.",
                    en:
                        "Messages for “\(record.sink)” are being sent. Wait a moment, then try again."
                )
            }
        }
        _ = try await store.drop([record.id], at: visit.office.clock.now)
        return .seeOther("/notifications?done=drop")
    }

    /// The one in the path.
    private func record() async throws -> NotificationRecord {
        let record = try await visit.engine.knownNotification(try visit.part("id"))
        guard record.state != .delivered else {
            throw Failure(
                .refused, "already-delivered", vi: "Tin này đã gửi được rồi.",
                en: "This one has been delivered.")
        }
        return record
    }
}
