import Foundation
import JSON
import Testing

@Suite("Documents of items")
struct DocumentsTests {
    let office: Office

    init() throws {
        office = try Office()
        try office.submit()
    }

    private var content: URL {
        office.data.appendingPathComponent("files/\(office.keptFiles[0])")
    }

    @Test("are listed")
    func list() throws {
        let documents = try office.json("documents", "PL.II.6")["documents"]
        #expect(documents[0]["name"] == "to-trinh.pdf")
        #expect(documents[0]["kind"] == "to-trinh")
        let run = try office.run("documents", "PL.II.6")
        #expect(run.output.contains("to-trinh.pdf"))
        let none = try office.run("documents", "PL.II.7")
        #expect(none.output.contains("chưa có văn bản"))
    }

    @Test(
        "come back as they were, by name, hash or kind",
        arguments: ["to-trinh.pdf", "to-trinh", "hash"])
    func get(name: String) throws {
        let hash = try #require(
            try office.json("documents", "PL.II.6")["documents"][0]["sha256"].string)
        let run = try office.run(
            "documents", "get", "PL.II.6", name == "hash" ? String(hash.prefix(12)) : name, "-o",
            "ban-sao.pdf")
        #expect(run.status == 0, "\(run.errors)")
        let file = office.folder.appendingPathComponent("ban-sao.pdf")
        #expect(try Data(contentsOf: file) == Data("%PDF-1.7 tờ trình".utf8))
        let again = try office.run("documents", "get", "PL.II.6", hash, "-o", "ban-sao.pdf")
        #expect(again.status == 1)
        let forced = try office.run(
            "documents", "get", "PL.II.6", hash, "-o", "ban-sao.pdf", "--force")
        #expect(forced.status == 0)
        let piped = try office.run("documents", "get", "PL.II.6", hash, "-o", "-")
        #expect(piped.output == "%PDF-1.7 tờ trình")
    }

    @Test("one that is not there is told with the nearest name")
    func notThere() throws {
        let run = try office.run("documents", "get", "PL.II.6", "to-trin.pdf", lang: "en")
        #expect(run.status == 66)
        #expect(run.errors.contains("did you mean to-trinh.pdf?"))
    }

    @Test("a damaged file is not written back, and `wf verify` finds it")
    func damaged() throws {
        #expect(try office.json("verify")["ok"] == true)
        try Data("%PDF-1.7 tờ trình!".utf8).write(to: content)
        let run = try office.run("documents", "get", "PL.II.6", "to-trinh", "-o", "x.pdf")
        #expect(run.status == 74)
        #expect(
            !FileManager.default.fileExists(
                atPath: office.folder.appendingPathComponent("x.pdf").path))
        let verify = try office.run("verify", "--json")
        #expect(verify.status == 65)
        #expect(
            try JSON.parse(verify.output)["problems"][0]["code"] == "content-damaged")
        try FileManager.default.removeItem(at: content)
        let missing = try office.run("verify", "--json")
        #expect(try JSON.parse(missing.output)["problems"][0]["code"] == "content-missing")
        #expect(try JSON.parse(missing.output)["problems"][0]["item"] == "PL.II.6")
    }

    @Test("what a stopped command left behind is told by `wf verify` and removed by `clean`")
    func leftovers() throws {
        let name = String(repeating: "ab", count: 32)
        let left = office.data.appendingPathComponent("files/ab")
        try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
        try Data("x".utf8).write(to: left.appendingPathComponent(String(name.dropFirst(2))))
        #expect(try office.json("verify")["leftovers"] == [.string(name)])
        #expect(try office.json("documents", "clean", "--dry-run")["files"] == 1)
        #expect(office.keptFiles.count == 2)
        #expect(try office.json("documents", "clean")["contents"] == [.string(name)])
        #expect(office.keptFiles.count == 1)
        #expect(try office.json("verify")["ok"] == true)
        #expect(try office.json("documents", "clean")["files"] == 0)
    }

    @Test(
        "what is no document is refused, with what to do",
        arguments: [
            ("a.exe", "MZ", "pdf, docx"), ("a.pdf", "MZ", "pdf"), ("a.txt", "#!/bin/sh\n", "txt"),
            ("a.txt", "%PDF-1.7 \u{1}", "call it .pdf"),
        ])
    func refused(name: String, text: String, told: String) throws {
        try office.write(name, text)
        let run = try office.run(
            "advance", "PL.II.7", "submit", "--attach", "to-trinh=\(name)", as: "khcn.linh",
            lang: "en")
        #expect(run.status == 65)
        #expect(run.errors.contains(told), "\(run.errors)")
    }

    @Test("the types and the size are those of rules/documents.yaml")
    func rules() throws {
        try office.write(
            "rules/documents.yaml", "documents: {files: {size_limit: 1 KB, types: [csv]}}")
        try office.write("a.csv", "a;b\n")
        try office.write("b.csv", String(repeating: "a", count: 1025))
        let small = try office.run(
            "advance", "PL.II.7", "submit", "--attach", "to-trinh=a.csv", as: "khcn.linh")
        #expect(small.status == 1)
        let large = try office.run(
            "advance", "PL.II.7", "submit", "--attach", "to-trinh=b.csv", as: "khcn.linh")
        #expect(large.status == 65)
    }
}
