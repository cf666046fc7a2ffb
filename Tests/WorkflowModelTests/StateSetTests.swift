import Testing
import WorkflowModel

/// Sets of states against sets of the standard library, over all the words they are kept in.
@Suite struct StateSetTests {
    /// States that lie close together and across the bounds of words.
    static let samples: [[UInt8]] = [
        [], [0], [63], [64], [255], [0, 1, 2], [62, 63, 64, 65], [0, 64, 128, 192],
        [127, 128, 191, 192, 255], Array(0...255), stride(from: 3, to: 255, by: 7).map(UInt8.init),
    ]

    private func set(_ states: [UInt8]) -> StateSet { StateSet(states.map(StateID.init)) }

    @Test(arguments: samples)
    func itHoldsItsStatesInDocumentOrder(states: [UInt8]) {
        var set = set(states)
        #expect(set.map(\.rawValue) == states)
        #expect(set.count == states.count)
        #expect(set.isEmpty == states.isEmpty)
        #expect(set.first?.rawValue == states.first)
        #expect(set.last?.rawValue == states.last)
        for state in UInt8.min...UInt8.max {
            #expect(set.contains(StateID(state)) == states.contains(state))
        }
        for state in states.reversed() { #expect(set.popLast()?.rawValue == state) }
        #expect(set.popLast() == nil)
    }

    @Test(arguments: samples, samples)
    func itIsASet(left: [UInt8], right: [UInt8]) {
        let (a, b) = (set(left), set(right))
        #expect(a.union(b).map(\.rawValue) == Set(left).union(right).sorted())
        #expect(a.intersection(b).map(\.rawValue) == Set(left).intersection(right).sorted())
        #expect(a.subtracting(b).map(\.rawValue) == Set(left).subtracting(right).sorted())
        #expect(a.intersects(b) == !Set(left).isDisjoint(with: right))
        #expect((a == b) == (left == right))
        var changed = a
        changed.formUnion(b)
        #expect(changed == a.union(b))
        changed.subtract(a)
        #expect(changed == b.subtracting(a))
        for state in right { changed.remove(StateID(state)) }
        #expect(changed.isEmpty)
    }

    @Test(arguments: [
        0..<0, 0..<1, 5..<60, 0..<64, 63..<65, 64..<256, 10..<250, 0..<256, 255..<256,
    ])
    func aRunOfNumbersIsASet(range: Range<Int>) {
        #expect(StateSet(range: range).map { Int($0.rawValue) } == Array(range))
    }
}
