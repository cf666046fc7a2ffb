import Diagnostics
import HTTPTypes
import JSON
import WorkflowAccounts
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowStorage

extension Endpoint {
    static let notifications = [
        listNotifications, getNotification, retryNotifications, dropNotifications,
    ]

    private static let listNotifications = Endpoint(
        .get, "/notifications", id: "listNotifications", .notifications,
        LocalizedText(vi: "Thông báo đang chờ, lỗi", en: "Notifications that wait or failed"),
        about: "Without `state`: those that wait, are tried again, or are dead.",
        scope: .administer,
        parameters: [
            .query("sink", "For this sink."), .query("item", "About this item."),
            .query(
                "state", "In this state.",
                .one(of: NotificationRecord.State.allCases.map(\.rawValue))),
        ] + ListPage.parameters,
        answers: [
            .json(
                200,
                .object(
                    required("sinks", .list(.reference("SinkCounts"))),
                    required("notifications", .list(.reference("Notification"))),
                    required("next", Schema.text.orNull)),
                "A page of them, and how many each sink has.", headers: [.link])
        ],
        refusals: [.notFound]
    ) { call in
        let page = try ListPage(call)
        let store = call.engine.store
        var query = NotificationQuery(
            sink: call.query("sink"), states: [.waiting, .retrying, .dead],
            item: call.query("item"), limit: page.limit + 1)
        if let state = call.query("state").flatMap({ NotificationRecord.State(rawValue: $0) }) {
            query.states = [state]
        }
        query.after = try page.number()
        let counts = try await store.deliveryCounts().filter { sink in
            query.sink.map { $0 == sink.sink } ?? true
        }
        if let sink = query.sink, counts.isEmpty {
            let names = call.engine.rules.notifications.sinks.keys.sorted()
            guard names.contains(sink) else { throw Failure.noSink(sink, names) }
        }
        let found = try await call.engine.notifications(query)
        let records = found.prefix(page.limit)
        let now = call.engine.clock.now
        return page.answer(
            [
                "sinks": .array(counts.map { $0.view(at: now) }),
                "notifications": .array(records.map(\.view)),
            ],
            endingWith: found.count > page.limit ? records.last.map { String($0.id) } : nil)
    }

    private static let getNotification = Endpoint(
        .get, "/notifications/{notification}", id: "getNotification", .notifications,
        LocalizedText(vi: "Xem một thông báo", en: "Show a notification"), scope: .administer,
        parameters: [.path("notification", "Its identifier: `wf-123-1`.")],
        answers: [
            .json(
                200, .object(required("notification", .reference("Notification"))),
                "What is sent, and what became of it.")
        ],
        refusals: [.notFound]
    ) { call in
        let store = call.engine.store
        let record = try await call.engine.knownNotification(call.path("notification"))
        let inFront = try await store.inFront(of: record)
        return .json(["notification": record.view(behind: inFront)])
    }

    private static let selection = Body.json(
        .object(
            optional("ids", .list(.text(1...100), atMost: 1000)),
            optional("all", .bool, "All of them, instead of `ids`."),
            optional("sink", .text(1...200), "With `all`: of this sink only.")))

    private static let retryNotifications = Endpoint(
        .post, "/notifications/retry", id: "retryNotifications", .notifications,
        LocalizedText(vi: "Gửi lại thông báo", en: "Queue notifications again"),
        scope: .administer, body: selection,
        answers: [.json(200, .object(required("queued", Schema.codes)), "They are sent again.")],
        refusals: [.notFound, .conflict]
    ) { call in
        let store = call.engine.store
        let now = call.engine.clock.now
        let queued: [Int64]
        if let ids = try call.chosenNotifications() {
            let records = try await call.engine.knownNotifications(ids)
            if let done = records.first(where: { $0.state == .delivered }) { throw done.arrived }
            queued = try await store.requeue(records.map(\.id), at: now)
        } else {
            queued = try await store.changeAll([.dead, .retrying], of: call.body["sink"].string) {
                try await store.requeue($0, at: now)
            }
        }
        return .json(["queued": .array(queued.map { .string(OutboxRow.eventID(of: $0)) })])
    }

    private static let dropNotifications = Endpoint(
        .post, "/notifications/drop", id: "dropNotifications", .notifications,
        LocalizedText(vi: "Bỏ thông báo, không gửi nữa", en: "Drop notifications"),
        about: "With `all` only those that are dead.", scope: .administer, body: selection,
        answers: [.json(200, .object(required("dropped", Schema.codes)), "They are not sent.")],
        refusals: [.notFound, .conflict]
    ) { call in
        let store = call.engine.store
        let now = call.engine.clock.now
        let dropped: [Int64]
        if let ids = try call.chosenNotifications() {
            let records = try await call.engine.knownNotifications(ids)
            if let done = records.first(where: { $0.state == .delivered }) { throw done.arrived }
            dropped = try await store.drop(records, at: now)
        } else {
            dropped = try await store.changeAll([.dead], of: call.body["sink"].string) {
                try await store.drop($0, at: now)
            }
        }
        return .json(["dropped": .array(dropped.map { .string(OutboxRow.eventID(of: $0)) })])
    }
}

extension APICall {
    /// The notifications named; nil for all.
    fileprivate func chosenNotifications() throws(Failure) -> [String]? {
        let ids = body["ids"].array?.compactMap(\.string)
        switch (ids, body["all"].bool ?? false) {
        case (let ids?, false): return ids
        case (nil, true): return nil
        default:
            throw Failure(
                .invalid, "one-of", vi: "Ghi một trong ids và all.",
                en: "Give one of ids and all.")
        }
    }
}

extension Engine {
    /// Those named, in order and each once.
    fileprivate func knownNotifications(_ ids: [String]) async throws -> [NotificationRecord] {
        var records: [NotificationRecord] = []
        for id in ids {
            let record = try await knownNotification(id)
            if !records.contains(where: { $0.id == record.id }) { records.append(record) }
        }
        return records
    }
}

extension Failure {
    fileprivate static func noSink(_ sink: String, _ names: [String]) -> Failure {
        Failure(
            .notFound, "not-found",
            LocalizedText(
                vi: "Không có nơi nhận “\(sink)” trong rules/notifications.yaml.",
                en: "There is no sink “\(sink)” in rules/notifications.yaml."),
            hint: suggestion(nearest(sink, in: names)))
    }
}
