import Diagnostics
import Foundation
import Testing

@testable import YAML

@Suite("A packed tree")
struct PackedTreeTests {
    /// What every way to write a value leaves in a tree.
    static let documents = [
        "", "a", "a: 1\n", "- a\n- 'b'\n- \"c\"\n", "[a, {b: c}]",
        "\u{FEFF}a: b\n", "a: b\r\nc:\r\n  - d\r\n",
        "text: |\n  một dòng\n  hai dòng\nfolded: >-\n  ba\n  bốn\n",
        "long: \"gấp\n  đôi \\u0041\"\nplain: nhiều\n  dòng\n",
        "tagged: !!str 12\nnull: ~\nempty:\n",
        "base: &b {x: [1, 2]}\nuse: *b\nagain: *b\n",
        // Decomposed in the file, composed in the tree.
        "e\u{301}: e\u{301}tat\n",
        (0..<40).map { "key\($0): {vi: giá trị \($0), en: value \($0)}\n" }.joined(),
    ]

    @Test(
        "is read back with every value and every place",
        arguments: documents + ConformanceTests.cases.map(\.yaml))
    func roundTrip(document: String) throws {
        let bytes = Array(document.utf8)
        let sink = DiagnosticSink()
        guard let root = YAMLReader.parse(bytes, file: "a.yaml", sink: sink), sink.list.isEmpty,
            let packed = PackedTree.pack(root, of: bytes)
        else { return }
        let read = try #require(PackedTree.unpack(packed[...], of: bytes, file: "a.yaml"))
        #expect(Shown(read) == Shown(root))
    }

    @Test("takes less room than its document, when that is a usual one")
    func size() throws {
        let document = Array((Self.documents.last ?? "").utf8)
        let root = try #require(
            YAMLReader.parse(document, file: "a.yaml", sink: DiagnosticSink()))
        let packed = try #require(PackedTree.pack(root, of: document))
        #expect(packed.count < document.count)
    }

    @Test("is not made of a tree that aliases made large")
    func aliases() throws {
        let lines = (1...6).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]\n" }
        let document = Array(("a0: &a0 [x, y, z]\n" + lines.joined()).utf8)
        let root = try #require(
            YAMLReader.parse(document, file: "a.yaml", sink: DiagnosticSink()))
        #expect(PackedTree.pack(root, of: document) == nil)
    }

    @Test("that is damaged is refused or gives some tree, and never more", arguments: documents)
    func damage(document: String) throws {
        let bytes = Array(document.utf8)
        let root = try #require(YAMLReader.parse(bytes, file: "a.yaml", sink: DiagnosticSink()))
        let packed = try #require(PackedTree.pack(root, of: bytes))
        var tooLarge: [Int] = []
        var cutOff: [Int] = []
        for index in packed.indices {
            if PackedTree.unpack(packed[..<index], of: bytes, file: "a.yaml") != nil {
                cutOff.append(index)
            }
            for value in [0, 1, 0x7F, 0x80, 0xFF] as [UInt8] {
                var damaged = packed
                damaged[index] = value
                let node = PackedTree.unpack(damaged[...], of: bytes, file: "a.yaml")
                if let node, count(node) > packed.count { tooLarge.append(index) }
            }
        }
        #expect(cutOff.isEmpty)
        #expect(tooLarge.isEmpty)
        #expect(PackedTree.unpack((packed + [0])[...], of: bytes, file: "a.yaml") == nil)
    }

    private func count(_ node: Node) -> Int {
        switch node.kind {
        case .scalar: 1
        case .sequence(let items): items.reduce(1) { $0 + count($1) }
        case .mapping(let mapping): mapping.pairs.reduce(1) { $0 + count($1.key) + count($1.value) }
        }
    }
}

/// All there is to a tree, to be compared.
private struct Shown: Equatable {
    private(set) var nodes: [String] = []

    init(_ root: Node) { add(root) }

    private mutating func add(_ node: Node) {
        let place = "\(node.start)–\(node.end), \(node.range.length)"
        switch node.kind {
        case .scalar(let scalar):
            let bytes = Array(scalar.text.utf8)
            let parts = (0..<scalar.text.unicodeScalars.count).map {
                node.range(ofText: $0..<$0 + 1)
            }
            nodes.append("\(bytes) \(scalar.style) \(scalar.tag ?? "") \(place) \(parts)")
        case .sequence(let items):
            nodes.append("[\(items.count)] \(place)")
            for item in items { add(item) }
        case .mapping(let mapping):
            nodes.append("{\(mapping.count)} \(place)")
            for pair in mapping.pairs {
                add(pair.key)
                add(pair.value)
            }
        }
    }
}
