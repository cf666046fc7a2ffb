import JSON
package import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
package import WorkflowStorage

/// Reads every event once when something was committed, by this process or another, and gives it to
/// all who listen.
package actor ChangeFeed: Service {
    /// What a listener is given.
    enum Message: Sendable {
        case change(Change, Change.Text)
        /// Nothing happened for a while; the newest sequence.
        case beat(Int64)
    }

    /// Why nobody further can listen.
    enum Refusal: Error {
        /// This person listens often enough.
        case person
        /// The server has as many listeners as it takes.
        case total
        case stopping
    }

    private struct Listener {
        let person: String
        let since: ContinuousClock.Instant
        let line: AsyncStream<Message>.Continuation
    }

    private var listeners: [Int: Listener] = [:]
    private var nextNumber = 0
    private var isStopping = false
    /// The newest event given to listeners; nil before the first look.
    private var head: Int64?
    /// Of the items that moved last.
    private var workflows: [String: String] = [:]
    private let store: any Store
    private let telemetry: Telemetry
    private let limits: Limits
    private let pokes: AsyncStream<Void>
    private let poking: AsyncStream<Void>.Continuation
    private let logger: Logger

    package struct Limits: Sendable {
        package var total = 2_048
        package var perPerson = 32
        /// Messages a listener may be behind.
        package var behind = 1_024
        /// Without a change, so that proxies keep a connection and broken ones are found.
        package var beat = Duration.seconds(15)
        /// After which a stream is ended, so that whoever may follow no longer does not: who may comes
        /// back. To a beat.
        package var longest = Duration.seconds(900)

        package init() {}
    }

    /// Events read at once.
    static let page = 500
    /// Items whose workflow is remembered: some hundred bytes each.
    private static let mostItems = 16_384

    package init(
        _ store: any Store, _ telemetry: Telemetry, limits: Limits = Limits(), logger: Logger
    ) {
        self.store = store
        self.telemetry = telemetry
        self.limits = limits
        self.logger = logger
        (pokes, poking) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Something may have been committed.
    package nonisolated func poke() { poking.yield() }

    @concurrent package nonisolated func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.beat() }
                await self.read()
                group.cancelAll()
            }
        } onCancelOrGracefulShutdown: {
            self.poking.finish()
        }
        await stop()
    }

    private func read() async {
        do throws(StoreError) { try await start() } catch { tell(error) }
        for await _ in pokes {
            // Read again at the next sign, or the next beat.
            do throws(StoreError) { try await readOn() } catch { tell(error) }
        }
    }

    private func tell(_ error: StoreError) {
        logger.error("events cannot be read", metadata: ["why": "\(error.code.rawValue)"])
    }

    private func start() async throws(StoreError) {
        guard head == nil else { return }
        let end = try await store.head().sequence
        // Somebody else may have begun meanwhile, and told some of it.
        if head == nil { head = end }
    }

    private func readOn() async throws(StoreError) {
        try await start()
        while let after = head {
            let events = try await store.events(item: nil, after: after, limit: Self.page)
            // All that may fail comes first: what was told is not told again.
            let transitions = try await transitions(in: events)
            let changes =
                listeners.isEmpty ? [] : try await Self.changes(events, in: store)
            for (workflow, action) in transitions {
                telemetry.advanced(workflow: workflow, action: action)
            }
            // Written once for all of them.
            for change in changes { send(.change(change, change.text)) }
            head = events.last?.sequence ?? after
            telemetry.registry.gauge("wf_stream_sequence").set(Double(head ?? 0))
            if events.count < Self.page { return }
        }
    }

    /// Those of the events that are of items, with the items.
    static func changes(
        _ events: [SealedEvent], in store: any Store
    ) async throws(StoreError) -> [Change] {
        var rows: [String: ItemRow?] = [:]
        var changes: [Change] = []
        for sealed in events {
            let item = sealed.event.item
            if rows[item] == nil { rows[item] = .some(try await store.item(item)?.row) }
            if let row = rows[item] ?? nil { changes.append(Change(sealed, of: row)) }
        }
        return changes
    }

    private func transitions(
        in events: [SealedEvent]
    ) async throws(StoreError) -> [(workflow: String, action: String)] {
        var transitions: [(workflow: String, action: String)] = []
        for sealed in events where sealed.event.type == "item.advanced" {
            guard let action = (try? JSONView.parse(sealed.event.data))?["action"].string,
                let workflow = try await workflow(of: sealed.event.item)
            else { continue }
            transitions.append((workflow, action))
        }
        return transitions
    }

    /// The name of the workflow of an item, which it has for life.
    private func workflow(of item: String) async throws(StoreError) -> String? {
        if let known = workflows[item] { return known }
        guard let name = try await store.item(item)?.row.workflow else { return nil }
        if workflows.count >= Self.mostItems { workflows = [:] }
        workflows[item] = name
        return name
    }

    private func send(_ message: Message) {
        for (number, listener) in listeners {
            guard case .dropped = listener.line.yield(message) else { continue }
            // Who reads this slowly comes back and says how far they got.
            telemetry.registry.counter("wf_stream_cut").increment(by: 1.0)
            leave(number)
        }
    }

    private func beat() async {
        while !isStopping {
            do { try await Task.sleep(for: limits.beat) } catch { return }
            // What another process did, and its sign was missed, is found now.
            poke()
            endOld()
            if let head { send(.beat(head)) }
        }
    }

    private func endOld() {
        let now = ContinuousClock.now
        for (number, listener) in listeners where now - listener.since >= limits.longest {
            leave(number)
        }
    }

    private func stop() {
        isStopping = true
        for number in Array(listeners.keys) { leave(number) }
    }

    // MARK: Listening

    /// A place among the listeners, to be left again.
    struct Place: Sendable {
        let number: Int
        /// Everything after this sequence is in `messages`.
        let head: Int64
        let messages: AsyncStream<Message>
        let finish: @Sendable () -> Void
    }

    func listen(as person: String) async throws -> Place {
        if isStopping { throw Refusal.stopping }
        try await start()
        guard listeners.count < limits.total else { throw Refusal.total }
        guard listeners.values.count(where: { $0.person == person }) < limits.perPerson else {
            throw Refusal.person
        }
        let (messages, line) = AsyncStream<Message>.makeStream(
            bufferingPolicy: .bufferingOldest(limits.behind))
        nextNumber += 1
        let number = nextNumber
        // Whatever becomes of the answer, be it that nobody wanted more than its head.
        line.onTermination = { [weak self] _ in Task { await self?.leave(number) } }
        listeners[number] = Listener(person: person, since: .now, line: line)
        count()
        return Place(
            number: number, head: head ?? 0, messages: messages, finish: { line.finish() })
    }

    func leave(_ number: Int) {
        listeners.removeValue(forKey: number)?.line.finish()
        count()
    }

    private func count() {
        telemetry.registry.gauge("wf_stream_clients").set(Double(listeners.count))
    }
}
