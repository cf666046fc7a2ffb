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

    @Test("what goes on meanwhile is no damage", arguments: LetterOffice.Kind.allCases)
    func alive(_ kind: LetterOffice.Kind) async throws {
        let office = try ComplaintOffice(kind)
        try await office.file("A")
        let engine = try office.engine()
        for round in 1...30 {
            async let writing: Void = {
                for item in 1...3 {
                    try await engine.start("complaint", id: "B.\(round).\(item)", as: "chi")
                }
            }()
            #expect(try await engine.verify().problems == [])
            #expect(try await engine.rebuild().problems == [])
            try await writing
        }
        let report = try await engine.verify()
        #expect(report.problems == [])
        #expect(report.items == 91)
    }

    @Test("a store that cannot be read is no damaged history")
    func unreadableStore() async throws {
        let office = try ComplaintOffice(.sqlite)
        try await office.file("A")
        await office.store.close()
        await #expect(throws: EngineError.self) { try await office.engine().verify() }
    }
}
