import Diagnostics
import YAML

/// A cell of a table as a file has it: a node of YAML, or what stands between two separators of
/// CSV.
protocol TableCell {
    /// Nil for what is no text, such as a list.
    var string: String? { get }
    var range: SourceRange { get }
    /// What this is, for a complaint: "the text “07:00”", "a list".
    var description: LocalizedText { get }
    /// Where a part of the text was written; the part counts Unicode scalars.
    func range(ofText part: Range<Int>) -> SourceRange
}

extension Node: TableCell {}

extension Diagnostic {
    /// "expected a date, found the text “soon”".
    static func wrongType(
        _ cell: some TableCell, expected: LocalizedText, hint: LocalizedText? = nil
    ) -> Diagnostic {
        let found = cell.description
        return .error(
            "wrong-type",
            LocalizedText(
                vi: "cần \(expected.vi), nhưng đây là \(found.vi)",
                en: "expected \(expected.en), found \(found.en)"),
            at: cell.range, hint: hint)
    }
}
