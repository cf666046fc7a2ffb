import CEL
import Diagnostics
import WorkflowModel

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
        /// The fault's range is that of the whole expression.
        case expression(String, [Issue])
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
    /// One complaint; several for an expression with several faults.
    func diagnostics(in cell: some TableCell, sink: DiagnosticSink) -> [Diagnostic] {
        guard case .expression(let source, let issues) = kind else { return [diagnostic(in: cell)] }
        let compiler = ExpressionCompiler(sink: sink)
        return issues.map { issue in
            let part = source.scalarRange(ofUTF8: issue.range)
            let place = cell.range(
                ofText: range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound)
            return compiler.diagnostic(issue, in: source, at: place)
        }
    }

    private func diagnostic(in cell: some TableCell) -> Diagnostic {
        // Where something is missing, the character before shows where.
        let place = cell.range(
            ofText: range.isEmpty ? max(0, range.lowerBound - 1)..<max(1, range.lowerBound) : range)
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
            LocalizedText(
                vi: "quá nhiều not(…) lồng nhau", en: "too many not(…) inside one another")
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
}

extension ExpressionCompiler {
    /// For the complaints about expressions that see no item.
    fileprivate init(sink: DiagnosticSink) {
        self.init(
            fields: [], names: ExpressionNames(states: [:], actions: [:], tables: [:]), sink: sink)
    }
}
