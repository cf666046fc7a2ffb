/// Why a text is not JSON, and at which byte.
public struct JSONError: Error, Hashable, Sendable {
    public enum Problem: Hashable, Sendable {
        case unexpectedEnd
        case unexpectedByte(UInt8)
        /// Something stands after the value.
        case trailingContent
        case badNumber
        /// A number beyond what a double can hold.
        case numberOutOfRange
        case badEscape
        /// Half of a surrogate pair, which is no character.
        case loneSurrogate
        /// A control character inside a string; it must be escaped.
        case controlCharacter
        case badUTF8
        case byteOrderMark
        case duplicateName(String)
        case tooDeep(limit: Int)
    }

    /// Bytes before the place, from 0.
    public var offset: Int
    public var problem: Problem

    public init(offset: Int, problem: Problem) {
        self.offset = offset
        self.problem = problem
    }
}

extension JSONError: CustomStringConvertible {
    public var description: String { "byte \(offset): \(message)" }

    /// What is wrong, in English, without the place.
    public var message: String {
        switch problem {
        case .unexpectedEnd: "the text ends before its value does"
        case .unexpectedByte(let byte): "unexpected \(Self.shown(byte))"
        case .trailingContent: "there is more after the value"
        case .badNumber: "not a JSON number"
        case .numberOutOfRange: "the number is too large"
        case .badEscape: "not an escape JSON knows"
        case .loneSurrogate: "half of a surrogate pair"
        case .controlCharacter: "a control character must be escaped"
        case .badUTF8: "not valid UTF-8"
        case .byteOrderMark: "JSON text has no byte order mark"
        case .duplicateName(let name): "the name \"\(name)\" is used twice"
        case .tooDeep(let limit): "nested deeper than \(limit)"
        }
    }

    /// The same in Vietnamese.
    public var messageInVietnamese: String {
        switch problem {
        case .unexpectedEnd: "văn bản kết thúc giữa chừng"
        case .unexpectedByte(let byte): "không mong đợi \(Self.shown(byte))"
        case .trailingContent: "còn nội dung thừa sau giá trị"
        case .badNumber: "không phải số theo JSON"
        case .numberOutOfRange: "số quá lớn"
        case .badEscape: "chuỗi thoát không có trong JSON"
        case .loneSurrogate: "nửa cặp surrogate"
        case .controlCharacter: "ký tự điều khiển phải được viết bằng chuỗi thoát"
        case .badUTF8: "không phải UTF-8 hợp lệ"
        case .byteOrderMark: "văn bản JSON không được có dấu thứ tự byte"
        case .duplicateName(let name): "tên \"\(name)\" xuất hiện hai lần"
        case .tooDeep(let limit): "lồng sâu quá \(limit) tầng"
        }
    }

    private static func shown(_ byte: UInt8) -> String {
        if (0x21...0x7E).contains(byte) {
            return "'\(Unicode.Scalar(byte))'"
        }
        let digits = String(byte, radix: 16, uppercase: true)
        return "0x" + (digits.count == 1 ? "0" : "") + digits
    }
}
