import Synchronization
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowStorage

/// The loop of `wf watch`, with time and waiting in the hands of the test.
@Suite("Watching")
struct WatchTests {
    static let item = "PL.II.8"

    let office: Office
    let alarm: ManualAlarm
    let engine: Engine

    init() async throws {
        office = try Office()
        let plan = try #require(office.library.plans["plan-149-2021"])
        _ = try await office.engine(at: "2021-04-14T08:00:00+07:00").load(plan, as: "khcn.minh")
        let alarm = ManualAlarm(at: try time("2021-04-14T08:00:00+07:00"))
        self.alarm = alarm
        engine = Engine(
            library: office.library, store: office.store, clock: EngineClock { alarm.now })
    }

    /// A store nothing is ever due in.
    private func idleEngine(_ store: any Store = MemoryStore()) -> Engine {
        let alarm = alarm
        return Engine(library: office.library, store: store, clock: EngineClock { alarm.now })
    }

    @Test("sleeps until the next timer of the store, fires it at its moment, and sleeps on")
    func wakesForTimers() async throws {
        let first = try #require(try await office.store.nextWake())
        var fired: [[String]] = []
        alarm.script = [.due, .due, .stop]
        let end = try await engine.watch(alarm: alarm) { ticked in
            fired.append(ticked.events.map(\.event.type))
            return WatchRound()
        }
        #expect(end == .stopped)
        #expect(fired.count == 3)
        #expect(fired.first == [])
        #expect(fired[1].isEmpty == false)
        let second = try #require(try await office.store.nextWake())
        #expect(second > first)
        // A round that wrote is followed by another before it sleeps.
        #expect(alarm.waits == [first, first, second])
        #expect(alarm.forgotten == 3)
    }

    @Test("what another process changes is looked into, and what is past already fires at once")
    func wakesForChanges() async throws {
        var fired: [Int] = []
        alarm.script = [.changed, .due, .stop]
        // Between look and wake an item's deadlines all go by.
        alarm.onWait = { number in
            if number == 0 { alarm.set(to: try time("2021-05-06T08:00:00+07:00")) }
        }
        _ = try await engine.watch(alarm: alarm) { ticked in
            fired.append(ticked.fired)
            return WatchRound()
        }
        #expect(fired.count == 3)
        #expect(fired[0] == 0)
        #expect(fired[1] > 16)
        #expect(fired[2] == 0)
    }

    @Test("the clock being set moves the look, not the moment to wake")
    func wakesForClock() async throws {
        let first = try await office.store.nextWake()
        alarm.script = [.clockSet, .stop]
        alarm.onWait = { _ in alarm.set(to: try time("2021-04-13T08:00:00+07:00")) }
        _ = try await engine.watch(alarm: alarm) { _ in WatchRound() }
        #expect(alarm.waits == [first, first])
    }

    @Test("without timers nothing but another reason ends the wait")
    func waitsForEver() async throws {
        alarm.script = [.changed, .stop]
        _ = try await idleEngine().watch(alarm: alarm) { _ in WatchRound() }
        #expect(alarm.waits == [nil, nil])
    }

    @Test("a round that wrote looks again at once, so that its own signs of change end with it")
    func looksAgain() async throws {
        var hasWritten = [true, true, false]
        alarm.script = [.due, .due, .stop]
        _ = try await idleEngine().watch(alarm: alarm) { _ in
            WatchRound(hasWritten: hasWritten.removeFirst())
        }
        #expect(alarm.waits == [alarm.now, alarm.now, nil])
    }

    @Test("what failed is tried again after a minute at the latest")
    func retries() async throws {
        let now = alarm.now
        var hasFailed = [true, false]
        alarm.script = [.due, .stop]
        _ = try await idleEngine().watch(alarm: alarm) { _ in
            WatchRound(hasFailed: hasFailed.removeFirst())
        }
        #expect(alarm.waits == [now.adding(minutes: 1), nil])
    }

    @Test("a timer that cannot be fired keeps nobody awake")
    func stuckTimer() async throws {
        var projection = try #require(try await office.store.projection(Self.item))
        projection.timers = [
            TimerRow(item: Self.item, key: "after:nowhere:0", dueAt: alarm.now)
        ]
        try await office.store.replaceProjections([projection])
        alarm.script = [.stop]
        _ = try await engine.watch(alarm: alarm) { ticked in
            #expect(ticked.fired == 0)
            return WatchRound()
        }
        let wait = try #require(alarm.waits.first ?? nil)
        #expect(wait > alarm.now)
    }

    struct Moment: Sendable {
        var minutes: Int?
        var wait: Int?
    }

    @Test(
        "other moments count like those of timers; one that is past is tried again later",
        arguments: [
            Moment(minutes: nil, wait: nil), Moment(minutes: 7, wait: 7),
            Moment(minutes: 0, wait: 1), Moment(minutes: -9, wait: 1),
        ])
    func otherMoments(moment: Moment) async throws {
        let now = alarm.now
        alarm.script = [.stop]
        _ = try await idleEngine().watch(
            alarm: alarm, nextMoment: { moment.minutes.map(now.adding(minutes:)) },
            afterTick: { _ in WatchRound() })
        #expect(alarm.waits == [moment.wait.map(now.adding(minutes:))])
    }

    @Test("a store that somebody else writes to for long is waited for")
    func busy() async throws {
        let now = alarm.now
        var errors = [StoreError(.busy, subject: "wf.sqlite")]
        alarm.script = [.due, .stop]
        _ = try await idleEngine().watch(alarm: alarm) { _ in
            if let error = errors.popLast() { throw error }
            return WatchRound()
        }
        #expect(alarm.waits == [now.adding(milliseconds: 1_000), nil])
    }

    @Test("any other error ends it")
    func fails() async throws {
        let full = StoreError(.io, subject: "wf.sqlite")
        await #expect(throws: full) {
            _ = try await idleEngine().watch(alarm: alarm) { _ in throw full }
        }
    }

    @Test("edited rules end it, to go on with an engine made of them")
    func definitionsChanged() async throws {
        alarm.script = [.changed, .definitionsChanged]
        let end = try await idleEngine().watch(alarm: alarm) { _ in WatchRound() }
        #expect(end == .definitionsChanged)
    }
}

private func time(_ text: String) throws -> Instant {
    guard let time = Instant(parsing: text, in: .vietnam) else { throw Office.BadTime(text: text) }
    return time
}

/// An alarm that ends each wait for the reason the script says; `due` sets the clock to the moment.
final class ManualAlarm: Alarm, Sendable {
    private struct State {
        var now: Instant
        var script: [AlarmReason] = []
        var waits: [Instant?] = []
        var forgotten = 0
        var onWait: @Sendable (Int) throws -> Void = { _ in }
    }

    private let state: Mutex<State>

    init(at now: Instant) {
        state = Mutex(State(now: now))
    }

    var now: Instant { state.withLock { $0.now } }
    /// What was waited for, in order.
    var waits: [Instant?] { state.withLock { $0.waits } }
    var forgotten: Int { state.withLock { $0.forgotten } }

    var script: [AlarmReason] {
        get { state.withLock { $0.script } }
        set { state.withLock { $0.script = newValue } }
    }

    /// What happens meanwhile, by the number of the wait.
    var onWait: @Sendable (Int) throws -> Void {
        get { state.withLock { $0.onWait } }
        set { state.withLock { $0.onWait = newValue } }
    }

    func set(to now: Instant) { state.withLock { $0.now = now } }

    func forgetChanges() { state.withLock { $0.forgotten += 1 } }

    func wait(until moment: Instant?) async throws -> AlarmReason {
        let (number, meanwhile) = state.withLock { state in
            state.waits.append(moment)
            return (state.waits.count - 1, state.onWait)
        }
        try meanwhile(number)
        return state.withLock { state in
            guard !state.script.isEmpty else { return .stop }
            let reason = state.script.removeFirst()
            if reason == .due, let moment { state.now = max(state.now, moment) }
            return reason
        }
    }
}
