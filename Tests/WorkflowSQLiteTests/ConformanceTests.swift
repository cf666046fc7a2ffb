import TestSupport
import Testing
import WorkflowSQLite
import WorkflowTesting

@Suite struct `The store in SQLite` {
    @Test(arguments: StoreConformance.all)
    func `does what every store does`(_ example: StoreConformance.Case) async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.path("store.sqlite"), create: true)
        try await example.run(store)
        await store.close()
    }
}
