public import Diagnostics

/// A value in a YAML file that knows where it was written.
///
/// Aliases are already replaced by what they stand for; the copy's place is the anchor's.
///
/// A class, though it never changes: whoever reads a definition passes nodes on and on, and a
/// struct of this size would be copied, with all it holds counted, every time.
public final class Node: Sendable {
    public enum Kind: Sendable {
        case scalar(Scalar)
        case sequence([Node])
        case mapping(Mapping)
    }

    public let kind: Kind
    private let file: String
    // A large file has a node for every few bytes of text, so places are kept small.
    private let startLine: UInt32
    private let startColumn: UInt32
    private let endLine: UInt32
    private let endColumn: UInt32
    private let length: UInt32

    /// `range` is what a caret should underline; `end` is just behind the last character, possibly
    /// lines further down, and is the end of `range` when not given.
    public init(_ kind: Kind, range: SourceRange, end: SourceLocation? = nil) {
        let end = end ?? range.start.advanced(by: range.length)
        self.kind = kind
        file = range.start.file
        startLine = UInt32(clamping: range.start.line)
        startColumn = UInt32(clamping: range.start.column)
        endLine = UInt32(clamping: end.line)
        endColumn = UInt32(clamping: end.column)
        length = UInt32(clamping: range.length)
    }

    /// The same from the marks of the reader.
    init(_ kind: Kind, file: String, start: Mark, length: Int, end: Mark) {
        self.kind = kind
        self.file = file
        startLine = UInt32(clamping: start.line)
        startColumn = UInt32(clamping: start.column)
        endLine = UInt32(clamping: end.line)
        endColumn = UInt32(clamping: end.column)
        self.length = UInt32(clamping: max(1, length))
    }

    /// The value's first line: all of a value on one line, the header of a block of text, the
    /// first key of a block mapping.
    public var range: SourceRange {
        SourceRange(start: start, length: Int(length))
    }

    public var start: SourceLocation {
        SourceLocation(file: file, line: Int(startLine), column: Int(startColumn))
    }

    func starts(at mark: Mark) -> Bool {
        Int(startLine) == mark.line && Int(startColumn) == mark.column
    }

    /// Just behind the value's last character.
    public var end: SourceLocation {
        SourceLocation(file: file, line: Int(endLine), column: Int(endColumn))
    }
}

extension Node {
    public var scalar: Scalar? {
        if case .scalar(let scalar) = kind { scalar } else { nil }
    }

    public var sequence: [Node]? {
        if case .sequence(let nodes) = kind { nodes } else { nil }
    }

    public var mapping: Mapping? {
        if case .mapping(let mapping) = kind { mapping } else { nil }
    }

    /// The value under `key`; nil when this is no mapping or has no such key.
    public subscript(key: String) -> Node? {
        mapping?[key]
    }

    /// True for a value left out, `~` or `null`, unquoted.
    public var isNull: Bool {
        if case .scalar(let scalar) = kind { scalar.isNull } else { false }
    }

    /// Any scalar but null, as written: `no`, `07:00`, `2021-04-14` and `1_000` are text to whoever
    /// asks for text.
    public var string: String? {
        guard case .scalar(let scalar) = kind, !scalar.isNull else { return nil }
        return scalar.text
    }

    /// A whole number in the notations of the YAML 1.2 core schema: `-12`, `0o17`, `0x1F`. A
    /// leading zero means nothing: `0777` is 777.
    public var int: Int? {
        if case .int(let value)? = scalar?.resolved { value } else { nil }
    }

    /// A number, whole or not; nil for `.inf` and `.nan`, which no definition has a use for.
    public var double: Double? {
        switch scalar?.resolved {
        case .int(let value)?: Double(value)
        case .double(let value)? where value.isFinite: value
        default: nil
        }
    }

    /// `true` or `false` (also `True`, `TRUE` …); never `yes`, `no`, `on`, `off`.
    public var bool: Bool? {
        if case .bool(let value)? = scalar?.resolved { value } else { nil }
    }
}
