import TestSupport
import Testing
import WorkflowPages
import WorkflowPresentation

@testable import WorkflowServer

@Suite("Forms as browsers send them, and as nobody should")
struct FormTests {
    @Test(arguments: [
        ("a=1&b=hai+ba", "b", "hai ba"),
        ("a=%C4%91%E1%BB%93ng", "a", "đồng"),
        ("a=1&a=2", "a", "1"),
        ("a=", "a", ""),
        ("a", "a", ""),
        ("=x&a=%3Cscript%3E", "a", "<script>"),
        ("&&a=1&", "a", "1"),
        ("a=b=c", "a", "b=c"),
    ])
    func urlEncoded(_ text: String, _ name: String, _ value: String) throws {
        #expect(try URLEncodedForm.parse(text.utf8)[name] == value)
    }

    @Test(arguments: [
        Array("a=%".utf8), Array("a=%4".utf8), Array("a=%zz".utf8), Array("a=%FF".utf8),
        [0x61, 0x3D, 0xC3], Array("a=%ED%A0%80".utf8),
        Array(String(repeating: "a=1&", count: 5_000).utf8),
    ])
    func urlEncodedByNobody(_ bytes: [UInt8]) {
        #expect(throws: Failure.self) { try URLEncodedForm.parse(bytes) }
    }

    private static let type = "multipart/form-data; boundary=X"

    private func parse(_ text: String, _ type: String = type) throws -> FormValues {
        try MultipartForm.parse(Array(text.utf8), contentType: type)
    }

    @Test func multipart() throws {
        let form = try parse(
            """
            --X\r
            Content-Disposition: form-data; name="note"\r
            \r
            Thiếu báo giá\r
            dòng hai\r
            --X\r
            content-disposition: form-data; name="document.to-trinh"; filename="C:\\hồ sơ\\tờ%22.txt"\r
            Content-Type: text/plain\r
            \r
            nội dung --X ở giữa\r
            --X--\r

            """)
        #expect(form["note"] == "Thiếu báo giá\r\ndòng hai")
        let file = try #require(form.file("document.to-trinh"))
        #expect(file.name == "tờ\".txt")
        #expect(String(decoding: file.bytes, as: UTF8.self) == "nội dung --X ở giữa")
    }

    @Test(
        "No folder of a name gets through",
        arguments: [
            ("../../etc/passwd", "passwd"), ("..\\..\\boot.ini", "boot.ini"), ("/a/b/", "b"),
            ("e\u{0301}.txt", "é.txt"), ("a%0D%0Ab.txt", "a  b.txt"),
        ])
    func names(_ sent: String, _ kept: String) throws {
        let form = try parse(
            "--X\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\(sent)\"\r\n\r\nx\r\n--X--"
        )
        #expect(form.files.map(\.name) == [kept])
    }

    @Test("An input without a file is no file; an empty content is one")
    func empty() throws {
        let none = try parse(
            "--X\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n\r\n\r\n--X--")
        #expect(none.files.isEmpty)
        let empty = try parse(
            "--X\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n\r\n--X--")
        #expect(empty.files.map(\.bytes) == [[]])
    }

    @Test(arguments: [
        ("", type), ("--X", type), ("--X--", "multipart/form-data"),
        ("--X\r\n\r\n\r\n--X--", type),
        ("--X\r\nContent-Disposition: form-data\r\n\r\nx\r\n--X--", type),
        ("--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end", type),
        ("--X\nContent-Disposition: form-data; name=\"a\"\n\nx\n--X--", type),
        ("--XY\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--X--", type),
        ("--X--", "multipart/form-data; boundary=\""),
        ("--X--", "multipart/form-data; boundary=" + String(repeating: "x", count: 71)),
        ("--X--", "multipart/form-data; boundary=\u{1}"),
        (
            "--X\r\nContent-Disposition: form-data; name=\"\(String(repeating: "n", count: 9_000))\"\r\n"
                + "\r\nx\r\n--X--", type
        ),
        (
            String(
                repeating: "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n",
                count: 2_100) + "--X--", type
        ),
    ])
    func multipartByNobody(_ text: String, _ type: String) {
        #expect(throws: Failure.self) { try parse(text, type) }
    }

    @Test("Bytes that are no text are a file's alone")
    func bytes() throws {
        let head = "--X\r\nContent-Disposition: form-data; name=\"f\""
        let tail = Array("\r\n--X--".utf8)
        let noise: [UInt8] = [0, 0xFF, 0xFE, 0x0D, 0x0A, 0x2D, 0x2D]
        let file = try MultipartForm.parse(
            Array((head + "; filename=\"a.pdf\"\r\n\r\n").utf8) + noise + tail,
            contentType: Self.type)
        #expect(file.files.first?.bytes == noise)
        #expect(throws: Failure.self) {
            try MultipartForm.parse(
                Array((head + "\r\n\r\n").utf8) + noise + tail, contentType: Self.type)
        }
    }

    @Test("Any bytes are read or refused, and nothing else", arguments: 0..<300 as Range<UInt64>)
    func noise(_ seed: UInt64) throws {
        var numbers = SeededGenerator(seed: seed)
        func next(_ below: Int) -> Int { Int.random(in: 0..<below, using: &numbers) }
        let pieces = [
            "--X", "--X--", "\r\n", "\r\n\r\n", "Content-Disposition: form-data; ", "name=\"a\"",
            "; filename=\"", "\"", ";", "=", "đ", "\0", "%", "&", "a",
        ]
        var bytes: [UInt8] = []
        for _ in 0..<next(60) {
            bytes += Array(pieces[next(pieces.count)].utf8)
            if next(8) == 0 { bytes.append(UInt8(next(256))) }
        }
        for read in [
            { try MultipartForm.parse(bytes, contentType: Self.type) },
            { try URLEncodedForm.parse(bytes) },
        ] {
            do { _ = try read() } catch is Failure {}
        }
    }
}
