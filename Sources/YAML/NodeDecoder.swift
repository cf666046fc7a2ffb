public import Diagnostics

/// How to read one kind of value from a node, and what to call that kind in a complaint.
///
/// A reader that fails reports why and answers nil; the caller goes on to the next value, so that
/// one run finds every mistake. A target with values of its own adds decoders in an extension:
///
///     extension NodeDecoder where Value == Money {
///         static var money: Self { NodeDecoder(expected: …) { node, sink in … } }
///     }
///
/// Inlinable, as every `wf` process decodes all rules: unspecialised, each value would be handled
/// through the witnesses of its type.
public struct NodeDecoder<Value> {
    /// With its article: "a whole number".
    public let expected: LocalizedText
    @usableFromInline
    let body: (Node, DiagnosticSink) -> Value?

    /// `decode` reports its own complaints.
    @inlinable
    public init(
        expected: LocalizedText, decode: @escaping (Node, DiagnosticSink) -> Value?
    ) {
        self.expected = expected
        body = decode
    }

    /// `read` answers nil for any other kind of value; the complaint "expected …, found …" is made
    /// here.
    @inlinable
    public init(
        expected: LocalizedText, hint: LocalizedText? = nil, read: @escaping (Node) -> Value?
    ) {
        self.init(expected: expected) { node, sink in
            if let value = read(node) { return value }
            sink.report(.wrongType(node, expected: expected, hint: hint))
            return nil
        }
    }

    @inlinable
    public func decode(_ node: Node, _ sink: DiagnosticSink) -> Value? {
        body(node, sink)
    }

    /// The same, read further; `transform` answers nil after a complaint of its own.
    @inlinable
    public func flatMap<Other>(
        _ transform: @escaping (Value, Node, DiagnosticSink) -> Other?
    ) -> NodeDecoder<Other> {
        NodeDecoder<Other>(expected: expected) { node, sink in
            decode(node, sink).flatMap { transform($0, node, sink) }
        }
    }

    @inlinable
    public func map<Other>(_ transform: @escaping (Value) -> Other) -> NodeDecoder<Other> {
        flatMap { value, _, _ in transform(value) }
    }

    /// The same, with the place it was written at.
    @inlinable
    public var located: NodeDecoder<Located<Value>> {
        flatMap { value, node, _ in Located(value, at: node.range) }
    }
}

extension Diagnostic {
    /// "expected a whole number, found the text “07:00”".
    public static func wrongType(
        _ node: Node, expected: LocalizedText, hint: LocalizedText? = nil
    ) -> Diagnostic {
        let found = node.description
        return .error(
            "wrong-type",
            LocalizedText(
                vi: "cần \(expected.vi), nhưng đây là \(found.vi)",
                en: "expected \(expected.en), found \(found.en)"),
            at: node.range, hint: hint)
    }
}

extension Node {
    /// What this is, for a complaint: "the text “07:00”", "a list".
    public var description: LocalizedText {
        switch kind {
        case .sequence:
            return LocalizedText(vi: "một danh sách", en: "a list")
        case .mapping:
            return LocalizedText(vi: "một khối “khóa: giá trị”", en: "a mapping")
        case .scalar(let scalar):
            let line = scalar.text.prefix { !$0.isNewline }
            let shown = String(line).truncated(to: 40)
            return switch scalar.resolved {
            case .null: LocalizedText(vi: "giá trị trống", en: "nothing")
            case .bool: LocalizedText(vi: "giá trị logic \(shown)", en: "the boolean \(shown)")
            case .int, .double: LocalizedText(vi: "số \(shown)", en: "the number \(shown)")
            case .string: LocalizedText(vi: "chữ “\(shown)”", en: "the text “\(shown)”")
            }
        }
    }
}
