/// A single value as it was written, and what the YAML 1.2 core schema makes of it.
public struct Scalar: Sendable {
    public enum Style: UInt8, Sendable {
        case plain, singleQuoted, doubleQuoted, literal, folded

        var isBlock: Bool { self == .literal || self == .folded }
    }

    /// The value of an untyped scalar.
    public enum Value: Hashable, Sendable {
        case null
        case bool(Bool)
        case int(Int)
        /// Also a whole number too large for `Int`.
        case double(Double)
        case string(String)
    }

    /// Quotes, escapes, folding and indentation removed; in Unicode normalisation form C.
    public let text: String
    public let style: Style
    /// In full, such as `tag:yaml.org,2002:str`; nil when the file gives none.
    public let tag: String?
    /// Where the lines of a text that spans several begin; empty for text on one line.
    let lines: [TextLine]

    public init(_ text: String, style: Style = .plain, tag: String? = nil) {
        self.init(text, style: style, tag: tag, lines: [])
    }

    init(_ text: String, style: Style, tag: String?, lines: [TextLine]) {
        self.text = text
        self.style = style
        self.tag = tag
        self.lines = lines
    }
}

extension Scalar {
    /// The value by the core schema of YAML 1.2.2 (chapter 10.3): only unquoted text can be other
    /// than a string, unless a tag says so.
    public var resolved: Value {
        switch tag {
        case nil: style == .plain ? Self.resolvePlain(text) : .string(text)
        case CoreTag.null, CoreTag.bool, CoreTag.int, CoreTag.float: Self.resolvePlain(text)
        default: .string(text)
        }
    }

    var isNull: Bool {
        // None of the ways to write it is longer than `null`.
        guard text.utf8.count <= 4, case .null = resolved else { return false }
        return true
    }

    private static func resolvePlain(_ text: String) -> Value {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default: break
        }
        // Most plain text is words: one look at the first byte spares it the number grammar.
        guard let first = text.utf8.first, startsNumber(first) else { return .string(text) }
        return CoreNumber.parse(text) ?? .string(text)
    }

    private static func startsNumber(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E
    }
}

/// The tags of the core schema; all others are refused on reading.
enum CoreTag {
    static let prefix = "tag:yaml.org,2002:"
    static let string = prefix + "str"
    static let null = prefix + "null"
    static let bool = prefix + "bool"
    static let int = prefix + "int"
    static let float = prefix + "float"
    static let sequence = prefix + "seq"
    static let mapping = prefix + "map"
}
