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

/// `GET /api/v1/changes`: the stream of committed events, as server-sent events.
struct ChangeRoutes {
    let office: Office
    let operations: Operations

    func add(to router: Router<WebContext>) {
        router.get("/api/v1/changes") { request, context in
            do {
                return try await stream(request, context)
            } catch let failure as ChangeProblem {
                RequestNote.current?.refusal = failure.failure.code
                return failure.response(context)
            }
        }
    }

    private func stream(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let identity = context.identity else { throw ChangeProblem.unknown }
        guard identity.covers(.read) else { throw ChangeProblem.scope }
        let filter = try filter(request, identity)
        let after = try after(request)
        // Before the answer begins, so that a full house can still say so.
        let feed = operations.feed
        let place: ChangeFeed.Place
        do {
            place = try await feed.listen(as: identity.person)
        } catch let refusal as ChangeFeed.Refusal {
            throw ChangeProblem(refusal)
        }
        let stream = ChangeStream(
            place: place, filter: filter, identity: identity, after: after, store: office.store,
            canSee: operations.canSee ?? { [office, logger = context.logger] row, identity in
                do {
                    return try await office.engine.sees(row, as: identity.person)
                } catch {
                    // Who sees it cannot be said: nobody is told.
                    logger.error("a change is kept back", metadata: ["error": "\(error)"])
                    return false
                }
            })
        var headers: HTTPFields = [
            .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
        ]
        // nginx would gather what is to be seen at once.
        if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
        let logger = context.logger
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
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
            })
    }

    private func filter(_ request: Request, _ identity: Identity) throws -> ChangeFilter {
        let query = request.uri.queryParameters
        var filter = ChangeFilter()
        filter.items = Set(query.getAll("item"))
        filter.agency = query["agency"].map(String.init)
        switch query["mine"] {
        case nil, "false", "0": break
        case "", "true", "1":
            let actor = try office.engine.actor(identity.person)
            filter.mine = (actor.id, actor.agency)
        case let other?:
            throw ChangeProblem.bad("mine", String(other), "true, false")
        }
        return filter
    }

    /// `Last-Event-ID`, which browsers send when they come back, else `?after=`.
    private func after(_ request: Request) throws -> Int64? {
        if let name = HTTPField.Name("Last-Event-ID"), let text = request.headers[name] {
            guard let after = Int64(text), after >= 0 else {
                throw ChangeProblem.bad("Last-Event-ID", text, "0, 1, 2 …")
            }
            return after
        }
        guard let text = request.uri.queryParameters["after"] else { return nil }
        guard let after = Int64(text), after >= 0 else {
            throw ChangeProblem.bad("after", String(text), "0, 1, 2 …")
        }
        return after
    }
}
