import Foundation
import Testing

@Suite("Files kept as they were parsed", .local("a server keeps the rules in memory"))
struct ParsedFilesTests {
    private func kept(_ office: Office) throws -> [URL] {
        let folder = office.data.appendingPathComponent("cache")
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
    }

    @Test("change nothing in what a command says")
    func same() throws {
        let office = try Office()
        let first = try office.run("show", "PL.II.6", as: "khcn.linh")
        #expect(first.status == 0)
        // The rules, and the definition the item is pinned to.
        #expect(try kept(office).count == 2)
        #expect(try office.run("show", "PL.II.6", as: "khcn.linh").output == first.output)
        for file in try kept(office) { try Data("none".utf8).write(to: file) }
        #expect(try office.run("show", "PL.II.6", as: "khcn.linh").output == first.output)
        for file in try kept(office) { #expect(try Data(contentsOf: file).count > 4) }
        let list = try office.run("list")
        #expect(try office.run("list").output == list.output)
    }

    @Test("do not outlive an edit, also one that leaves size and time as they were")
    func edited() throws {
        let office = try Office()
        let known = try office.run("agencies", lang: "en")
        #expect(known.output.contains("Department of Science"))
        let file = office.folder.appendingPathComponent("rules/organisation.yaml")
        let before = try FileManager.default.attributesOfItem(atPath: file.path)
        let text = try String(contentsOf: file, encoding: .utf8)
        try text.replacing("Department of Science", with: "Department of Silence").write(
            to: file, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes(
            [.modificationDate: try #require(before[.modificationDate])], ofItemAtPath: file.path)
        let edited = try office.run("agencies", lang: "en")
        #expect(edited.output.contains("Department of Silence"))
    }

    @Test("do not let a broken file pass: it is refused as often as it is read")
    func broken() throws {
        let office = try Office()
        #expect(try office.run("show", "PL.II.6").status == 0)
        let file = office.folder.appendingPathComponent("rules/escalations.yaml")
        try Data("escalations: [".utf8).write(to: file)
        let refused = try office.run("show", "PL.II.6")
        #expect(refused.status == 65)
        #expect(refused.errors.contains("rules/escalations.yaml:1:"))
        #expect(try office.run("show", "PL.II.6").errors == refused.errors)
    }

    @Test("are not made where there is no store")
    func noStore() throws {
        let office = try Office(isLoaded: false)
        #expect(try office.run("inbox", as: "khcn.linh").status != 0)
        #expect(!FileManager.default.fileExists(atPath: office.data.path))
    }

    @Test("are done without where their folder cannot be")
    func noFolder() throws {
        let office = try Office()
        try Data().write(to: office.data.appendingPathComponent("cache"))
        #expect(try office.run("show", "PL.II.6").status == 0)
        #expect(try office.run("list").status == 0)
    }
}
