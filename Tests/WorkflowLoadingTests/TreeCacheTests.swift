import Diagnostics
import Foundation
import Testing
import WorkflowModel

@testable import WorkflowLoading

@Suite("Trees kept from one run to the next")
final class TreeCacheTests {
    private let folder: URL
    private var cache: URL { folder.appendingPathComponent("cache") }
    private let rules = Definitions.rules
    private let ownBuild = "this build"

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-trees-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        // What is left behind is in the temporary folder.
        try? FileManager.default.removeItem(at: folder)
    }

    private func trees(_ build: String? = nil) -> TreeCache {
        TreeCache(path: cache.path, build: build ?? ownBuild)
    }

    private func load(
        _ sources: [DefinitionSource], _ trees: TreeCache?
    ) -> (rules: Rules, diagnostics: DiagnosticList) {
        let loader = LibraryLoader(MemorySources(sources), trees: trees)
        return (loader.rules(), loader.diagnostics)
    }

    /// Whether a document would not be parsed.
    private func isKnown(_ source: DefinitionSource, _ trees: TreeCache) -> Bool {
        trees.tree(of: Array(source.text.utf8), file: source.path) != nil
    }

    @Test("give the rules that parsing gives")
    func same() throws {
        let parsed = load(rules, nil)
        _ = load(rules, trees())
        #expect(rules.allSatisfy { isKnown($0, trees()) })
        let again = load(rules, trees())
        #expect(again.diagnostics == parsed.diagnostics)
        #expect(again.rules.hash == parsed.rules.hash)
        let (organisation, expected) = (again.rules.organisation, parsed.rules.organisation)
        #expect(organisation.roles == expected.roles)
        #expect(organisation.agencies == expected.agencies)
        #expect(organisation.people == expected.people)
        #expect(again.rules.tables.keys.sorted() == parsed.rules.tables.keys.sorted())
    }

    @Test("do not count for a file that was edited, though one byte only")
    func edited() throws {
        _ = load(rules, trees())
        for (number, source) in rules.enumerated() {
            var edited = source
            edited.text += "\n"
            #expect(!isKnown(edited, trees()))
            #expect(isKnown(rules[number], trees()))
        }
    }

    @Test("leave complaints where they are, those of parsing and those of checking")
    func complaints() throws {
        let table = """
            table: authority
            hit: uniqe
            inputs: {budget: item.budget}
            outputs: {authority: string}
            rows: [["-", chair]]
            hit: first
            """
        let sources = [DefinitionSource(path: "rules/table.yaml", text: table)]
        let parsed = load(sources, nil).diagnostics
        #expect(parsed.diagnostics.map(\.code).contains("duplicate-key"))
        #expect(load(sources, trees()).diagnostics == parsed)
        #expect(load(sources, trees()).diagnostics == parsed)

        let misspelt = [
            DefinitionSource(
                path: "rules/table.yaml", text: table.replacing("\nhit: first", with: ""))
        ]
        let checked = load(misspelt, nil).diagnostics
        #expect(checked.hasErrors)
        #expect(load(misspelt, trees()).diagnostics == checked)
        #expect(isKnown(misspelt[0], trees()))
        #expect(load(misspelt, trees()).diagnostics == checked)
    }

    @Test("in a damaged file count for nothing, wherever the damage is")
    func damaged() throws {
        let source = DefinitionSource(
            path: "rules/constraints.yaml", text: "constraints:\n  - {name: one}\n")
        _ = load([source], trees())
        let whole = try Data(contentsOf: cache)
        for index in whole.indices {
            var damaged = whole
            damaged[index] ^= 0x10
            try damaged.write(to: cache)
            #expect(!isKnown(source, trees()), "byte \(index)")
            try whole.prefix(index).write(to: cache)
            #expect(!isKnown(source, trees()), "\(index) bytes")
        }
        _ = load([source], trees())
        #expect(try Data(contentsOf: cache) == whole)
    }

    @Test("of another build of the program count for nothing")
    func build() throws {
        _ = load(rules, trees("another build"))
        #expect(!isKnown(rules[0], trees()))
        _ = load(rules, trees())
        #expect(isKnown(rules[0], trees()))
    }

    @Test(
        "in a file of another account count for nothing",
        .enabled(if: geteuid() == 0, "only root can give a file away"))
    func account() throws {
        _ = load(rules, trees())
        #expect(isKnown(rules[0], trees()))
        #expect(chown(cache.path, 65_534, 65_534) == 0)
        #expect(!isKnown(rules[0], trees()))
    }

    @Test("that are no longer used are dropped with the next change")
    func dropped() throws {
        _ = load(rules, trees())
        let other = DefinitionSource(path: "rules/other.yaml", text: "constraints: []\n")
        _ = load([rules[0], other], trees())
        #expect(isKnown(rules[0], trees()))
        #expect(isKnown(other, trees()))
        #expect(!isKnown(rules[1], trees()))
    }

    @Test("are for the account that made them, and put in place in one step")
    func file() throws {
        _ = load(rules, trees())
        let attributes = try FileManager.default.attributesOfItem(atPath: cache.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["cache"])
        let written = try #require(attributes[.systemFileNumber] as? Int)
        _ = load(rules, trees())
        let after = try FileManager.default.attributesOfItem(atPath: cache.path)
        #expect(after[.systemFileNumber] as? Int == written, "nothing new, nothing written")
    }

    @Test(
        "are gone without where they cannot be kept",
        arguments: ["missing/cache", "folder"])
    func nowhere(path: String) throws {
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("folder"), withIntermediateDirectories: true)
        let trees = TreeCache(path: folder.appendingPathComponent(path).path, build: ownBuild)
        let loaded = load(rules, trees)
        #expect(loaded.diagnostics == load(rules, nil).diagnostics)
        #expect(loaded.rules.tables.keys.sorted() == ["authority"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["folder"])
    }

    @Test("a pinned definition read from them is the one that parsing gives")
    func pinned() throws {
        let rules = load(self.rules, nil).rules
        let sources = [
            DefinitionSource(path: "workflows/task.yaml", text: "workflow: task\nextends: base\n"),
            DefinitionSource(
                path: "workflows/base.yaml", text: "part: base\nstates: {open: {final: done}}\n"),
        ]
        let parsed = try Workflow.load(pinned: sources, name: "task", hash: "kept", rules: rules)
        for _ in 0..<2 {
            let loader = LibraryLoader(MemorySources(sources), trees: trees())
            let workflow = try loader.pinnedWorkflow(
                named: "task", hash: "kept", rules: rules)
            #expect(workflow.hash == parsed.hash)
            #expect(workflow.states.map(\.range) == parsed.states.map(\.range))
        }
        #expect(sources.allSatisfy { isKnown($0, trees()) })
    }
}
