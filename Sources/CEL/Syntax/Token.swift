/// A word of the language and where it stands.
struct Token {
    enum Kind: Equatable {
        case end
        case identifier
        /// Between backticks; only a field name may be written so.
        case quotedIdentifier
        case int
        case uint
        case double
        case string
        case bytes
        case binary(Operator)
        case and, or, not, question, colon, comma, dot
        case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
        case `in`, `true`, `false`, null
    }

    var kind: Kind
    var span: Span
}

/// A half-open range of UTF-8 offsets, small enough to keep one for each node.
struct Span: Equatable, Sendable {
    var start: Int32
    var end: Int32

    init(_ start: Int, _ end: Int) {
        self.start = Int32(truncatingIfNeeded: start)
        self.end = Int32(truncatingIfNeeded: end)
    }

    var range: Range<Int> { Int(start)..<Int(end) }
}
