import Diagnostics
import Testing
import YAML

@Suite("Syntax mistakes get a sentence and the right place")
struct SyntaxTests {
    @Test(
        "code and place",
        arguments: [
            ("a: 1\nb:\n  c: \"x\n", "unclosed-quote", 3, 6),
            ("a: 'x\nb: 1\n", "unclosed-quote", 1, 4),
            ("title: Đề xuất: x\n", "unexpected-colon", 1, 15),
            ("a:\n\tb: 1\n", "tab-indentation", 2, 1),
            ("a:\n  b: 1\n\tc: 2\n", "tab-indentation", 3, 1),
            ("a:\n  b: 1\n c: 2\n", "bad-indentation", 3, 2),
            ("a:\n  - 1\n  b: 2\n", "bad-indentation", 3, 3),
            ("a: [1, 2\nb: 2\n", "unclosed-bracket", 2, 2),
            ("a: {b: 1\n", "unclosed-bracket", 1, 9),
            ("a: [b, c", "unclosed-bracket", 1, 9),
            ("a: [b, # ghi chú\n\n\n", "missing-value", 1, 17),
            ("a: 1\nb\nc: 2\n", "missing-colon", 2, 1),
            ("a: \"x\" y\n", "unexpected-text", 1, 8),
            ("a: @x\n", "reserved-character", 1, 4),
            ("a: `x`\n", "reserved-character", 1, 4),
            ("a: %x\n", "reserved-character", 1, 4),
            ("a: - x\n", "misplaced-indicator", 1, 4),
            ("a: [-]\n", "misplaced-indicator", 1, 5),
            ("a: [?b]\n", "misplaced-indicator", 1, 6),
            ("a: ]\n", "missing-value", 1, 4),
            ("a: \"\\q\"\n", "bad-escape", 1, 5),
            ("a: |0\n  x\n", "bad-block-text", 1, 5),
            ("a: &é x\n", "bad-anchor", 1, 4),
            ("a: &b:c x\n", "bad-anchor", 1, 4),
            ("a: \"b\"#c\n", "glued-comment", 1, 7),
            ("a: [b]#c\n", "glued-comment", 1, 7),
            ("a: *b\n", "undefined-alias", 1, 4),
            ("a: &b [*b]\n", "recursive-alias", 1, 8),
            ("a: !x!y z\n", "bad-tag", 1, 4),
            ("%YAML 3.0\n---\na: 1\n", "bad-directive", 1, 1),
            ("[a]\nb: 1\n", "unexpected-text", 2, 1),
            ("a: 1\n---\nb: 1\n", "several-documents", 2, 1),
            ("a: 1\n...\n---\nb: 1\n", "several-documents", 3, 1),
            ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1),
            ("<<: {a: 1}\n", "merge-key", 1, 1),
            ("[a, b]: 1\n", "key-not-text", 1, 1),
            ("{a: b}: 1\n", "key-not-text", 1, 1),
            ("a: !mine b\n", "unsupported-tag", 1, 4),
            ("a: !!map [b]\n", "unsupported-tag", 1, 4),
            ("a: \u{1}\n", "forbidden-character", 1, 4),
            ("a: b\u{2028}c\n", "forbidden-character", 1, 5),
            ("a: 1\u{FEFF}\n", "forbidden-character", 1, 5),
        ])
    func mistake(text: String, code: String, line: Int, column: Int) {
        let reading = Reading(text)
        #expect(reading.codes == [code])
        let start = reading.list.diagnostics.first?.range?.start
        #expect(start == SourceLocation(file: "a.yaml", line: line, column: column))
    }

    @Test("a duplicate key shows both places")
    func duplicate() {
        let reading = Reading("nhãn: 1\nb: 2\nnhãn: 3\n")
        #expect(
            reading.rendered(.vi) == """
                a.yaml:3:1: lỗi: khóa “nhãn” đã có trong khối này [duplicate-key]
                 3 | nhãn: 3
                   | ^^^^
                a.yaml:1:1: ghi chú: lần đầu ở đây
                 1 | nhãn: 1
                   | ^^^^

                """)
    }

    @Test("a lost indentation shows what it should fit")
    func indentation() {
        let reading = Reading("states:\n  draft: {}\n done: {}\n")
        #expect(
            reading.rendered(.en) == """
                a.yaml:3:2: error: this line is indented by 1, which fits no block above \
                [bad-indentation]
                 3 |  done: {}
                   |  ^
                  hint: lines of one block are indented alike (here: by 0)
                a.yaml:1:1: note: the mapping begins here
                 1 | states:
                   | ^

                """)
    }

    @Test("several mistakes are reported in one run")
    func several() {
        let reading = Reading("a: !x 1\n<<: {}\na: 2\n[b]: 3\nc: \"\n")
        #expect(
            reading.codes == [
                "unsupported-tag", "merge-key", "duplicate-key", "key-not-text", "unclosed-quote",
            ])
        #expect(reading.node == nil)
    }

    @Test("after a mistake that leaves the rest readable, the rest is read")
    func readable() {
        let node = Reading("a: 1\na: 2\nb: 3\n").node
        #expect(node?["a"]?.int == 1)
        #expect(node?["b"]?.int == 3)
    }
}

@Suite("Bytes that are no text")
struct EncodingTests {
    @Test(
        "the first bad byte is pointed at",
        arguments: [
            ([0x61, 0x3A, 0x20, 0xE1], 1, 4),
            (Array("a: Việt\nb: ".utf8) + [0xC3], 2, 4),
            (Array("ệ: ".utf8) + [0xC0, 0x80], 1, 4),
            ([0xED, 0xA0, 0x80], 1, 1),
            ([0xF4, 0x90, 0x80, 0x80], 1, 1),
            ([0xFF, 0xFE, 0x61, 0x00], 1, 1),
            ([0x61, 0x00, 0x3A, 0x00], 1, 1),
        ] as [([UInt8], Int, Int)])
    func badByte(bytes: [UInt8], line: Int, column: Int) {
        let sink = DiagnosticSink()
        #expect(YAMLReader.parse(bytes, file: "a.yaml", sink: sink) == nil)
        #expect(sink.list.diagnostics.map(\.code) == ["not-utf-8"])
        let start = sink.list.diagnostics.first?.range?.start
        #expect(start == SourceLocation(file: "a.yaml", line: line, column: column))
    }

    @Test("a byte order mark is not part of the text")
    func byteOrderMark() {
        let reading = Reading("\u{FEFF}a: 1\nb: 2\n")
        #expect(reading.list.isEmpty)
        #expect(reading.node?["a"]?.start.column == 4)
    }

    @Test("lines end at LF, CRLF or CR alike", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(end: String) {
        let node = Reading(["a: 1", "b: |", "  x", "  y", "c: 2", ""].joined(separator: end)).node
        #expect(node?["b"]?.string == "x\ny\n")
        #expect(node?["c"]?.start == SourceLocation(file: "a.yaml", line: 5, column: 4))
    }

    @Test("text is composed, its place counted as written")
    func composed() {
        let node = Reading("Vie\u{302}\u{323}t: hoa\u{300}\n").node
        let value = node?["Việt"]
        #expect(value?.string.map { Array($0.unicodeScalars) } == ["h", "o", "à"])
        #expect(value?.range == SourceRange(file: "a.yaml", line: 1, column: 9, length: 4))
    }
}
