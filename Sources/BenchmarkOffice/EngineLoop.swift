import WorkflowEngine
package import WorkflowSQLite
import WorkflowStorage

/// Items of the office in a store, and who advances them.
package struct EngineLoop: Sendable {
    private let engine: Engine
    private let ids: [String]

    package init(_ store: SQLiteStore, items: Int) async throws {
        let library = try BenchOffice.library(deadline: true)
        let now = try BenchOffice.now()
        let batching = BatchingStore(store)
        let filling = Engine(library: library, store: batching, clock: .fixed(now))
        ids = (1...items).map { "B.\(100_000 + $0)" }
        for id in ids {
            try await filling.start(BenchOffice.workflow, id: id, as: BenchOffice.person)
        }
        try await batching.flush()
        engine = Engine(library: library, store: store, clock: .fixed(now))
    }

    /// - Parameters:
    ///   - count: How many call at the same time; each has a share of the items.
    ///   - part: Of which items; nil for all.
    package func callers(_ count: Int = 1, of part: Range<Int>? = nil) -> [Caller] {
        let part = ids[part ?? ids.indices]
        let share = part.count / count
        return (0..<count).map { number in
            let first = part.startIndex + number * share
            return Caller(engine, ids[first..<first + share])
        }
    }

    /// Advances one of its items after the other, then all of them again.
    package struct Caller: Sendable {
        private let engine: Engine
        private let ids: ArraySlice<String>
        private var count = 0

        fileprivate init(_ engine: Engine, _ ids: ArraySlice<String>) {
            self.engine = engine
            self.ids = ids
        }

        package mutating func next() async throws {
            let (round, place) = count.quotientAndRemainder(dividingBy: ids.count)
            let action = BenchOffice.actions[round % BenchOffice.actions.count]
            _ = try await engine.advance(
                ids[ids.startIndex + place], action, as: BenchOffice.person)
            count += 1
        }
    }

    /// What an advance writes, for each action: found by looking at every table before and after.
    package func writtenRows(_ database: RawDatabase) async throws -> [[WrittenRows]] {
        // The first of all writes the name of the sink as well, which is written once.
        for action in BenchOffice.actions {
            _ = try await engine.advance(ids[0], action, as: BenchOffice.person)
        }
        var written: [[WrittenRows]] = []
        for action in BenchOffice.actions {
            let before = try StoreContents(of: database)
            _ = try await engine.advance(ids[0], action, as: BenchOffice.person)
            written.append(try StoreContents(of: database).written(since: before))
        }
        return written
    }
}
