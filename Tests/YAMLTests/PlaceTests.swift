import Diagnostics
import Testing
import YAML

@Suite("Nodes know their place")
struct PlaceTests {
    private let text = """
        # chú thích
        title: Đề xuất
        quoted: "a b"
        anchored: &x !!str có neo
        list:
          - một
          - {vi: hai, en: two}
        block: |-
          dòng một
            dòng hai
        folded: >
          gấp một
          gấp hai

          đoạn hai
        flow: [1,
          2]
        plain: chữ nhiều
          dòng liền
        empty:
        """

    private func node(_ path: String...) throws -> Node {
        try path.reduce(try #require(Reading(text).node)) { try #require($0[$1]) }
    }

    @Test(
        "line, column and length of a value",
        arguments: [
            ("title", 2, 8, 7), ("quoted", 3, 9, 5), ("anchored", 4, 20, 6), ("list", 6, 3, 1),
            ("block", 8, 8, 2), ("folded", 11, 9, 1), ("flow", 16, 7, 1), ("plain", 18, 8, 9),
            ("empty", 20, 7, 1),
        ])
    func range(key: String, line: Int, column: Int, length: Int) throws {
        let expected = SourceRange(file: "a.yaml", line: line, column: column, length: length)
        #expect(try node(key).range == expected)
    }

    @Test("keys and items have places too")
    func parts() throws {
        let root = try #require(Reading(text).node)
        #expect(
            root.mapping?.keyRange("list")
                == SourceRange(file: "a.yaml", line: 5, column: 1, length: 4))
        let items = try #require(root["list"]?.sequence)
        #expect(items[1].range == SourceRange(file: "a.yaml", line: 7, column: 5, length: 18))
        #expect(items[1]["en"]?.start.column == 19)
        #expect(root["list"]?.end == SourceLocation(file: "a.yaml", line: 7, column: 23))
        #expect(root["flow"]?.end == SourceLocation(file: "a.yaml", line: 17, column: 5))
    }

    @Test(
        "a part of a text is found where it was written",
        arguments: [
            ("title", "xuất", 2, 11), ("quoted", "b", 3, 12), ("anchored", "neo", 4, 23),
            ("block", "một", 9, 8), ("block", "hai", 10, 10), ("folded", "hai", 13, 7),
            ("folded", "đoạn", 15, 3), ("plain", "nhiều", 18, 12), ("plain", "liền", 19, 8),
        ])
    func part(key: String, word: String, line: Int, column: Int) throws {
        let node = try node(key)
        let text = Array(try #require(node.string).unicodeScalars)
        let wanted = Array(word.unicodeScalars)
        let offset = try #require(
            text.indices.first { text[$0...].starts(with: wanted) })
        #expect(
            node.range(ofText: offset..<(offset + wanted.count))
                == SourceRange(file: "a.yaml", line: line, column: column, length: wanted.count))
    }

    @Test("a part of a text with escapes is the whole of it")
    func escaped() throws {
        let node = try #require(Reading(#"a: "x\ty""#).node?["a"])
        #expect(node.range(ofText: 2..<3) == node.range)
    }

    @Test("the end of a text, where something is missing, has a place")
    func behind() throws {
        #expect(try node("title").range(ofText: 7..<7).start.column == 15)
        #expect(try node("title").range(ofText: 90..<99).start.column == 15)
    }

    @Test(
        "an empty document is null at the file's beginning",
        arguments: ["", "\n\n", "# chỉ chú thích\n"])
    func empty(text: String) {
        let reading = Reading(text)
        #expect(reading.list.isEmpty)
        #expect(reading.node?.isNull == true)
        #expect(reading.node?.start == SourceLocation(file: "a.yaml", line: 1, column: 1))
    }

    @Test("keys keep their order, in small mappings and large", arguments: [3, 500])
    func order(count: Int) {
        let names = (0..<count).map { "k\(($0 * 7) % count)-\($0)" }
        let mapping = Reading(names.map { "\($0): \($0)\n" }.joined()).node?.mapping
        #expect(mapping?.names == names)
        for name in names { #expect(mapping?[name]?.string == name) }
        #expect(mapping?["absent"] == nil)
    }

    @Test("a duplicate is found in a large mapping too")
    func largeDuplicate() {
        let text = (0..<500).map { "k\($0): 1\n" }.joined() + "k321: 2\n"
        let diagnostics = Reading(text).list.diagnostics
        #expect(diagnostics.map(\.code) == ["duplicate-key"])
        #expect(diagnostics.first?.notes.first?.range?.start.line == 322)
    }
}
