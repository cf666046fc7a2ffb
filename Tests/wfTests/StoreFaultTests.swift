import Foundation
import JSON
import Testing
import WorkflowSQLite
import WorkflowStorage

@Suite("A store that cannot be used", .local("a server has its store open already"))
struct StoreFaultTests {
    @Test("one that is not there says how to begin")
    func missing() throws {
        let office = try Office(isLoaded: false)
        let run = try office.run("list")
        #expect(run.status == 69)
        #expect(run.errors.contains("wf load"))
        #expect(!FileManager.default.fileExists(atPath: office.database.path))
    }

    @Test(
        "what is no store is refused and left as it was",
        arguments: ["not a database at all, only text that is long enough to be read", ""])
    func damaged(content: String) throws {
        let office = try Office()
        try Data(content.utf8).write(to: office.database)
        let run = try office.run("list", "--json")
        #expect(run.status != 0)
        #expect(run.status != 70)
        #expect(try JSON.parse(run.errors)["error"]["code"].string?.hasPrefix("store-") == true)
        #expect(try Data(contentsOf: office.database) == Data(content.utf8))
    }

    /// A process that has it open several times, as a server has, keeps its locks: else the next one
    /// that closes the store would delete the log under it.
    @Test("one that is open keeps its log, whoever comes and goes")
    func keptLog() async throws {
        let office = try Office()
        let path = office.database.path
        let first = try SQLiteStore(path: path)
        let others = [try SQLiteStore(path: path), try SQLiteStore(path: path)]
        try office.submit()
        #expect(FileManager.default.fileExists(atPath: path + "-wal"))
        let head = try await first.head()
        await others[0].close()
        #expect(try office.run("list").status == 0)
        #expect(FileManager.default.fileExists(atPath: path + "-wal"))
        #expect(try await others[1].head() == head)
        await first.close()
        await others[1].close()
        #expect(try office.run("list").status == 0)
        #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
    }

    @Test("a changed history is found")
    func tampered() throws {
        let office = try Office()
        try office.submit()
        let note = "Thieu bao gia cua hai don vi"
        let back = try office.run(
            "advance", "PL.II.6", "return", "--note", note, as: "tc.hoa")
        try #require(back.status == 0, "\(back.errors)")
        #expect(try office.run("verify").status == 0)
        var bytes = try Data(contentsOf: office.database)
        let place = try #require(bytes.range(of: Data(note.utf8)))
        bytes.replaceSubrange(place, with: Data("Thieu bao gia cua mot don vi".utf8))
        try bytes.write(to: office.database)
        let run = try office.run("verify", "--json")
        #expect(run.status == 65)
        let report = try JSON.parse(run.output)
        #expect(report["ok"] == false)
        #expect(report["problems"][0]["item"] == "PL.II.6")
    }
}
