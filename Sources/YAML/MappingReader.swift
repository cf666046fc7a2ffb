public import Diagnostics

/// Reads a mapping with a fixed set of keys, strictly and without stopping at the first mistake.
///
/// Every key asked for is a known key; `finish()` reports all others. So what a definition may say
/// is written down once, by reading it:
///
///     node.readMapping(LocalizedText(vi: "trạng thái", en: "a state"), sink) { reader in
///         let title = reader.required("title", .localizedText)
///         let owner = reader.optional("owner", .string)
///         …
///     }
///
/// A value left out (`owner:`) or `null` counts as absent.
public struct MappingReader {
    public let node: Node
    public let mapping: Mapping
    /// What the mapping describes, with its article: "a state".
    public let context: LocalizedText
    public let sink: DiagnosticSink
    private var known: [String] = []
    /// Bit `p`: the pair at `p` was asked for. Of what stands behind the last bit it is not known.
    private var asked: UInt64 = 0

    /// Nil, after a complaint, if the node is no mapping.
    public init?(_ node: Node, context: LocalizedText, sink: DiagnosticSink) {
        guard let mapping = node.mapping else {
            let expected = LocalizedText(
                vi: "\(context.vi) (một khối “khóa: giá trị”)", en: "\(context.en) (a mapping)")
            sink.report(.wrongType(node, expected: expected))
            return nil
        }
        self.node = node
        self.mapping = mapping
        self.context = context
        self.sink = sink
        known.reserveCapacity(16)
    }

    public var range: SourceRange { node.range }

    /// Where the key was written, or the whole mapping if it was not.
    public func keyRange(_ key: String) -> SourceRange {
        mapping.keyRange(key) ?? node.range
    }

    /// Where the value was written, or the whole mapping if it was not.
    public func valueRange(_ key: String) -> SourceRange {
        mapping[key]?.range ?? node.range
    }
}

// MARK: - Reading

extension MappingReader {
    /// The value; nil if the key or its value is absent.
    public mutating func optional(_ key: String) -> Node? {
        guard let value = ask(key)?.value, !value.isNull else { return nil }
        return value
    }

    /// The value, which may be null; nil only if the key is absent.
    public mutating func nullable(_ key: String) -> Node? {
        ask(key)?.value
    }

    /// The value; its absence is reported.
    public mutating func required(_ key: String) -> Node? {
        if let value = optional(key) { return value }
        if let pair = mapping.pair(key) {
            sink.error(
                "missing-value",
                LocalizedText(vi: "“\(key)” chưa có giá trị", en: "“\(key)” has no value"),
                at: pair.key.range)
        } else {
            sink.error(
                "missing-key",
                LocalizedText(
                    vi: "thiếu khóa “\(key)” trong \(context.vi)",
                    en: "the key “\(key)” is missing in \(context.en)"),
                at: node.range)
        }
        return nil
    }

    @inlinable
    public mutating func optional<Value>(
        _ key: String, _ decoder: NodeDecoder<Value>
    ) -> Value? {
        guard let value = optional(key) else { return nil }
        return decoder.decode(value, sink)
    }

    /// The default also stands in for a value that was refused.
    @inlinable
    public mutating func optional<Value>(
        _ key: String, _ decoder: NodeDecoder<Value>, default value: Value
    ) -> Value {
        optional(key, decoder) ?? value
    }

    @inlinable
    public mutating func required<Value>(
        _ key: String, _ decoder: NodeDecoder<Value>
    ) -> Value? {
        guard let value = required(key) else { return nil }
        return decoder.decode(value, sink)
    }

    /// Allows a key without reading it here.
    public mutating func know(_ key: String) {
        _ = ask(key)
    }

    private mutating func ask(_ key: String) -> Mapping.Pair? {
        known.append(key)
        guard let place = mapping.place(of: key) else { return nil }
        // Nothing for a place behind the last.
        asked |= 1 << place
        return mapping.pairs[place]
    }

    /// Reports every key that was neither asked for nor is among `others`, with the nearest known
    /// key and the list of all.
    public func finish(allowing others: [String] = []) {
        for (place, pair) in mapping.pairs.enumerated() where asked & (1 << place) == 0 {
            if known.contains(pair.name) || others.contains(pair.name) { continue }
            let allowed = (known + others).reduce(into: [String]()) { names, name in
                if !names.contains(name) { names.append(name) }
            }
            sink.error(
                "unknown-key",
                LocalizedText(
                    vi: "không có khóa “\(pair.name)” trong \(context.vi)",
                    en: "unknown key “\(pair.name)” in \(context.en)"),
                at: pair.key.range,
                hint: Diagnostic.suggestion(for: pair.name, in: allowed))
        }
    }
}

extension Node {
    /// Reads this mapping by its keys and reports those that `body` did not ask for. Nil, after a
    /// complaint, if this is no mapping.
    @inlinable
    public func readMapping<Value>(
        _ context: LocalizedText, _ sink: DiagnosticSink,
        _ body: (inout MappingReader) -> Value
    ) -> Value? {
        guard var reader = MappingReader(self, context: context, sink: sink) else { return nil }
        let value = body(&reader)
        reader.finish()
        return value
    }
}

extension NodeDecoder {
    /// A mapping with a fixed set of keys; `read` answers nil after a complaint.
    @inlinable
    public static func mapping(
        _ context: LocalizedText, _ read: @escaping (inout MappingReader) -> Value?
    ) -> Self {
        Self(expected: context) { node, sink in
            node.readMapping(context, sink, read) ?? nil
        }
    }
}
