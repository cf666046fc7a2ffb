import Hummingbird
import NIOCore
import WorkflowAccounts
import WorkflowPresentation

/// The fields of a small form, or of a query, as browsers send them
/// (`application/x-www-form-urlencoded`).
struct AccountForm: Sendable {
    private let fields: [(name: String, value: String)]

    /// Longer than any of these forms.
    static let mostBytes = 16 * 1024

    /// - Throws: `Failure` for another type or too long a body.
    init(_ request: Request, upTo mostBytes: Int = Self.mostBytes) async throws {
        let type = request.headers[.contentType] ?? ""
        guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
            throw Failure(
                .usage, "unsupported-media-type", vi: "Cần một biểu mẫu của trang này.",
                en: "A form of this page is expected.")
        }
        do {
            let body = try await request.body.collect(upTo: mostBytes)
            self.init(encoded: String(buffer: body))
        } catch is NIOTooManyBytesError {
            throw Failure(
                .usage, "payload-too-large", vi: "Biểu mẫu quá dài.", en: "The form is too long.")
        }
    }

    init(encoded: String) {
        fields = encoded.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(parts[0]), parts.count > 1 ? Self.decoded(parts[1]) : "")
        }
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next()?.hexDigit, let low = rest.next()?.hexDigit else {
                    break
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The first of that name.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The first of each name.
    var first: [String: String] {
        Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
}

extension UInt8 {
    fileprivate var hexDigit: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
