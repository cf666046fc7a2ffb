import Diagnostics
import Testing
import WorkflowLoading
import WorkflowModel

@Suite("Loading less than everything")
struct PartialLoadingTests {
    private let sources = MemorySources(
        Definitions.rules + [
            DefinitionSource(path: "workflows/broken.yaml", text: "workflow: broken\nstates: ["),
            DefinitionSource(
                path: "workflows/base.yaml",
                text: "part: base\nstates: {open: {final: done}}"),
            DefinitionSource(
                path: "workflows/elsewhere.yaml",
                text: "# a comment\n\n---\n\"workflow\": 'hidden' # so it is\nextends: base"),
            DefinitionSource(path: "workflows/task.yaml", text: "workflow: task\nextends: base"),
        ])

    @Test("the rules alone do not mind what the workflows say")
    func rules() {
        let loader = LibraryLoader(sources)
        let rules = loader.rules()
        #expect(rules.tables.keys.sorted() == ["authority"])
        #expect(rules.deadlines.keys.sorted() == ["appraisal"])
        #expect(loader.diagnostics.isEmpty)
    }

    @Test(
        "what holds for items does not mind what starts others", arguments: ["schedules", "hooks"])
    func extent(kind: String) {
        let faulty = DefinitionSource(path: "rules/\(kind).yaml", text: "\(kind): [")
        let all = LibraryLoader(MemorySources(Definitions.rules + [faulty]))
        _ = all.rules()
        #expect(all.diagnostics.hasErrors)
        let items = LibraryLoader(MemorySources(Definitions.rules + [faulty]))
        #expect(items.rules(.items).tables.keys.sorted() == ["authority"])
        #expect(items.diagnostics.isEmpty)
    }

    @Test(
        "one workflow is found by the name of its file, else by its first line",
        arguments: [
            "task", "hidden",
        ])
    func workflow(name: String) throws {
        let loader = LibraryLoader(sources)
        let workflow = loader.workflow(named: name, rules: loader.rules())
        #expect(workflow?.name == name)
        #expect(workflow?.stateIndex["open"] == StateID(1))
        #expect(loader.diagnostics.isEmpty)
    }

    @Test("a name that is not there gets the nearest one", arguments: ["tsk", "base"])
    func unknown(name: String) {
        let loader = LibraryLoader(sources)
        #expect(loader.workflow(named: name, rules: loader.rules()) == nil)
        let found = loader.diagnostics.diagnostics.map(\.message.en)
        #expect(found == ["there is no workflow “\(name)”"])
    }

    @Test("a pinned definition is rebuilt from its texts alone, with the same hash")
    func pinned() throws {
        let loader = LibraryLoader(sources)
        let rules = loader.rules()
        let workflow = try #require(loader.workflow(named: "task", rules: rules))
        #expect(workflow.sources.map(\.path) == ["workflows/task.yaml", "workflows/base.yaml"])
        let rebuilt = try Workflow.load(
            pinned: workflow.sources, name: "task", hash: workflow.hash, rules: rules)
        #expect(rebuilt.hash == workflow.hash)
        #expect(SourceHash.hexadecimal(of: rebuilt.sources) == workflow.hash)
        #expect(rebuilt.states.map(\.name) == workflow.states.map(\.name))
    }

    @Test("a pinned definition may name agencies and roles that are gone")
    func pinnedCodes() throws {
        let text = """
            workflow: task
            states:
              open: {owner: so-cu, actions: {finish: {by: {role: thu-ky}, to: closed}}}
              closed: {final: done}
            """
        let source = DefinitionSource(path: "task.yaml", text: text)
        let rules = LibraryLoader(sources).rules()
        #expect(throws: DiagnosticsError.self) {
            try Library.load(from: MemorySources(Definitions.rules + [source]))
        }
        #expect(throws: Never.self) {
            try Workflow.load(pinned: [source], name: "task", hash: "", rules: rules)
        }
    }

    @Test("the hash changes with every text it is made of, and with nothing else")
    func hash() throws {
        func hash(_ base: String, _ other: String = "") throws -> String {
            try Definitions(
                ("base.yaml", "part: base\nstates: {open: {final: \(base)}}"),
                ("other.yaml", "part: other\nstates: {open: {final: done}}\n" + other),
                ("task.yaml", "workflow: task\nextends: base")
            ).task().hash
        }
        let first = try hash("done")
        #expect(first.count == 64)
        #expect(try hash("done", "# changed") == first)
        #expect(try hash("ended") != first)
    }

    @Test("two files of one name are told apart by a complaint")
    func duplicates() {
        let definitions = Definitions(
            ("a.yaml", "workflow: task\nstates: {open: {final: done}}"),
            ("b.yaml", "part: task\nstates: {open: {final: done}}"))
        #expect(
            definitions.complaints == [
                "b.yaml:1:7 error duplicate-name: “task” is already the name of a workflow or a part"
            ])
    }

    @Test("an abstract workflow is no workflow, and may be unfinished")
    func abstract() throws {
        let library = try Definitions(
            ("base.yaml", "workflow: base\nabstract: true\nstates: {open: {always: {to: none}}}")
        ).load()
        #expect(library.workflows.isEmpty)
    }

    @Test("folders that are not there are complaints")
    func missingFolder() {
        #expect(throws: DiagnosticsError.self) {
            try Library.load(from: "no-such-folder")
        }
    }
}
