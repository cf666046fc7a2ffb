import Testing
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowStorage

@Suite("Verifying a store")
struct VerifyTests {
    @Test("a kept definition is compared with its hash, also where the library knows it")
    func changedDefinition() async throws {
        let office = try Office()
        let workflow = try #require(office.library.workflows["budgeted-task"])
        // What is kept first under a hash stays.
        try await office.store.keep(
            DefinitionRecord(
                hash: workflow.hash, name: workflow.name, version: workflow.version,
                sources: #"[{"path":"workflows/budgeted-task.yaml","text":"another"}]"#))
        let engine = try office.engine(at: "2021-04-14T08:00")
        for id in ["A", "B"] {
            try await engine.start(
                "budgeted-task", id: id, fields: [("lead", .string("so-khcn"))], as: "khcn.linh")
        }
        let problems = try await engine.verify().problems
        #expect(problems.map(\.code) == ["changed-definition"])
        #expect(problems.first?.item == "A")
    }
}
