public import Diagnostics

extension NodeDecoder {
    /// A list of values. One that cannot be read is reported and left out, so that the others are
    /// still checked.
    @inlinable
    public static func list<Element>(
        of element: NodeDecoder<Element>
    ) -> NodeDecoder<[Element]> where Value == [Element] {
        let expected = LocalizedText(
            vi: "một danh sách (\(element.expected.vi))",
            en: "a list (\(element.expected.en))")
        return NodeDecoder(expected: expected) { node, sink in
            guard let nodes = node.sequence else {
                sink.report(.wrongType(node, expected: expected))
                return nil
            }
            return nodes.compactMap { element.decode($0, sink) }
        }
    }

    /// A list, or one value standing for a list of one.
    @inlinable
    public static func oneOrMore<Element>(
        of element: NodeDecoder<Element>
    ) -> NodeDecoder<[Element]> where Value == [Element] {
        let expected = LocalizedText(
            vi: "\(element.expected.vi) hoặc một danh sách",
            en: "\(element.expected.en) or a list")
        return NodeDecoder(expected: expected) { node, sink in
            if let nodes = node.sequence {
                return nodes.compactMap { element.decode($0, sink) }
            }
            return element.decode(node, sink).map { [$0] }
        }
    }

    /// A mapping whose keys the user chooses, in the order written.
    @inlinable
    public static func entries<Element>(
        of element: NodeDecoder<Element>
    ) -> NodeDecoder<[Entry<Element>]> where Value == [Entry<Element>] {
        let expected = LocalizedText(
            vi: "một khối “khóa: giá trị”", en: "a mapping of names to values")
        return NodeDecoder(expected: expected) { node, sink in
            guard let mapping = node.mapping else {
                sink.report(.wrongType(node, expected: expected))
                return nil
            }
            return mapping.pairs.compactMap { pair in
                element.decode(pair.value, sink).map {
                    Entry(name: Located(pair.name, at: pair.key.range), value: $0)
                }
            }
        }
    }
}

/// One key the user chose, with its value.
public struct Entry<Value> {
    public var name: Located<String>
    public var value: Value

    @inlinable
    public init(name: Located<String>, value: Value) {
        self.name = name
        self.value = value
    }
}

extension Entry: Sendable where Value: Sendable {}
extension Entry: Equatable where Value: Equatable {}
