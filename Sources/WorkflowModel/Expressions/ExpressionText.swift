public import Diagnostics

/// CEL not yet compiled, and where it was written.
public struct ExpressionText: Hashable, Sendable {
    public var source: String
    /// The scalar in its file, quotes included.
    public var range: SourceRange

    public init(_ source: String, at range: SourceRange) {
        self.source = source
        self.range = range
    }

    /// Where a part of the source stands in the file: exact for text on one line without escapes,
    /// otherwise the whole scalar. `part` counts Unicode scalars.
    public func range(of part: Range<Int>) -> SourceRange {
        let count = source.unicodeScalars.count
        let quotes = range.length - count
        guard quotes == 0 || quotes == 2, part.lowerBound <= count else { return range }
        return SourceRange(
            start: range.start.advanced(by: quotes / 2 + part.lowerBound), length: part.count)
    }
}
