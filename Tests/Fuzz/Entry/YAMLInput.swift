import Diagnostics
import YAML

/// A document: it becomes a tree, or it is complained about at a place inside it.
struct YAMLInput {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    func consume() {
        let sink = DiagnosticSink()
        let node = YAMLReader.parse(bytes, file: "f", sink: sink)
        precondition(node != nil || sink.hasErrors, "neither a tree nor a complaint")
        let lines = 1 + bytes.count { $0 == 0x0A || $0 == 0x0D }
        for diagnostic in sink.list.diagnostics {
            guard let start = diagnostic.range?.start else {
                preconditionFailure("a complaint without a place")
            }
            precondition((1...lines).contains(start.line), "a complaint outside the document")
        }
        if let node { visit(node) }
        let text = String(decoding: bytes, as: UTF8.self)
        let rendered = DiagnosticRenderer(language: .vi) { _ in text }.render(sink.list)
        precondition(!rendered.unicodeScalars.contains("\u{1B}"), "an escape reaches the screen")
    }

    private func visit(_ node: Node) {
        precondition(node.end.line >= node.start.line)
        switch node.kind {
        case .scalar(let scalar):
            let count = scalar.text.unicodeScalars.count
            _ = node.range(ofText: count / 2..<count)
        case .sequence(let nodes):
            for node in nodes { visit(node) }
        case .mapping(let mapping):
            for pair in mapping.pairs {
                visit(pair.key)
                visit(pair.value)
            }
        }
    }
}
