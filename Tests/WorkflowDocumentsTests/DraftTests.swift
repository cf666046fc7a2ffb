import Diagnostics
import Foundation
import Testing
import WorkflowCore
import WorkflowDocuments
import WorkflowModel

@Suite("Drafts of documents")
struct DraftTests {
    private static let values: [String: DraftValue] = [
        "id": .text("PL.1"), "evil": .text("# <b>|{{id}}|</b>\n| & \"x\" |\u{1}"),
        "none": .blank, "deadline": .object(["name": .text("Hạn"), "late": .blank]),
        "lines": .list([
            ["n": .text("1"), "what": .text("a | b")], ["n": .text("2"), "what": .text("c")],
        ]),
    ]

    private func filled(_ body: String, head: String = "type: TTr") throws -> FilledTemplate {
        try FilledTemplate(DraftTemplate(head + "\n---\n" + body), Self.values)
    }

    @Test(
        "are made of paragraphs, headings and tables",
        arguments: [
            (
                "# Mục {{id}}\nĐoạn một.\n\nĐoạn hai.",
                [
                    .heading("Mục PL.1"), .paragraph("Đoạn một."), .paragraph("Đoạn hai."),
                ]
            ),
            (
                "| STT | Việc |\n{{#lines}}\n| {{n}} | {{what}} |\n{{/lines}}",
                [
                    .table([["STT", "Việc"], ["1", "a | b"], ["2", "c"]])
                ]
            ),
            (
                "{{#deadline}}{{name}}{{#late}} trễ{{/late}}{{^late}} đúng{{/late}}{{/deadline}}",
                [
                    .paragraph("Hạn đúng")
                ]
            ),
            ("{{! lời }}\n{{none}}", [.paragraph("……………")]),
            ("{{^lines}}\nkhông\n{{/lines}}", []),
        ] as [(String, [Draft.Block])])
    func blocks(body: String, expected: [Draft.Block]) throws {
        #expect(try filled(body).blocks == expected)
    }

    @Test("a value is text where it stands, and never a heading, a cell, a line or a tag")
    func values() throws {
        let text = "# <b>|{{id}}|</b> | & \"x\" |"
        #expect(try filled("{{evil}}").blocks == [.paragraph(text)])
        #expect(try filled("| {{evil}} | b |").blocks == [.table([[text, "b"]])])
        #expect(try filled("x", head: "type: TTr\nsubject: {{evil}}").value("subject") == text)
    }

    @Test(
        "a mistake in a template is told with its place",
        arguments: [
            ("type: TTr\n---\nA {{idd}} b", 3, 3), ("type: TTr\n---\nA {{id b", 3, 3),
            ("type: TTr\n---\n{{#lines}}\nx", 3, 1), ("type: TTr\n---\n{{/lines}}", 3, 1),
            ("type: TTr\n---\n{{{id}}}", 3, 1), ("typ: TTr\n---\n", 1, 1), ("type: TTr", 1, 1),
            ("type: TTr\n---\n{{lines}}", 3, 1), ("type: TTr\n---\n{{deadline.nam}}", 3, 1),
        ])
    func mistakes(text: String, line: Int, column: Int) throws {
        do {
            _ = try FilledTemplate(DraftTemplate(text), Self.values)
            Issue.record("there is a mistake in it")
        } catch let error as DraftError {
            #expect(error.line == line)
            #expect(error.column == column)
            #expect(!error.message.vi.isEmpty)
        }
    }

    private static var draft: Draft {
        Draft(
            superior: "Ủy ban nhân dân tỉnh", office: "Sở A & B", number: "  /TTr-A",
            placeAndDate: "Huế, ngày   tháng   năm 2021", typeTitle: "Tờ trình",
            subject: "<script>alert('x')</script>", addressees: ["\"Một\"", "Hai"],
            blocks: [
                .heading("I. <i>"), .paragraph("a & b < c"),
                .table([["A", "B"], ["]]>", "<w:t>"]]),
            ],
            signer: RegisteredDocument.Signer(
                name: "Nguyễn Văn A", position: "Phó Giám đốc", capacity: .kt,
                principal: "Giám đốc"),
            recipients: ["Như trên", "Lưu: VT"], urgency: .hoaToc)
    }

    @Test("in HTML, text is escaped, and the parts of the decree are there")
    func html() throws {
        let html = HTMLDraft(Self.draft).text
        for part in [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "SỞ A &amp; B",
            "TỜ TRÌNH", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;", "a &amp; b &lt; c",
            "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn A", "Nơi nhận:", "- Lưu: VT.", "HỎA TỐC",
            "margin: 20mm 15mm 20mm 30mm", "Times New Roman",
        ] { #expect(html.contains(part), "\(part)") }
        #expect(!html.contains("<script"))
        // A page that is well-formed XML apart from its DOCTYPE and void tags has nothing left open.
        let xml = html.replacingOccurrences(of: "<!DOCTYPE html>\n", with: "")
            .replacingOccurrences(of: "<meta charset=\"utf-8\">", with: "")
            .replacingOccurrences(
                of: "<meta http-equiv=[^>]*>", with: "", options: .regularExpression
            )
            .replacingOccurrences(of: "&nbsp;", with: " ")
        #expect(xml.contains("</html>"))
        #expect(
            xml.components(separatedBy: "<div").count == xml.components(separatedBy: "</div>").count
        )
    }

    @Test("in Word, the file is a package whose parts are well-formed and as unzip reads them")
    func word() throws {
        let bytes = WordDraft(Self.draft).bytes
        #expect(FileType.docx.matches(bytes))
        #expect(WordDraft(Self.draft).bytes == bytes)
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-\(UUID().uuidString).docx")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let script = """
            import sys, zipfile, xml.dom.minidom
            z = zipfile.ZipFile(sys.argv[1])
            assert z.testzip() is None
            for n in z.namelist(): xml.dom.minidom.parseString(z.read(n))
            d = xml.dom.minidom.parseString(z.read("word/document.xml"))
            print("|".join(t.firstChild.data for t in d.getElementsByTagName("w:t")))
            """
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, file.path]
        process.standardOutput = output
        try process.run()
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        for part in ["SỞ A & B", "a & b < c", "]]>", "<w:t>", "KT. GIÁM ĐỐC", "HỎA TỐC"] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
    }

    @Test(
        "money is written in words",
        arguments: [
            (0, "không đồng"), (15, "mười lăm đồng"), (21, "hai mươi mốt đồng"),
            (105, "một trăm linh năm đồng"), (1_001, "một nghìn không trăm linh một đồng"),
            (420_000_000, "bốn trăm hai mươi triệu đồng"),
            (1_250_000, "một triệu hai trăm năm mươi nghìn đồng"),
            (2_000_000_000, "hai tỷ đồng"),
            (1_005_000_000_000, "một nghìn không trăm linh năm tỷ đồng"),
            (3_000_000_005, "ba tỷ không trăm linh năm đồng"), (-7, "âm bảy đồng"),
        ] as [(Int64, String)])
    func words(amount: Int64, expected: String) {
        #expect(MoneyInWords.vietnamese(amount) == expected)
    }
}
