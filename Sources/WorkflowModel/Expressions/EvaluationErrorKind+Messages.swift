package import CEL
package import Diagnostics

extension EvaluationError {
    /// Why the expression has no value, in a sentence without its place.
    package var text: LocalizedText { kind.text }

    /// An error of a function of workflows, said in both languages.
    package init(_ code: Code, _ text: LocalizedText) {
        self.init(code, text.en, translations: ["vi": text.vi])
    }
}

extension EvaluationError.Kind {
    package var text: LocalizedText { LocalizedText(vi: vietnamese, en: message) }

    private var vietnamese: String {
        switch self {
        case .noMatchingOverload("", _): "kiểu của giá trị không hợp"
        case .noMatchingOverload(let function, let arguments):
            "“\(function)” không nhận giá trị kiểu "
                + "(\(arguments.map(\.runtimeName).joined(separator: ", ")))"
        case .typeMismatch(let expected, let found):
            "cần kiểu \(expected.runtimeName), nhưng gặp kiểu \(found.runtimeName)"
        case .notIterable(let type): "không duyệt được giá trị kiểu \(type.runtimeName)"
        case .notSortable: "chỉ sắp xếp được các phần tử cùng một kiểu có thứ tự"
        case .noSuchKey(let key): "không có khóa \(key)"
        case .noSuchField(let field): "không có trường “\(field)”"
        case .indexOutOfRange(let index): "không có vị trí \(index)"
        case .cannotSlice(let start, let end): "không cắt được từ \(start) đến \(end)"
        case .divisionByZero: "chia cho 0"
        case .overflow(let type): "kết quả vượt quá phạm vi của kiểu \(type)"
        case .invalidArgument(let reason): reason.vietnamese
        case .duplicateKey(let key): "khóa \(key) xuất hiện hai lần"
        case .invalidKey(let type): "giá trị kiểu \(type.runtimeName) không làm khóa được"
        case .noValue: "giá trị tùy chọn đang trống"
        case .unbound(let name): "biến “\(name)” chưa có giá trị"
        case .fault(let kind): kind.finding.message.vi
        case .costLimit: "biểu thức tốn quá nhiều công tính"
        case .host(_, let message, let translations): translations["vi"] ?? message
        }
    }
}

extension EvaluationError.Kind.Argument {
    fileprivate var vietnamese: String {
        switch self {
        case .notConvertible(let text, let type):
            "“\(text)” không đọc được thành \(type.vietnameseName)"
        case .notUTF8: "dãy byte không phải UTF-8"
        case .notBase64: "chuỗi không phải base64"
        case .pattern(let fault): "biểu thức chính quy sai: \(fault.vietnamese)"
        case .unknownTimeZone(let name): "không có múi giờ “\(name)”"
        case .emptyList: "danh sách rỗng"
        case .negativeDepth: "độ sâu là số âm"
        case .negativeShift(let count): "số bit cần dịch là số âm: \(count)"
        case .startAfterEnd(let start, let end): "vị trí đầu \(start) ở sau vị trí cuối \(end)"
        case .formatEndsWithinClause: "mẫu định dạng kết thúc giữa chừng"
        case .formatNeedsMoreValues: "mẫu định dạng cần nhiều giá trị hơn"
        case .precisionTooGreat(let limit): "số chữ số thập phân lớn hơn \(limit)"
        case .unknownClause(let clause): "không có cách định dạng “%\(clause)”"
        case .clauseDoesNotFit(let clause, let type):
            "“%\(clause)” không định dạng được giá trị kiểu \(type.runtimeName)"
        }
    }
}

extension PatternFault {
    fileprivate var vietnamese: String {
        switch self {
        case .missingParenthesis: "thiếu “)”"
        case .unexpectedParenthesis: "thừa “)”"
        case .missingBracket: "thiếu “]”"
        case .nestedTooDeeply: "lồng nhau quá sâu"
        case .nothingToRepeat: "không có gì để lặp"
        case .repeatedRepetition: "lặp một phép lặp"
        case .badRepetition: "số lần lặp không hợp lệ"
        case .badGroupName: "tên nhóm không hợp lệ"
        case .unknownGroup(let text): "không có cách viết nhóm “(?\(text)”"
        case .endsWithBackslash: "dấu “\\” ở cuối"
        case .unknownClass(let name): "không có lớp ký tự “\(name)”"
        case .unknownEscape(let escape): "không có cách viết “\(escape)”"
        case .badHexadecimal: "mã thập lục phân không hợp lệ"
        case .badRange: "khoảng ký tự trong ngoặc vuông không hợp lệ"
        case .tooLarge: "quá lớn"
        }
    }
}

extension CELType {
    fileprivate var vietnameseName: String {
        switch self {
        case .bool: "true hoặc false"
        case .int: "số nguyên"
        case .uint: "số nguyên không âm"
        case .double: "số"
        case .timestamp: "thời điểm"
        case .duration: "khoảng thời gian"
        default: "kiểu \(self)"
        }
    }
}
