import Diagnostics
import Testing
import WorkflowModel
import YAML

@testable import WorkflowLoading

/// Rules read from texts, with the complaints as a person sees them in English.
struct LoadedRules {
    let rules: Rules
    let references: RuleReferences
    let list: DiagnosticList
    private let sources: [String: String]

    /// The texts are files in the order given: `a.yaml`, `b.yaml` …
    init(_ texts: String...) {
        self.init(texts)
    }

    init(_ texts: [String]) {
        let sink = DiagnosticSink()
        var sources: [String: String] = [:]
        let files = texts.enumerated().compactMap { index, text -> SourceFile? in
            let name = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index))) + ".yaml"
            sources[name] = text
            return SourceFile(
                SourceEntry(file: name, path: "rules/" + name), bytes: Array(text.utf8), sink: sink)
        }
        var decoder = RulesDecoder(sink: sink)
        rules = decoder.decode(files)
        references = decoder.references
        list = sink.list
        self.sources = sources
    }

    /// All complaints, rendered with their lines and carets.
    var rendered: String {
        render(list, sources)
    }
}

func render(_ list: DiagnosticList, _ sources: [String: String]) -> String {
    let renderer = DiagnosticRenderer(language: .en, style: .plain, width: 100) { sources[$0] }
    let text = list.sorted.map { renderer.render($0, concealing: list.concealed) }
        .joined(separator: "\n")
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
}

/// Texts that are wrong in one way, and what is said of them.
struct BadText: Sendable, CustomTestStringConvertible {
    let name: String
    let texts: [String]
    let expected: String

    init(_ name: String, _ text: String, _ expected: String) {
        self.init(name, [text], expected)
    }

    /// Several files: `a.yaml`, `b.yaml` …
    init(_ name: String, _ texts: [String], _ expected: String) {
        self.name = name
        self.texts = texts
        self.expected = expected
    }

    var testDescription: String { name }
}

/// One agency and two roles, for what refers to them.
let smallOrganisation = """
    organisation: province
    roles:
      clerk: {vi: Văn thư, en: Clerk}
      director: {vi: Giám đốc, en: Director}
    agencies:
      - {code: so-khcn, name: Sở KH&CN}
    """
