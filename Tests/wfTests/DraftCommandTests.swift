import Foundation
import Testing

@Suite("Drafts of documents")
struct DraftCommandTests {
    /// Who drafts which, and as what its head signs.
    private static let kinds = [
        ("to-trinh", "khcn.linh", "GIÁM ĐỐC"), ("bao-cao", "khcn.linh", "GIÁM ĐỐC"),
        ("cong-van", "vp.quang", "CHÁNH VĂN PHÒNG"), ("giay-xin-loi", "tc.hoa", "GIÁM ĐỐC"),
    ]
    private static let office = ["/usr/bin/soffice", "/usr/bin/libreoffice"]
        .first(where: FileManager.default.isExecutableFile)

    @Test("of every kind that is shipped are made, in HTML and for Word", arguments: kinds)
    func shipped(kind: String, person: String, head: String) throws {
        let office = try Office()
        try office.submit()
        for ending in ["html", "docx"] {
            let run = try office.run(
                "documents", "draft", "PL.II.6", kind, "-o", "x.\(ending)", as: person)
            #expect(run.status == 0, "\(run.errors)")
        }
        let html = try String(
            contentsOf: office.folder.appendingPathComponent("x.html"), encoding: .utf8)
        #expect(html.contains(head))
        #expect(html.contains("PL.II.6"))
        #expect(!html.contains("{{"))
    }

    @Test("a submission has the estimate, its total and the total in words")
    func estimate() throws {
        let office = try Office()
        try office.submit()
        let run = try office.run(
            "documents", "draft", "PL.II.6", "to-trinh", "-o", "-", "--office", "so-khcn")
        for text in ["420.000.000", "bốn trăm hai mươi triệu đồng", "/TTr-SKHCN", "TỜ TRÌNH"] {
            #expect(run.output.contains(text), "\(text)")
        }
    }

    @Test("an apology says how late it is")
    func apology() throws {
        let office = try Office()
        try office.submit()
        office.now = "2021-05-06T08:00:00+07:00"
        let run = try office.run(
            "documents", "draft", "PL.II.6", "giay-xin-loi", "-o", "-", as: "tc.hoa")
        #expect(run.output.contains("đã quá hạn 3 ngày làm việc"), "\(run.output)")
        #expect(run.output.contains("SỞ TÀI CHÍNH"))
    }

    @Test("a letter to the office that writes it is refused")
    func toItself() throws {
        let office = try Office()
        try office.submit()
        let run = try office.run(
            "documents", "draft", "PL.II.6", "cong-van", "-o", "-", as: "khcn.linh", lang: "en")
        #expect(run.status == 64)
        #expect(run.errors.contains("would send this to itself"), "\(run.errors)")
        #expect(run.errors.contains("--office AGENCY"))
    }

    @Test("a mistake in a template is told with its place, and found by `wf check`")
    func mistake() throws {
        let office = try Office()
        try office.write("rules/documents/to-trinh.mustache", "type: TTr\n---\nA {{titel}}")
        let run = try office.run(
            "documents", "draft", "PL.II.6", "to-trinh", as: "khcn.linh", lang: "en")
        #expect(run.status == 65)
        #expect(run.errors.contains("to-trinh.mustache:3:3"))
        #expect(run.errors.contains("did you mean title?"))
        try office.write("rules/documents/to-trinh.mustache", "type: TTr\n---\nA {{title")
        let check = try office.run("check")
        #expect(check.status == 65)
        let unknown = try office.run(
            "documents", "draft", "PL.II.6", "to-trin", as: "khcn.linh", lang: "en")
        #expect(unknown.status == 66)
        #expect(unknown.errors.contains("did you mean to-trinh?"))
    }

    @Test(
        "for Word open in LibreOffice, on pages of A4",
        .enabled(
            if: Self.office != nil, "needs LibreOffice (apt install libreoffice-writer-nogui)"))
    func libreOffice() throws {
        let office = try Office()
        try office.submit()
        try office.run("documents", "draft", "PL.II.6", "to-trinh", "-o", "x.docx", as: "khcn.linh")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.office))
        process.arguments = [
            "-env:UserInstallation=file://\(office.folder.path)/profile", "--headless",
            "--convert-to", "pdf", "--outdir", office.folder.path,
            office.folder.appendingPathComponent("x.docx").path,
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let pdf = try Data(contentsOf: office.folder.appendingPathComponent("x.pdf"))
        #expect(pdf.starts(with: Data("%PDF-".utf8)))
    }
}
