import Diagnostics
import HTTPTypes
import JSON
import WorkflowEngine
import WorkflowPresentation
import WorkflowStorage

extension Endpoint {
    static let history = [itemHistory]

    private static let itemHistory = Endpoint(
        .get, "/items/{item}/history", id: "itemHistory", .history,
        LocalizedText(vi: "Lịch sử của một hồ sơ", en: "The history of an item"),
        about: "From the beginning; every event carries the hash of the one before it.",
        parameters: [.item] + ListPage.parameters,
        answers: [
            .json(
                200,
                .object(
                    required("events", .list(.reference("Event"))),
                    required("next", Schema.text.orNull)),
                "A page of events.", headers: [.link])
        ],
        refusals: [.notFound]
    ) { call in
        let page = try ListPage(call)
        let events = try await call.engine.history(
            of: call.path("item"), after: try page.number(), limit: page.limit + 1)
        let shown = events.prefix(page.limit)
        return page.answer(
            ["events": .array(shown.map(\.view))],
            endingWith: events.count > page.limit ? shown.last.map { String($0.sequence) } : nil)
    }
}

extension ListPage {
    /// What the page before ended with, as a number; 0 on the first page.
    func number() throws(Failure) -> Int64 {
        guard let after else { return 0 }
        guard let number = Int64(after) else {
            throw .usage(
                "bad-cursor", vi: "Con trỏ trang không phải của danh sách này.",
                en: "The cursor is not one of this list.")
        }
        return number
    }
}
