import Diagnostics
import WorkflowModel
import YAML

/// The text of a notification, with placeholders such as `{{id}}`.
enum NotificationTemplate {
    /// What can stand between the braces.
    static let placeholders = NotificationText.Placeholder.allCases.map(\.rawValue)

    /// Checks the placeholders of a text, or of its languages.
    static func check(_ node: Node, _ sink: DiagnosticSink) {
        check(node, placeholders: placeholders, sink)
    }

    static func check(_ node: Node, placeholders: [String], _ sink: DiagnosticSink) {
        if let mapping = node.mapping {
            for pair in mapping.pairs where pair.value.mapping == nil {
                check(pair.value, placeholders: placeholders, sink)
            }
            return
        }
        // Texts without one are most.
        guard let text = node.string, text.utf8.contains(UInt8(ascii: "{")) else { return }
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while let start = find("{", in: scalars, from: index) {
            guard let end = find("}", in: scalars, from: start + 2) else {
                sink.error(
                    "unclosed-placeholder",
                    LocalizedText(vi: "“{{” thiếu “}}”", en: "“{{” without “}}”"),
                    at: node.range(ofText: start..<scalars.count))
                return
            }
            var name = String.UnicodeScalarView()
            for scalar in scalars[(start + 2)..<end] { name.append(scalar) }
            let trimmed = String(name).trimmingSpaces()
            if !placeholders.contains(trimmed) {
                let expected = LocalizedText(vi: "một chỗ điền", en: "a placeholder")
                sink.report(
                    .unknownName(
                        trimmed, in: placeholders, expected, at: node.range(ofText: start..<end + 2)
                    ))
            }
            index = end + 2
        }
    }

    /// Where the brace first stands twice in a row.
    private static func find(
        _ brace: Unicode.Scalar, in text: [Unicode.Scalar], from start: Int
    ) -> Int? {
        var index = start
        while index + 1 < text.count {
            if text[index] == brace, text[index + 1] == brace { return index }
            index += 1
        }
        return nil
    }
}
