import Crypto
import JSON
import Testing
import WorkflowCalendar
import WorkflowStorage

@Suite struct `The hash chain` {
    private func draft(_ item: String, _ version: Int, actor: String? = "khcn.linh") -> DraftEvent {
        DraftEvent(
            item: item, version: version, type: "item.advanced",
            at: Instant(millisecondsSinceEpoch: 1_618_367_400_000), actor: actor,
            data: #"{"note":"Gửi \"Sở\""}"#)
    }

    private func chain(_ drafts: [DraftEvent]) -> [SealedEvent] {
        var chain = HashChain()
        return chain.seal(drafts)
    }

    @Test func `anyone can recompute a hash from the formula`() throws {
        let sealed = chain([draft("PL.II.6", 1), draft("PL.II.7", 1, actor: nil)])
        var previous = String(repeating: "0", count: 64)
        for (index, event) in sealed.enumerated() {
            let content: JSON = [
                "actor": index == 0 ? "khcn.linh" : .null, "at": 1_618_367_400_000,
                "data": ["note": "Gửi \"Sở\""], "item": .string("PL.II.\(index + 6)"),
                "seq": .int(Int64(index + 1)), "type": "item.advanced", "version": 1,
            ]
            let digest = SHA256.hash(data: Array("\(previous)\n\(content.canonical)".utf8))
            let digits = digest.map { byte in
                String(UInt16(byte) + 0x100, radix: 16).dropFirst()
            }
            #expect(event.hash == digits.joined())
            #expect(event.sequence == Int64(index + 1))
            previous = event.hash
        }
    }

    /// Recorded once; a change here would make every store unreadable.
    @Test func `the hash of a given event never changes`() {
        #expect(
            chain([draft("PL.II.6", 1)])[0].hash
                == "0a8f15509dd977fd3728dad3283381c75aa564407e812ac770f35388799ae1f8")
    }

    @Test func `sealing in parts gives the chain sealed at once`() {
        let drafts = (1...5).map { draft("a", $0) }
        var first = HashChain()
        var sealed = first.seal(Array(drafts[..<2]))
        var second = HashChain(after: first.head)
        sealed += second.seal(Array(drafts[2...]))
        #expect(sealed == chain(drafts))
        #expect(second.head == HashChain.Head(sequence: 5, hash: sealed[4].hash))
    }

    @Test func `an untouched chain has no problems, however it is paged`() {
        let events = chain((1...10).flatMap { [draft("a", $0), draft("b", $0)] })
        for page in [1, 3, 20] {
            var verifier = HashChain()
            var rest = events[...]
            while !rest.isEmpty {
                #expect(verifier.verify(Array(rest.prefix(page))) == [])
                rest = rest.dropFirst(page)
            }
            #expect(verifier.head.sequence == 20)
        }
    }

    @Test(
        arguments: [
            { $0.type = "item.cancelled" }, { $0.item = "x" }, { $0.actor = nil },
            { $0.actor = "khcn.lan" }, { $0.data = "{}" },
            { $0.at = Instant(millisecondsSinceEpoch: 0) },
        ] as [@Sendable (inout DraftEvent) -> Void])
    func `any change to an event shows at that event`(
        change: @Sendable (inout DraftEvent) -> Void
    ) {
        var events = chain((1...5).map { draft("a", $0) })
        change(&events[2].event)
        var verifier = HashChain()
        let problems = verifier.verify(events)
        #expect(problems.contains(.wrongHash(sequence: 3, item: events[2].event.item)))
        #expect(problems.first?.sequence == 3)
    }

    @Test func `an event with a new hash of its own shows at the next`() {
        var events = chain((1...5).map { draft("a", $0) })
        var forger = HashChain(after: .init(sequence: 2, hash: events[1].hash))
        var forged = events[2].event
        forged.data = "{}"
        events[2] = forger.seal([forged])[0]
        var verifier = HashChain()
        #expect(verifier.verify(events) == [.wrongHash(sequence: 4, item: "a")])
    }

    @Test func `removed, doubled and swapped events show`() {
        let events = chain((1...5).map { draft("a", $0) })
        func problems(_ order: [Int]) -> [HashChain.Problem] {
            var verifier = HashChain()
            return verifier.verify(order.map { events[$0] })
        }
        #expect(problems([0, 1, 3, 4]).contains(.gap(expected: 3, found: 4)))
        #expect(problems([0, 1, 1, 2, 3, 4]).contains(.gap(expected: 3, found: 2)))
        #expect(problems([0, 2, 1, 3, 4]).contains(.gap(expected: 2, found: 3)))
        #expect(problems([1, 2, 3, 4]).contains(.gap(expected: 1, found: 2)))
    }

    @Test func `the versions of an item count from one without a gap`() {
        let events = chain([draft("a", 1), draft("b", 1), draft("a", 3)])
        var verifier = HashChain()
        #expect(
            verifier.verify(events)
                == [.wrongVersion(sequence: 3, item: "a", expected: 2, found: 3)])
    }
}
