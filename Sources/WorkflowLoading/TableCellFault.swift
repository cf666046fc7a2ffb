import CEL
import Diagnostics
import WorkflowModel
import YAML

/// What is wrong with the text of a cell.
struct CellFault: Error {
    enum Kind {
        case wrongLiteral(String, DecisionTable.ColumnType)
        case unlisted(String, DecisionTable.Input)
        case missingLiteral
        case noOrder(DecisionTable.ColumnType)
        case emptyInterval
        case noDots
        case unclosed(String)
        case unexpected(String)
        case badOperator
        case tooDeep
        case emptyExpression
        /// `start`: where the expression begins in the cell.
        case expression([Issue], start: Int)
    }

    let kind: Kind
    /// In Unicode scalars of the cell's text.
    let range: Range<Int>

    init(_ kind: Kind, range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}

extension CellFault {
    func diagnostic(in cell: Node) -> Diagnostic {
        let place = cell.range(ofText: range.isEmpty ? 0..<max(1, range.upperBound) : range)
        switch kind {
        case .wrongLiteral(let text, let type):
            return .error(
                "wrong-type",
                LocalizedText(
                    vi: "cần \(type.name.vi), nhưng đây là “\(text)”",
                    en: "expected \(type.name.en), found “\(text)”"),
                at: place, hint: Self.literalHint(text, type))
        case .unlisted(let text, let input):
            return .unlisted(text, in: input.values, column: input.name, at: place)
        case .missingLiteral:
            return .error(
                "bad-cell", LocalizedText(vi: "thiếu giá trị ở đây", en: "a value is missing here"),
                at: place)
        case .noOrder(let type):
            return .error(
                "no-order",
                LocalizedText(
                    vi: "giá trị kiểu “\(type.word)” không so sánh lớn nhỏ được",
                    en: "values of type “\(type.word)” have no order"),
                at: place)
        case .emptyInterval:
            return .error(
                "empty-interval",
                LocalizedText(
                    vi: "không giá trị nào nằm trong khoảng này",
                    en: "no value lies in this interval"),
                at: place,
                hint: LocalizedText(
                    vi: "viết số nhỏ trước: [1..5]", en: "write the lower end first: [1..5]"))
        case .expression(let issues, let start):
            return expressionDiagnostic(issues, start: start, in: cell)
        default:
            return .error("bad-cell", syntaxMessage, at: place, hint: Self.syntaxHint)
        }
    }

    private var syntaxMessage: LocalizedText {
        switch kind {
        case .noDots:
            LocalizedText(vi: "khoảng cần “..” ở giữa", en: "an interval needs “..” in the middle")
        case .unclosed(let mark):
            LocalizedText(vi: "thiếu “\(mark)” ở cuối", en: "the closing “\(mark)” is missing")
        case .unexpected(let text):
            LocalizedText(vi: "không hiểu “\(text)” ở đây", en: "“\(text)” makes no sense here")
        case .badOperator:
            LocalizedText(
                vi: "bằng thì chỉ viết giá trị; khác thì viết not(…)",
                en: "write the value alone for equal, and not(…) for unequal")
        case .tooDeep:
            LocalizedText(vi: "quá nhiều not(…) lồng nhau", en: "too many not(…) inside one another")
        default:
            LocalizedText(vi: "thiếu biểu thức sau “=”", en: "there is no expression after “=”")
        }
    }

    private static let syntaxHint = LocalizedText(
        vi: "một ô: -, giá trị, < <= > >= giá trị, [1..5), các giá trị cách nhau bởi dấu phẩy, "
            + "not(…), = CEL",
        en: "a cell: -, a value, < <= > >= a value, [1..5), several with commas, not(…), = CEL")

    /// A literal with quotes or separators that the column's type does not take.
    private static func literalHint(
        _ text: String, _ type: DecisionTable.ColumnType
    ) -> LocalizedText? {
        let digits = text.filter { !"_ ,.'\"".contains($0) }
        guard digits != text, type.literal(digits) != nil else { return nil }
        return LocalizedText(vi: "viết \(digits)", en: "write \(digits)")
    }

    private func expressionDiagnostic(
        _ issues: [Issue], start: Int, in cell: Node
    ) -> Diagnostic {
        let issue = issues[0]
        return .error(
            "bad-expression", LocalizedText(issue.message),
            at: cell.range(ofText: range), hint: issue.hint.map { LocalizedText($0) })
    }
}
