public import CEL
public import Diagnostics

/// A compiled CEL expression and where it was written.
public final class Expression: Sendable {
    public let program: Program
    public let range: SourceRange

    package init(program: Program, range: SourceRange) {
        self.program = program
        self.range = range
    }

    public var source: String { program.source }
}

/// A code written down, or CEL that gives one.
public enum CodeSource: Sendable {
    case code(String)
    case expression(Expression)
    /// `item.FIELD` and nothing more: the field of this index.
    case field(Int)
}
