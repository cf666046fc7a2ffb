/// A stretch of one line of a text file: what the caret underlines.
public struct SourceRange: Hashable, Sendable {
    public var start: SourceLocation
    /// In Unicode scalars, at least 1, so that even an empty value can be pointed at.
    public private(set) var length: Int

    /// A length below 1 is taken as 1.
    public init(start: SourceLocation, length: Int = 1) {
        self.start = start
        self.length = max(1, length)
    }

    public init(file: String, line: Int, column: Int, length: Int = 1) {
        self.init(
            start: SourceLocation(file: file, line: line, column: column), length: length)
    }
}

extension SourceRange: Comparable {
    public static func < (left: SourceRange, right: SourceRange) -> Bool {
        (left.start, left.length) < (right.start, right.length)
    }
}
