import CEL
import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

extension ExpressionCompiler {
    /// What the language found, said in both languages, with the nearest fix.
    func diagnostic(_ issue: Issue, in source: String, at range: SourceRange) -> Diagnostic {
        if case .host(let code, _) = issue.kind {
            return hostDiagnostic(code, Self.literal(issue.range, in: source), at: range)
        }
        let (code, message) = issue.kind.finding
        return .error(code, message, at: range, hint: hint(issue))
    }

    private func hint(_ issue: Issue) -> LocalizedText? {
        if let suggestion = issue.suggestion {
            return LocalizedText(
                vi: "có phải ý bạn là “\(suggestion)”?", en: "did you mean “\(suggestion)”?")
        }
        switch issue.kind {
        case .undeclaredFunction(let name):
            return Diagnostic.suggestion(for: name, in: Self.functions)
        case .noMatchingOverload(_, let types) where types.contains(.string):
            return literalHint(types)
        case .undefinedField(let name, .object(ItemObject.typeName)):
            return Diagnostic.suggestion(for: name, in: fields.map(\.name))
        case .undeclaredVariable(let name):
            if name == "each" || name == "n" {
                return LocalizedText(
                    vi: "“n” và “each” chỉ có trong “fields” của “children”, “each” chỉ khi có "
                        + "“for_each”",
                    en: "“n” and “each” are there in the “fields” of “children” alone, “each” "
                        + "only beside “for_each”")
            }
            if fields.contains(where: { $0.name == name }) {
                return LocalizedText(
                    vi: "trường này viết là item.\(name)", en: "the field is written item.\(name)")
            }
            return LocalizedText(
                vi: "nếu là chữ, đặt trong dấu nháy đơn: '\(name)'",
                en: "if it is meant as text, put it in single quotes: '\(name)'")
        default:
            return issue.hint.map { LocalizedText($0) }
        }
    }

    /// The functions a definition mostly uses; those that macros make are known to nobody else.
    private static let functions = [
        "visited", "in_state", "last", "table", "working_days_between", "add_working_days",
        "date", "limit", "superior", "reaches", "has", "size", "matches", "startsWith", "endsWith",
        "contains", "all", "exists", "filter", "map", "int", "double", "string", "timestamp",
        "duration",
    ]

    /// Dates and limits written as text.
    private func literalHint(_ types: [CELType]) -> LocalizedText? {
        if types.contains(DateValue.type) {
            return LocalizedText(
                vi: "viết ngày là date('2021-12-20')", en: "write a date as date('2021-12-20')")
        }
        guard types.contains(LimitValue.type) else { return nil }
        return LocalizedText(
            vi: "viết thời hạn là limit('10 ngày làm việc')",
            en: "write a limit as limit('10 working days')")
    }

    /// The complaints of the macros; `name` is the literal they were given.
    private func hostDiagnostic(
        _ code: String, _ name: String, at range: SourceRange
    ) -> Diagnostic {
        switch code {
        case ExpressionIssue.unknownState:
            .unknownName(name, in: names.states.keys.sorted(), .aState, at: range)
        case ExpressionIssue.unknownAction:
            .unknownName(name, in: names.actions.keys.sorted(), .anAction, at: range)
        case ExpressionIssue.unknownTable:
            .unknownName(name, in: names.tables.keys.sorted(), .aTable, at: range)
        case ExpressionIssue.badDate:
            .error(
                code,
                CalendarDate.absence(of: name)
                    ?? LocalizedText(
                        vi: "“\(name)” không phải là một ngày", en: "“\(name)” is not a date"),
                at: range,
                hint: LocalizedText(
                    vi: "viết 2021-12-20 hoặc 20/12/2021", en: "write 2021-12-20 or 20/12/2021"))
        case ExpressionIssue.badLimit:
            .error(
                code,
                LocalizedText(
                    vi: "“\(name)” không phải là một thời hạn", en: "“\(name)” is not a limit"),
                at: range,
                hint: LocalizedText(
                    vi: "viết như 10 ngày làm việc, 30 ngày, 2 tháng",
                    en: "write it like 10 working days, 30 days, 2 months"))
        default:
            .error(
                code,
                LocalizedText(
                    vi: "ở đây phải viết thẳng một tên trong dấu nháy đơn",
                    en: "a name must be written out here, in single quotes"),
                at: range)
        }
    }

    /// The text between the quotes of a literal.
    private static func literal(_ range: Range<Int>, in source: String) -> String {
        let bytes = Array(source.utf8)
        let inside = range.clamped(to: 0..<bytes.count).dropFirst().dropLast()
        return String(decoding: inside.map { bytes[$0] }, as: UTF8.self)
    }
}
