package import CEL
package import Diagnostics

extension Issue.Kind {
    /// A stable code, and a sentence in both languages, for what the language found wrong with an expression.
    package var finding: (code: String, message: LocalizedText) {
        switch self {
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
            return Self.noOverload(function, arguments)
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
                    vi: "tham số của \(function)() không hợp lệ: \(reason.text.vi)",
                    en: "the argument of \(function)() is not valid: \(reason.text.en)")
            )
        default:
            return ("cel-syntax", syntax)
        }
    }

    private static func noOverload(
        _ function: String, _ arguments: [CELType]
    ) -> (code: String, LocalizedText) {
        // An operator is a function whose name may show where its operands stand: `_+_`, `@in`.
        let symbol = function.filter { $0 != "_" && $0 != "@" }
        let isOperator = symbol == "in" || !symbol.contains(where: \.isLetter)
        if isOperator, let first = arguments.first, let last = arguments.last, arguments.count == 2
        {
            return (
                "type-mismatch",
                LocalizedText(
                    vi: "không dùng được “\(symbol)” giữa kiểu \(first) và kiểu \(last)",
                    en: "“\(symbol)” cannot stand between \(first) and \(last)")
            )
        }
        let list = arguments.map(\.description).joined(separator: ", ")
        let shown = isOperator ? symbol : function
        return (
            "type-mismatch",
            LocalizedText(
                vi: "“\(shown)” không nhận tham số kiểu (\(list))",
                en: "“\(shown)” does not take (\(list))")
        )
    }

    private var syntax: LocalizedText {
        switch self {
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
            Self.unexpectedToken(found, expected)
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
                vi: "biểu thức chưa hết: còn thiếu \(vietnamese(expected))",
                en: "expected \(expected), but the expression ends")
            : LocalizedText(
                vi: "không hiểu “\(found)” ở đây: cần \(vietnamese(expected))",
                en: "expected \(expected), found “\(found)”")
    }

    /// What the parser says it misses, apart from punctuation.
    private static func vietnamese(_ expected: String) -> String {
        switch expected {
        case "an expression": "một biểu thức"
        case "a name": "một tên"
        case "a field or function name": "tên một trường hoặc một hàm"
        case "an operator": "một phép toán"
        default: expected.replacingWord("or", by: "hoặc")
        }
    }
}

extension String {
    fileprivate func replacingWord(_ word: String, by other: String) -> String {
        split(separator: " ", omittingEmptySubsequences: false)
            .map { $0 == word ? other : String($0) }.joined(separator: " ")
    }
}
