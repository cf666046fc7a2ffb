import TestSupport
import Testing
import WorkflowDocuments
import WorkflowModel

@Suite("Files an office takes")
struct FileCheckTests {
    /// A ZIP archive that has nothing but names.
    static func zip(_ names: [String], mediaType: String? = nil) -> [UInt8] {
        func number(_ value: Int, _ size: Int) -> [UInt8] {
            (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        let entries = (mediaType.map { [("mimetype", $0)] } ?? []) + names.map { ($0, "") }
        for (name, content) in entries {
            let sizes = number(content.utf8.count, 4) + number(content.utf8.count, 4)
            let head =
                number(20, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(0, 4) + sizes
                + number(name.utf8.count, 2) + number(0, 2)
            directory += number(0x0201_4B50, 4) + number(20, 2) + head
            directory += number(0, 10) + number(bytes.count, 4) + Array(name.utf8)
            bytes += number(0x0403_4B50, 4) + head + Array(name.utf8) + Array(content.utf8)
        }
        let start = bytes.count
        bytes += directory + number(0x0605_4B50, 4) + number(0, 4)
        bytes += number(entries.count, 2) + number(entries.count, 2)
        return bytes + number(directory.count, 4) + number(start, 4) + number(0, 2)
    }

    private static let word = ["[Content_Types].xml", "word/document.xml"]

    struct Given: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var testDescription: String { name }
    }

    static let good: [(Given, FileType)] = [
        (Given(name: "tờ trình.pdf", bytes: Array("%PDF-1.4\n".utf8)), .pdf),
        (Given(name: "A.DOCX", bytes: zip(word)), .docx),
        (Given(name: "b.xlsx", bytes: zip(["[Content_Types].xml", "xl/workbook.xml"])), .xlsx),
        (
            Given(
                name: "c.odt",
                bytes: zip(["content.xml"], mediaType: "application/vnd.oasis.opendocument.text")),
            .odt
        ),
        (Given(name: "d.png", bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]), .png),
        (Given(name: "e.jpeg", bytes: [0xFF, 0xD8, 0xFF, 0xE0]), .jpg),
        (Given(name: "f.tif", bytes: [0x49, 0x49, 0x2A, 0x00, 0x08]), .tiff),
        (Given(name: "g.txt", bytes: Array("Kính gửi:\tSở\r\n".utf8)), .txt),
    ]

    @Test("are known by name and content", arguments: good)
    func accepted(_ given: Given, type: FileType) throws {
        #expect(try FileCheck(DocumentRules.Files()).check(given.name, given.bytes) == type)
    }

    static let bad: [(Given, String)] = [
        (Given(name: "a.pdf", bytes: []), "empty-file"),
        (Given(name: "a.exe", bytes: Array("MZ".utf8)), "file-type"),
        (Given(name: "a.docm", bytes: zip(word)), "file-type"),
        (Given(name: "a.html", bytes: Array("<html>".utf8)), "file-type"),
        (Given(name: "to-trinh", bytes: Array("%PDF-".utf8)), "file-type"),
        (Given(name: ".pdf", bytes: Array("%PDF-".utf8)), "file-type"),
        (Given(name: "a.pdf.exe", bytes: Array("%PDF-".utf8)), "file-type"),
        (Given(name: "a.pdf", bytes: Array("MZ\u{90}".utf8)), "file-content"),
        (Given(name: "a.pdf", bytes: Array("#!/bin/sh\n%PDF-1.4".utf8)), "file-content"),
        (Given(name: "a.txt", bytes: Array("#!/bin/sh\n".utf8)), "file-content"),
        (Given(name: "a.txt", bytes: [0x7F, 0x45, 0x4C, 0x46]), "file-content"),
        (Given(name: "a.txt", bytes: [0x54, 0xE9, 0x20]), "file-content"),
        (Given(name: "a.docx", bytes: zip(word + ["word/vbaProject.bin"])), "file-content"),
        (Given(name: "a.docx", bytes: zip(["x.txt"])), "file-content"),
        (Given(name: "a.docx", bytes: Array(zip(word).dropLast(30))), "file-content"),
        (Given(name: "a.pdf", bytes: zip(word)), "file-content"),
        (Given(name: "\u{202E}fdp.exe.pdf", bytes: Array("%PDF-".utf8)), "bad-file-name"),
        (Given(name: "a\nb.pdf", bytes: Array("%PDF-".utf8)), "bad-file-name"),
        (
            Given(name: String(repeating: "a", count: 300) + ".pdf", bytes: Array("%PDF-".utf8)),
            "bad-file-name"
        ),
        (Given(name: "a.txt", bytes: [UInt8](repeating: 0x61, count: 1025)), "file-too-large"),
    ]

    @Test("everything else is refused, with what is accepted or what it really is", arguments: bad)
    func refused(_ given: Given, code: String) {
        let rules = DocumentRules.Files(sizeLimit: 1024)
        #expect {
            try FileCheck(rules).check(given.name, given.bytes)
        } throws: { error in
            (error as? FileCheck.Fault)?.code == code
        }
    }

    @Test(
        "whatever the bytes, a file passes as what its content matches, and as nothing else",
        arguments: 0..<200 as Range<UInt64>)
    func anyBytes(seed: UInt64) {
        var numbers = SeededGenerator(seed: seed)
        let whole = Self.good.map(\.0.bytes) + [Self.zip(Self.word, mediaType: "x")]
        let check = FileCheck(DocumentRules.Files(types: FileType.allCases))
        for var bytes in whole {
            for _ in 0..<Int.random(in: 0...4, using: &numbers) {
                bytes[Int.random(in: 0..<bytes.count, using: &numbers)] = .random(
                    in: 0...255, using: &numbers)
            }
            if Bool.random(using: &numbers) {
                bytes.removeLast(Int.random(in: 0..<bytes.count, using: &numbers))
            }
            let found = FileType.type(of: bytes)
            #expect(found.map { $0.matches(bytes) } ?? true)
            for type in FileType.allCases {
                let name = "a.\(type.rawValue)"
                if type.matches(bytes) {
                    #expect(throws: Never.self) { try check.check(name, bytes) }
                    #expect(found != nil)
                } else {
                    #expect(throws: FileCheck.Fault.otherContent(name: name, says: type, is: found))
                    {
                        try check.check(name, bytes)
                    }
                }
            }
        }
    }
}
