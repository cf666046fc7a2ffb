import CEL
import Diagnostics
import WorkflowModel
import YAML

extension ExpressionCompiler {
    /// What the language found, said in both languages, with the nearest fix.
    func diagnostic(_ issue: Issue, in source: String, at range: SourceRange) -> Diagnostic {
        if case .host(let code, _) = issue.kind {
            return hostDiagnostic(code, Self.literal(issue.range, in: source), at: range)
        }
        let (code, message) = Self.describe(issue.kind)
        return .error(code, message, at: range, hint: hint(issue))
    }

    private func hint(_ issue: Issue) -> LocalizedText? {
        if let suggestion = issue.suggestion {
            return LocalizedText(
                vi: "có phải ý bạn là “\(suggestion)”?", en: "did you mean “\(suggestion)”?")
        }
        switch issue.kind {
        case .undefinedField(let name, .object(ItemObject.typeName)):
            return Diagnostic.suggestion(for: name, in: fields.map(\.name))
        case .undeclaredVariable(let name):
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
                LocalizedText(
                    vi: "“\(name)” không phải là một ngày có thật",
                    en: "“\(name)” is not a date that exists"),
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

    private static func describe(_ kind: Issue.Kind) -> (code: String, LocalizedText) {
        switch kind {
        case .undeclaredVariable(let name):
            return (
                "unknown-variable",
                LocalizedText(vi: "không có biến “\(name)”", en: "there is no variable “\(name)”")
            )
        case .undeclaredFunction(let name):
            return (
                "unknown-function",
                LocalizedText(vi: "không có hàm “\(name)”", en: "there is no function “\(name)”")
            )
        case .undefinedField(let name, let type):
            return (
                "unknown-field",
                LocalizedText(
                    vi: "“\(type)” không có trường “\(name)”",
                    en: "“\(type)” has no field “\(name)”")
            )
        case .noFields(let type):
            return (
                "unknown-field",
                LocalizedText(
                    vi: "giá trị kiểu \(type) không có trường nào",
                    en: "a value of type \(type) has no fields")
            )
        case .typeMismatch(let expected, let found):
            return (
                "type-mismatch",
                LocalizedText(
                    vi: "cần kiểu \(expected), nhưng biểu thức cho kiểu \(found)",
                    en: "expected \(expected), but the expression gives \(found)")
            )
        case .noMatchingOverload(let function, let arguments):
            return noOverload(function, arguments)
        case .notIndexable(let type):
            return (
                "type-mismatch",
                LocalizedText(
                    vi: "không lấy được phần tử của giá trị kiểu \(type)",
                    en: "a value of type \(type) has no elements")
            )
        case .notIterable(let type):
            return (
                "type-mismatch",
                LocalizedText(
                    vi: "không duyệt được giá trị kiểu \(type)",
                    en: "a value of type \(type) cannot be gone through")
            )
        case .invalidMapKey(let type):
            return (
                "type-mismatch",
                LocalizedText(
                    vi: "giá trị kiểu \(type) không làm khóa được",
                    en: "a value of type \(type) cannot be a key")
            )
        case .duplicateVariable(let name):
            return (
                "duplicate-variable",
                LocalizedText(
                    vi: "biến “\(name)” được khai hai lần",
                    en: "the variable “\(name)” is declared twice")
            )
        case .invalidMacroArgument(let macro, _):
            return (
                "bad-argument",
                LocalizedText(
                    vi: "\(macro)() không nhận tham số viết như thế này",
                    en: "\(macro)() does not take an argument written like this")
            )
        case .invalidArgument(let function, let reason):
            return (
                "bad-argument",
                LocalizedText(
                    vi: "tham số của \(function)() không hợp lệ: \(reason)",
                    en: "the argument of \(function)() is not valid: \(reason)")
            )
        default:
            return ("cel-syntax", syntax(kind))
        }
    }

    private static func noOverload(
        _ function: String, _ arguments: [CELType]
    ) -> (code: String, LocalizedText) {
        let types = arguments.map(\.description)
        // An operator is a function whose name shows where its operands stand: `_+_`.
        let isOperator = function.contains("_") && !function.contains(where: \.isLetter)
        let symbol = function.filter { $0 != "_" }
        if function == "@in" || (isOperator && types.count == 2) {
            let shown = function == "@in" ? "in" : symbol
            return (
                "type-mismatch",
                LocalizedText(
                    vi: "không dùng được “\(shown)” giữa kiểu \(types.first ?? "") và kiểu "
                        + (types.last ?? ""),
                    en: "“\(shown)” cannot stand between \(types.first ?? "") and "
                        + (types.last ?? ""))
            )
        }
        let list = types.joined(separator: ", ")
        let shown = isOperator ? symbol : function
        return (
            "type-mismatch",
            LocalizedText(
                vi: "“\(shown)” không nhận tham số kiểu (\(list))",
                en: "“\(shown)” does not take (\(list))")
        )
    }

    private static func syntax(_ kind: Issue.Kind) -> LocalizedText {
        switch kind {
        case .unexpectedCharacter(let character):
            LocalizedText(
                vi: "ký tự “\(character)” không dùng được trong biểu thức",
                en: "“\(character)” cannot stand in an expression")
        case .unterminatedLiteral:
            LocalizedText(
                vi: "chuỗi chữ thiếu dấu nháy đóng", en: "the text has no closing quote")
        case .invalidEscape(let escape):
            LocalizedText(
                vi: "cách viết “\(escape)” trong chuỗi không hợp lệ",
                en: "“\(escape)” is not valid in a text")
        case .malformedNumber:
            LocalizedText(vi: "số viết không đúng", en: "the number is malformed")
        case .numberOutOfRange:
            LocalizedText(vi: "số quá lớn", en: "the number is out of range")
        case .unexpectedToken(let found, let expected):
            unexpectedToken(found, expected)
        case .reservedWord(let word):
            LocalizedText(
                vi: "“\(word)” là từ dành riêng của ngôn ngữ", en: "“\(word)” is a reserved word")
        case .messageConstruction:
            LocalizedText(
                vi: "không tạo được đối tượng trong biểu thức",
                en: "objects cannot be made in an expression")
        case .nestingTooDeep(let limit):
            LocalizedText(
                vi: "biểu thức lồng nhau quá \(limit) bậc",
                en: "the expression nests more than \(limit) levels deep")
        case .sourceTooLong(let limit):
            LocalizedText(
                vi: "biểu thức dài quá \(limit) byte",
                en: "the expression is longer than \(limit) bytes")
        default:
            LocalizedText(vi: "biểu thức không hợp lệ", en: "the expression is not valid")
        }
    }

    private static func unexpectedToken(_ found: String, _ expected: String) -> LocalizedText {
        found.isEmpty
            ? LocalizedText(
                vi: "biểu thức chưa hết (còn thiếu \(expected))",
                en: "expected \(expected), but the expression ends")
            : LocalizedText(
                vi: "không hiểu “\(found)” ở đây (cần \(expected))",
                en: "expected \(expected), found “\(found)”")
    }
}
