import Diagnostics
import YAML

/// A document with the complaints about it.
struct Reading {
    let node: Node?
    let list: DiagnosticList
    private let text: String

    init(
        _ text: String, limits: Limits = .standard,
        body: (Node, DiagnosticSink) -> Void = { _, _ in }
    ) {
        let sink = DiagnosticSink()
        node = YAMLReader.parse(text, file: "a.yaml", limits: limits, sink: sink)
        if let node { body(node, sink) }
        list = sink.list
        self.text = text
    }

    var codes: [String] { list.sorted.map(\.code) }

    /// The complaints as a person sees them.
    func rendered(_ language: Language) -> String {
        let text = text
        return DiagnosticRenderer(language: language) { _ in text }.render(list)
    }
}
