import Testing
import WorkflowCalendar
import WorkflowDelivery
import WorkflowStorage
import WorkflowTesting

@Suite struct `The retry policy` {
    static let policy = RetryPolicy(first: 8, most: 100, giveUp: 1_000)
    static let down = Reply.Problem(status: 503, text: "busy")

    /// The seconds until the next attempt, from the moment of the answer; nil if there is none.
    private func pauseAfter(
        _ reply: Reply, attempts: Int = 1, since: Int64 = 0, id: Int64 = 1_000_001,
        by policy: RetryPolicy = policy
    ) -> Double? {
        let now = Sample.instant(5_000)
        let outcome = policy.outcome(
            of: reply, to: id, attempts: attempts, firstAt: Sample.instant(5_000 - since), at: now)
        guard case .retry(let moment) = outcome else { return nil }
        return Double(now.milliseconds(to: moment)) / 1_000
    }

    @Test func `what is accepted is delivered, what is refused is dead at once`() {
        let outcome = { (reply: Reply) in
            Self.policy.outcome(
                of: reply, to: 1, attempts: 1, firstAt: Sample.instant(0), at: Sample.instant(0))
        }
        #expect(outcome(.accepted) == .delivered)
        #expect(outcome(.refused(Self.down)) == .dead)
    }

    @Test(
        "pauses double up to the longest, each by up to a quarter more or less",
        arguments: [
            (1, 6.0...10.0), (2, 12.0...20.0), (3, 24.0...40.0), (4, 48.0...80.0),
            (5, 75.0...100.0), (6, 75.0...100.0), (1_000_000, 75.0...100.0),
        ])
    func pauses(attempts: Int, range: ClosedRange<Double>) throws {
        for id in 1...200 {
            let pause = try #require(
                pauseAfter(.failed(Self.down), attempts: attempts, id: Int64(id)))
            #expect(range.contains(pause))
        }
    }

    @Test func `pauses of different notifications differ, those of the same do not`() {
        let pauses = (1...100).map { pauseAfter(.failed(Self.down), attempts: 3, id: Int64($0)) }
        #expect(Set(pauses).count > 90)
        #expect(
            pauses == (1...100).map { pauseAfter(.failed(Self.down), attempts: 3, id: Int64($0)) })
    }

    @Test(
        "a receiver is left alone for as long as it asks, within bounds",
        arguments: [
            (0, 6.0...10.0), (3, 6.0...10.0), (60, 60...60), (86_400, 86_400...86_400),
            (10_000_000, 86_400...86_400), (-5, 6.0...10.0), (Int.max, 86_400...86_400),
        ] as [(Int, ClosedRange<Double>)])
    func asked(seconds: Int, range: ClosedRange<Double>) throws {
        let pause = try #require(pauseAfter(.failed(Self.down, after: seconds)))
        #expect(range.contains(pause))
    }

    @Test(
        "it is given up once its time is over, after a last attempt at the end of it",
        arguments: [
            (999.0, 1.0), (990.0, 10.0), (1_000.0, nil), (2_000.0, nil),
        ] as [(Double, Double?)])
    func end(since: Double, expected: Double?) {
        #expect(pauseAfter(.failed(Self.down), attempts: 9, since: Int64(since)) == expected)
    }

    @Test func `who asks for more time than there is gets a last attempt then`() {
        #expect(pauseAfter(.failed(Self.down, after: 500), attempts: 9, since: 900) == 500)
        #expect(pauseAfter(.failed(Self.down, after: 500), attempts: 9, since: 1_400) == nil)
    }

    @Test func `the largest settings do no harm`() {
        let most = RetryPolicy(first: .max, most: .max, giveUp: .max)
        #expect(pauseAfter(.failed(Self.down), attempts: .max, by: most) ?? 0 > 1e12)
        let least = RetryPolicy(first: 1, most: 1, giveUp: 0)
        #expect(pauseAfter(.failed(Self.down), by: least) == nil)
    }

    // MARK: The circuit

    /// The circuit after replies, each so many seconds after the plan was adopted.
    private func circuit(_ replies: [(Int64, Reply)]) -> Circuit {
        replies.reduce(Circuit()) { circuit, reply in
            Self.policy.circuit(
                circuit, after: reply.1, of: "web", at: Sample.instant(reply.0))
        }
    }

    private static let failures: [(Int64, Reply)] = (1...5).map {
        (Int64($0), Reply.failed(Self.down))
    }

    private func openFor(_ circuit: Circuit, since second: Int64) -> Double? {
        circuit.openUntil.map { Double(Sample.instant(second).milliseconds(to: $0)) / 1_000 }
    }

    @Test func `five failures in a row open it`() throws {
        let four = circuit(Array(Self.failures.prefix(4)))
        #expect(four == Circuit(failures: 4))
        let five = circuit(Self.failures)
        #expect(five.failures == 5)
        #expect((6.0...10.0).contains(try #require(openFor(five, since: 5))))
        #expect(five.isOpen(at: Sample.instant(5)))
        #expect(!five.isOpen(at: Sample.instant(16)))
    }

    @Test(arguments: [Reply.accepted, .refused(down)])
    func `any other answer closes it`(reply: Reply) {
        #expect(circuit(Self.failures + [(6, reply)]) == Circuit())
        #expect(
            circuit(Self.failures.prefix(4) + [(5 as Int64, reply), (6, .failed(Self.down))])
                .failures == 1)
    }

    @Test func `what was under way when it opened does not open it for longer`() {
        let open = circuit(Self.failures)
        #expect(
            circuit(Self.failures + [(6, .failed(Self.down)), (7, .failed(Self.down))]) == open)
    }

    @Test func `every attempt in vain keeps it open for longer, up to five minutes`() throws {
        let policy = RetryPolicy(first: 8)
        var circuit = Circuit()
        var pauses: [Double] = []
        var now = Sample.instant(0)
        for _ in 1...20 {
            circuit = policy.circuit(circuit, after: .failed(Self.down), of: "web", at: now)
            guard let openUntil = circuit.openUntil else { continue }
            pauses.append(Double(now.milliseconds(to: openUntil)) / 1_000)
            now = openUntil
        }
        #expect(pauses.count == 16)
        #expect((6.0...10.0).contains(pauses[0]))
        #expect((12.0...20.0).contains(pauses[1]))
        #expect(pauses.last == 300)
        #expect(pauses.allSatisfy { $0 <= 300 })
    }

    @Test func `it stays open for as long as the receiver asks`() {
        let asking = Self.failures.dropLast() + [(5, Reply.failed(Self.down, after: 900))]
        #expect(openFor(circuit(Array(asking)), since: 5) == 900)
        let later = Self.failures + [(6, Reply.failed(Self.down, after: 900))]
        #expect(openFor(circuit(later), since: 6) == 900)
    }
}
