import Diagnostics
import HTTPTypes
import Hummingbird
import JSON
import Logging
import NIOCore
import WorkflowAccounts
import WorkflowCore
import WorkflowEngine
import WorkflowPresentation
import WorkflowStorage

extension Endpoint {
    static let changes = [followChanges]

    private static let followChanges = Endpoint(
        .get, "/changes", id: "followChanges", .changes,
        LocalizedText(vi: "Theo dõi thay đổi", en: "Follow changes"),
        about:
            "Server-sent events: one for each event of an item the caller sees, in order and each"
            + " once. `id` is its `seq`, `event` its `type`, `data`"
            + " `{\"seq\",\"item\",\"version\",\"type\",\"at\",\"actor\"}`. Who comes back with"
            + " `Last-Event-ID`, as browsers do by themselves, misses nothing; `event: reset` says"
            + " that the store is another than before. The server ends a stream now and then: come"
            + " back.",
        parameters: [
            .query(
                "item", "Only of this item; may be given several times.",
                .list(.text(1...128), atMost: 100)),
            .query("agency", "Only of items this agency leads or has on its desk: its code."),
            .query(
                "mine", "Only what the caller did, and what concerns items of their agency.", .bool),
            .query(
                "untyped",
                "Leave `event` out, but for `reset`: an `EventSource` then has them all as `message`,"
                    + " those of types to come too.", .bool),
            .query("after", "Begin after this `seq`; by default now.", .count),
            .header("Last-Event-ID", "As `after`, before which it goes.", .count),
        ],
        answers: [.text("text/event-stream", "The stream.")]
    ) { call in
        try await call.stream()
    }
}

extension APICall {
    fileprivate func stream() async throws -> APIAnswer {
        let identity = try identity
        let filter = try filter(identity)
        let operations = services.operations
        // Before the answer begins, so that a full house can still say so.
        let place: ChangeFeed.Place
        do {
            place = try await operations.feed.listen(as: identity.person)
        } catch let refusal as ChangeFeed.Refusal {
            throw Failure(refusal)
        }
        let stream = ChangeStream(
            place: place, filter: filter, isTyped: !(flag("untyped") ?? false), identity: identity,
            after: after, store: office.store,
            canSee: operations.canSee ?? { [office, logger = context.logger] row, identity in
                do {
                    return try await office.engine.sees(row, as: identity.person)
                } catch {
                    // Who sees it cannot be said: nobody is told.
                    logger.error("a change is kept back", metadata: ["error": "\(error)"])
                    return false
                }
            })
        return APIAnswer(
            .body(body(stream, operations.feed), mediaType: "text/event-stream"),
            // nginx would gather what is to be seen at once.
            headers: [.cacheControl: "no-store", .accelBuffering: "no"])
    }

    private func body(_ stream: ChangeStream, _ feed: ChangeFeed) -> ResponseBody {
        let (logger, request, place) = (context.logger, request, stream.place)
        return ResponseBody { writer in
            do {
                try await request.body.consumeWithInboundCloseHandler { _ in
                    try await stream.write(to: &writer)
                } onInboundClosed: {
                    place.finish()
                }
            } catch {
                await feed.leave(place.number)
                logger.debug("a stream broke off", metadata: ["error": "\(type(of: error))"])
                throw error
            }
            await feed.leave(place.number)
            try await writer.finish(nil)
        }
    }

    private func filter(_ identity: Identity) throws -> ChangeFilter {
        var filter = ChangeFilter()
        filter.items = Set(queries("item"))
        filter.agency = query("agency")
        if flag("mine") ?? false {
            let actor = try engine.actor(identity.person)
            filter.mine = (actor.id, actor.agency)
        }
        return filter
    }

    /// `Last-Event-ID`, which browsers send when they come back, else `?after=`.
    private var after: Int64? {
        request.headers[.lastEventID].flatMap { Int64($0) } ?? number("after").map(Int64.init)
    }
}

extension Failure {
    fileprivate init(_ refusal: ChangeFeed.Refusal) {
        let seconds: Int64
        switch refusal {
        case .person:
            self.init(
                .conflict, "too-many-streams",
                LocalizedText(
                    vi: "Bạn đang mở quá nhiều luồng thay đổi.",
                    en: "You follow too many streams of changes."),
                hint: LocalizedText(
                    vi: "đóng bớt trang hoặc chương trình", en: "close some pages or programs"))
            seconds = 30
        case .total:
            self.init(
                .conflict, "busy", vi: "Máy chủ đã đủ số luồng thay đổi; thử lại sau.",
                en: "The server has as many streams as it takes; try again later.")
            seconds = 30
        case .stopping:
            self.init(
                .unavailable, "stopping", vi: "Máy chủ đang dừng; thử lại sau ít phút.",
                en: "The server is stopping; try again in a moment.")
            seconds = 5
        }
        details = [("retry_after", .int(seconds))]
    }
}
