import Foundation
import WorkflowDelivery
import WorkflowSQLite
import WorkflowStorage
import WorkflowTesting

/// The stores a worker is tried with.
enum StoreKind: String, CaseIterable, Sendable {
    case memory, sqlite

    /// Runs with an empty store, which is gone afterwards.
    func withStore<Value>(_ body: (any Store) async throws -> Value) async throws -> Value {
        guard self == .sqlite else { return try await body(MemoryStore()) }
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "wf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try SQLiteStore(
            path: folder.appending(path: "store.sqlite").path, create: true)
        do {
            let value = try await body(store)
            await store.close()
            return value
        } catch {
            await store.close()
            throw error
        }
    }
}

extension Store {
    /// One notification for each of the items named, in order.
    func fill(_ items: some Sequence<String>, sink: String = "web") async throws {
        for item in items {
            let version = try await version(of: item) ?? 0
            _ = try await commit(
                Sample.commit(
                    Sample.projection(Sample.row(item, version: version + 1)), sinks: [sink]))
        }
    }

    func states() async throws -> [NotificationRecord.State] {
        try await notifications(NotificationQuery(limit: 100_000)).map(\.state)
    }
}

/// Answers as it is told, and remembers what it was sent.
actor ScriptedReceiver: Receiver {
    nonisolated let name: String
    nonisolated let inFlight: Int
    private let script: @Sendable (OutboxRow, _ attempt: Int) async -> Reply
    private(set) var sent: [OutboxRow] = []
    /// In the order of the answers.
    private(set) var accepted: [OutboxRow] = []
    private var underWay: [String] = []
    private(set) var mostAtOnce = 0
    /// Whether two of an item were ever under way together.
    private(set) var hasMixedUp = false

    init(
        _ name: String = "web", inFlight: Int = 4,
        script: @escaping @Sendable (OutboxRow, Int) async -> Reply = { _, _ in .accepted }
    ) {
        self.name = name
        self.inFlight = inFlight
        self.script = script
    }

    func send(_ notification: OutboxRow) async -> Reply {
        sent.append(notification)
        if underWay.contains(notification.item) { hasMixedUp = true }
        underWay.append(notification.item)
        mostAtOnce = max(mostAtOnce, underWay.count)
        // Lets the others in.
        await Task.yield()
        let reply = await script(notification, sent.count { $0.id == notification.id })
        underWay.removeAll { $0 == notification.item }
        if reply == .accepted { accepted.append(notification) }
        return reply
    }

    /// The ids that were accepted, of each item in the order they were.
    func arrivals() -> [String: [Int64]] {
        accepted.reduce(into: [:]) { $0[$1.item, default: []].append($1.id) }
    }
}

extension Reply {
    static let busy = Reply.failed(.init(status: 503, text: "busy"))
    static let unwanted = Reply.refused(.init(status: 404, text: "no such thing"))
}
