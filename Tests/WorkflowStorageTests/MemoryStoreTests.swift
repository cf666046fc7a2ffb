import Testing
import WorkflowStorage
import WorkflowTesting

@Suite struct `The store in memory` {
    @Test(arguments: StoreConformance.all)
    func `does what every store does`(_ example: StoreConformance.Case) async throws {
        try await example.run(MemoryStore())
    }
}
