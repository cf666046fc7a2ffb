import WorkflowCalendar
import WorkflowStorage

/// One sitting with a receiver: everything that may be sent is, in order within each item and
/// otherwise side by side.
///
/// What comes of it is recorded while more is being sent: one transaction for all that was answered
/// during the one before it. A receiver that is fast gets large ones, and who waits for a slow one
/// loses little if the process ends.
struct ReceiverRun {
    /// What the tasks of the run come back with.
    private enum Step: Sendable {
        case answered(DeliveryWindow.Parcel, sentAt: Instant, Reply)
        case recorded(StoreError?)
    }

    private let store: any Store
    private let receiver: any Receiver
    private let policy: RetryPolicy
    private let page: Int
    private let clock: @Sendable () -> Instant
    /// What falls due after that is left for the next time, or a slow receiver that fails would
    /// never be done with.
    private let start: Instant

    private(set) var summary = DeliveryWorker.SinkSummary()
    private var circuit = Circuit()
    private var recordedCircuit = Circuit()
    private var window = DeliveryWindow()
    private var sending = 0
    /// What was answered and is not recorded yet, and how much of it is being recorded.
    private var results: [DeliveryResult] = []
    private var recording = 0
    /// Items in whose lane a failure is not recorded yet: the store would still give them out.
    private var failedItems: Set<String> = []
    /// Items that began the pass with one to be sent again. Reading has passed over what is behind
    /// it, so what comes after that must not be read either.
    private var retriedItems: Set<String> = []
    private var error: StoreError?
    private var isCancelled = false

    init(
        store: any Store, receiver: any Receiver, policy: RetryPolicy, page: Int, start: Instant,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.store = store
        self.receiver = receiver
        self.policy = policy
        self.page = page
        self.start = start
        self.clock = clock
    }

    mutating func run() async throws(StoreError) {
        circuit = try await store.circuit(of: receiver.name)
        recordedCircuit = circuit
        // What was delivered or given up may have let others of its item through.
        while try await pass() {}
    }

    /// Whether there is no point in sending more.
    private var isOver: Bool {
        isCancelled || error != nil || circuit.isOpen(at: clock())
    }

    /// Sends everything that may be sent, once.
    ///
    /// - Returns: whether anything was.
    private mutating func pass() async throws(StoreError) -> Bool {
        if isOver { return false }
        let retries = try await store.dueRetries(sink: receiver.name, at: start, limit: page)
        retriedItems = Set(retries.map(\.row.item))
        for retry in retries {
            window.add(.init(row: retry.row, attempts: retry.attempts, firstAt: retry.firstAt))
        }
        let hasSent = await withTaskGroup(of: Step.self) { group in
            // `nil`: read to the end.
            var cursor: Int64? = 0
            var hasSent = false
            while true {
                if Task.isCancelled { isCancelled = true }
                if let last = cursor, window.count <= lowWater, !isOver {
                    cursor = await readOn(after: last)
                }
                while let parcel = nextToSend() {
                    hasSent = true
                    group.addTask { [receiver, clock] in
                        let sentAt = clock()
                        return .answered(
                            parcel, sentAt: sentAt, await receiver.send(parcel.row))
                    }
                }
                if let record = nextToRecord() {
                    group.addTask { .recorded(await record()) }
                }
                guard let step = await group.next() else {
                    if cursor == nil || isOver { break }
                    continue
                }
                if Task.isCancelled { isCancelled = true }
                switch step {
                case .answered(let parcel, let sentAt, let reply): take(reply, to: parcel, sentAt)
                case .recorded(let failure):
                    recording = 0
                    if let failure { error = failure }
                    failedItems = Set(results.lazy.filter(\.hasFailed).map(\.item))
                }
            }
            return hasSent
        }
        if let error { throw error }
        return hasSent
    }

    /// With no more waiting in memory than that, more is read.
    private var lowWater: Int { max(page / 2, receiver.inFlight) }

    /// - Returns: from where to read on, nil at the end.
    private mutating func readOn(after last: Int64) async -> Int64? {
        do throws(StoreError) {
            let rows = try await store.readyNotifications(
                sink: receiver.name, after: last, limit: page)
            for row in rows
            where !failedItems.contains(row.item) && !retriedItems.contains(row.item) {
                window.add(.init(row: row))
            }
            return rows.count < page ? nil : rows.last?.id
        } catch {
            self.error = error
            return nil
        }
    }

    private mutating func nextToSend() -> DeliveryWindow.Parcel? {
        // After its circuit was open a receiver is asked with one.
        let most = circuit.openUntil == nil ? max(receiver.inFlight, 1) : 1
        guard sending < most, results.count + recording < unrecordedAtMost, !isOver,
            let parcel = window.next()
        else { return nil }
        sending += 1
        return parcel
    }

    /// What would be sent twice if the process ended now.
    private var unrecordedAtMost: Int { max(64, receiver.inFlight * 4) }

    private mutating func nextToRecord() -> (@Sendable () async -> StoreError?)? {
        // What could not be recorded once is not tried again: it is sent again instead.
        guard recording == 0, error == nil, !results.isEmpty || circuit != recordedCircuit
        else { return nil }
        let (store, name, results) = (store, receiver.name, results)
        let circuit = circuit == recordedCircuit ? nil : circuit
        recording = max(results.count, 1)
        recordedCircuit = self.circuit
        self.results = []
        return {
            do throws(StoreError) {
                try await store.record(results, circuit: circuit, sink: name)
                return nil
            } catch {
                return error
            }
        }
    }

    private mutating func take(
        _ reply: Reply, to parcel: DeliveryWindow.Parcel, _ sentAt: Instant
    ) {
        sending -= 1
        let row = parcel.row
        // An attempt that was broken off says nothing of the receiver.
        if isCancelled, reply.problem != nil { return window.giveUp(row.item) }
        let now = clock()
        let attempts = parcel.attempts + 1
        let firstAt = parcel.firstAt ?? sentAt
        let outcome = policy.outcome(
            of: reply, to: row.id, attempts: attempts, firstAt: firstAt, at: now)
        let result = DeliveryResult(
            notification: row.id, item: row.item, outcome: outcome, at: now, attempts: attempts,
            firstAt: firstAt, status: reply.problem?.status, problem: reply.problem?.text)
        results.append(result)
        circuit = policy.circuit(circuit, after: reply, of: receiver.name, at: now)
        if let problem = reply.problem {
            summary.count(
                DeliveryFailure(
                    sink: receiver.name, notification: row.id, reason: problem.text,
                    status: problem.status, isDead: outcome == .dead))
        } else {
            summary.delivered += 1
        }
        if result.hasFailed {
            failedItems.insert(row.item)
            window.giveUp(row.item)
        } else {
            window.proceed(row.item)
        }
    }
}

extension DeliveryResult {
    /// Whether it is to be sent again, and so holds up its lane.
    fileprivate var hasFailed: Bool {
        if case .retry = outcome { return true }
        return false
    }
}
