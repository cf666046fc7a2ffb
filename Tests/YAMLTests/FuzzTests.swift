import Diagnostics
import TestSupport
import Testing
import YAML

/// Whatever the bytes, the reader answers: a tree, or a complaint with a place inside the file.
@Suite("No bytes crash the reader")
struct FuzzTests {
    @Test("mutated documents", arguments: 1...8 as ClosedRange<UInt64>)
    func mutations(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let corpus = Self.seeds + ConformanceTests.cases.map(\.yaml)
        for round in 0..<800 {
            var bytes = Array((corpus.randomElement(using: &random) ?? "").utf8)
            for _ in 0...Int.random(in: 0..<6, using: &random) {
                Self.mutate(&bytes, corpus, &random)
            }
            check(bytes, "seed \(seed), round \(round)")
        }
    }

    @Test("random bytes")
    func noise() {
        var random = SeededGenerator(seed: 99)
        for round in 0..<1500 {
            let count = Int.random(in: 0..<200, using: &random)
            let bytes = (0..<count).map { _ in
                // Half of the bytes are ones that mean something to YAML.
                Bool.random(using: &random)
                    ? UInt8.random(in: 0...255, using: &random)
                    : Self.indicators.randomElement(using: &random) ?? 0
            }
            check(bytes, "noise, round \(round)")
        }
    }

    private func check(_ bytes: [UInt8], _ name: String) {
        let sink = DiagnosticSink()
        let node = YAMLReader.parse(bytes, file: "f", sink: sink)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(node != nil || sink.hasErrors, "\(name): \(bytes)")
        let codes = sink.list.diagnostics.map(\.code)
        #expect(!codes.contains("syntax"), "libyaml's own words, \(name): \(bytes)")
        let ends = bytes.count { $0 == 0x0A || $0 == 0x0D }
        for diagnostic in sink.list.diagnostics {
            let start = diagnostic.range?.start
            #expect((1...(ends + 1)).contains(start?.line ?? 0), "\(name): \(bytes)")
            #expect((1...(bytes.count + 1)).contains(start?.column ?? 0), "\(name): \(bytes)")
        }
        if let node { walk(node, ends + 1, name) }
        let rendered = DiagnosticRenderer(language: .vi) { _ in text }.render(sink.list)
        #expect(!rendered.unicodeScalars.contains("\u{1B}"), "\(name): \(bytes)")
    }

    private func walk(_ node: Node, _ lines: Int, _ name: String) {
        if !(1...lines).contains(node.start.line) || node.end.line < node.start.line {
            Issue.record("\(name): \(node.range) to \(node.end)")
        }
        switch node.kind {
        case .scalar(let scalar):
            let count = scalar.text.unicodeScalars.count
            _ = node.range(ofText: count / 2..<count)
        case .sequence(let nodes):
            for node in nodes { walk(node, lines, name) }
        case .mapping(let mapping):
            for pair in mapping.pairs {
                walk(pair.key, lines, name)
                walk(pair.value, lines, name)
            }
        }
    }

    private static func mutate(
        _ bytes: inout [UInt8], _ corpus: [String], _ random: inout SeededGenerator
    ) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0:
            bytes.insert(indicators.randomElement(using: &random) ?? 0, at: place)
        case 1:
            bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        case 2 where place < bytes.count:
            bytes.remove(at: place)
        case 3 where place < bytes.count:
            bytes[place] = indicators.randomElement(using: &random) ?? 0
        case 4:
            bytes.removeSubrange(place..<min(bytes.count, place + 10))
        default:
            let other = Array((corpus.randomElement(using: &random) ?? "").utf8)
            bytes.insert(contentsOf: other.prefix(40), at: place)
        }
    }

    private static let indicators = Array("-?:,[]{}#&*!|>'\"%@` \t\n\r\\~<=.0x\u{E9}".utf8)

    private static let seeds = [
        "workflow: task\nversion: 1\ntitle: {vi: Nhiệm vụ, en: Task}\nstates:\n  a:\n    to: b\n",
        "a: &x [1, 'hai', \"b\\u00e1\\n\"]\nb: *x\nc: |+\n  chữ\n\n  chữ\nd: >-\n  gấp\n  lại\n",
        "? khóa\n: - a\n  - b\n- !!str x\n",
        "%YAML 1.2\n---\nrows:\n  - [\"< 5\", x, 7 days] # chú thích\n  - [\"-\", y, 1 day]\n...\n",
        "\u{FEFF}a:\r\n  b: c\r\n  d:\r\n",
    ]
}
