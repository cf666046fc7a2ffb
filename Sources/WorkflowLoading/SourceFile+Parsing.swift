import Diagnostics
import WorkflowModel
import YAML

extension SourceFile {
    /// Parses a file, unless its tree is known, and says what it holds; nil after a complaint.
    init?(
        _ entry: SourceEntry, bytes: [UInt8], trees: TreeCache? = nil, sink: DiagnosticSink
    ) {
        guard let node = Self.tree(entry, bytes, trees, sink) else { return nil }
        let kinds = DefinitionKind.allCases.map(\.rawValue)
        guard let mapping = node.mapping, let first = mapping.pairs.first else {
            sink.error(
                "not-a-definition",
                LocalizedText(
                    vi: "tệp định nghĩa phải bắt đầu bằng một khóa cho biết nó chứa gì",
                    en: "a definition file begins with a key that says what it holds"),
                at: node.range, hint: Diagnostic.suggestion(for: "", in: kinds))
            return nil
        }
        guard let kind = DefinitionKind(rawValue: first.name) else {
            let isMisplaced = kinds.contains { mapping[$0] != nil }
            sink.error(
                "unknown-kind",
                LocalizedText(
                    vi: "khóa đầu tiên “\(first.name)” không cho biết tệp này chứa gì",
                    en: "the first key “\(first.name)” does not say what the file holds"),
                at: first.key.range,
                hint: isMisplaced
                    ? Self.firstKeyHint(mapping, kinds)
                    : Diagnostic.suggestion(for: first.name, in: kinds))
            return nil
        }
        var name = ""
        if kind.isNamed {
            guard let given = NodeDecoder<String>.name.decode(first.value, sink) else {
                return nil
            }
            name = given
        }
        self.init(
            file: entry.file,
            source: DefinitionSource(
                path: entry.path, text: String(decoding: bytes, as: UTF8.self)),
            kind: kind, name: name, node: node, mapping: mapping)
    }

    private static func tree(
        _ entry: SourceEntry, _ bytes: [UInt8], _ trees: TreeCache?, _ sink: DiagnosticSink
    ) -> Node? {
        if let known = trees?.tree(of: bytes, file: entry.file) { return known }
        let reports = sink.reportCount
        let node = YAMLReader.parse(bytes, file: entry.file, sink: sink)
        // What there was to say of a file is said each time it is read.
        if let node, sink.reportCount == reports { trees?.add(node, of: bytes) }
        return node
    }

    private static func firstKeyHint(_ mapping: Mapping, _ kinds: [String]) -> LocalizedText? {
        mapping.names.first(where: kinds.contains).map {
            LocalizedText(
                vi: "đưa khóa “\($0)” lên đầu tệp", en: "move the key “\($0)” to the top")
        }
    }
}
