import Base64
import Diagnostics
import HTTPTypes
import Hummingbird
import JSON
import WorkflowCommands
import WorkflowPresentation

/// One page of a list: where it begins and how long it is.
struct ListPage {
    static let usualLimit = 50
    private static let mostLimit: Int64 = 500

    static let limitParameter = Endpoint.Parameter.query(
        "limit", "How many at most; by default \(usualLimit).", .integer(1...mostLimit))

    static let parameters: [Endpoint.Parameter] = [
        limitParameter, .query("cursor", "The `next` of the page before.", .text(1...400)),
    ]

    let limit: Int
    /// What the page before ended with, as `end` was given.
    let after: String?
    private let call: APICall

    init(_ call: APICall) throws(Failure) {
        self.call = call
        limit = call.number("limit") ?? Self.usualLimit
        guard let cursor = call.query("cursor") else {
            after = nil
            return
        }
        guard let bytes = Base64.url.decode(cursor),
            let text = String(validating: bytes, as: UTF8.self), text.hasPrefix(Self.mark)
        else {
            throw Failure(
                .usage, "bad-cursor",
                LocalizedText(
                    vi: "Con trỏ trang không phải của danh sách này.",
                    en: "The cursor is not one of this list."),
                hint: LocalizedText(
                    vi: "gửi nguyên văn giá trị next của trang trước",
                    en: "send the next of the page before as it is"))
        }
        after = String(text.dropFirst(Self.mark.count))
    }

    /// - Parameters:
    ///   - members: of the answer.
    ///   - end: what the page ended with, when there is more.
    func answer(_ members: JSONObject, endingWith end: String?) -> APIAnswer {
        var members = members
        guard let end else {
            members["next"] = .null
            return .json(.object(members))
        }
        let cursor = Self.cursor(end)
        members["next"] = .string(cursor)
        var queries = call.queries
        queries["cursor"] = cursor
        let query = queries.sorted { $0.key < $1.key }
            .map { "\(PercentEncoding.encode($0.key))=\(PercentEncoding.encode($0.value))" }
            .joined(separator: "&")
        return .json(
            .object(members),
            headers: [.link: "<\(call.request.uri.path)?\(query)>; rel=\"next\""])
    }

    /// Opaque to clients, so that what it holds can change.
    private static func cursor(_ end: String) -> String {
        Base64.url.encode(Array((mark + end).utf8))
    }

    private static let mark = "1:"
}
