import WorkflowEngine
package import WorkflowSQLite
import WorkflowStorage

/// Advances item after item, then all of them again.
package final class EngineLoop {
    private let engine: Engine
    private let ids: [String]
    private var count = 0

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

    package func next() async throws {
        let action = BenchOffice.actions[count / ids.count % BenchOffice.actions.count]
        _ = try await engine.advance(ids[count % ids.count], action, as: BenchOffice.person)
        count += 1
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
