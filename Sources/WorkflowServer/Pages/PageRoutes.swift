import Diagnostics
import HTTPTypes
import Hummingbird
import NIOCore
import WorkflowPages

/// The pages of daily work: what waits for one, the items, and what is done to them.
struct PageRoutes {
    let office: Office

    func add(to router: Router<WebContext>) {
        AssetRoutes(cookies: SessionCookies(isSecure: !office.settings.isPlainLoopback)).add(
            to: router)
        let office = office
        /// A page for somebody who has signed in.
        func page(
            _ method: HTTPRequest.Method, _ path: RouterPath,
            _ answer: @escaping @Sendable (Visit) async throws -> Response
        ) {
            router.on(path, method: method) { request, context in
                try await answer(Visit(office, request, context))
            }
        }
        page(.get, "/") { try await InboxPage(visit: $0).response() }
        page(.get, "/items") { try await ItemListPage(visit: $0).response() }
        page(.get, "/items/new") { try StartPage(visit: $0).choice() }
        page(.get, "/items/new/:workflow") { try StartPage(visit: $0).form() }
        page(.post, "/items/new/:workflow") { try await StartPage(visit: $0).start() }
        page(.get, "/items/:id") { try await ItemPage(visit: $0).response() }
        page(.get, "/items/:id/actions/:action") { try await ActionPage(visit: $0).form() }
        page(.post, "/items/:id/actions/:action") { try await ActionPage(visit: $0).take() }
        page(.get, "/items/:id/tasks/:task") { try await AnswerPage(visit: $0).form() }
        page(.post, "/items/:id/tasks/:task") { try await AnswerPage(visit: $0).answer() }
        page(.get, "/items/:id/assign") { try await TaskPages(visit: $0).assignForm() }
        page(.post, "/items/:id/assign") { try await TaskPages(visit: $0).assign() }
        page(.post, "/items/:id/claim") { try await TaskPages(visit: $0).claim() }
        page(.post, "/items/:id/hand-back") { try await TaskPages(visit: $0).handBack() }
        page(.get, "/items/:id/edit") { try await EditPage(visit: $0).form() }
        page(.post, "/items/:id/edit") { try await EditPage(visit: $0).change() }
        page(.get, "/items/:id/undo") { try await UndoPage(visit: $0).form() }
        page(.post, "/items/:id/undo") { try await UndoPage(visit: $0).undo() }
        page(.get, "/items/:id/documents/:sha256") { try await DocumentPage(visit: $0).content() }
        // Whoever signs in again in the middle of these comes back to the item.
        for path: RouterPath in ["/items/:id/claim", "/items/:id/hand-back"] {
            page(.get, path) { .seeOther(try $0.part("id").itemPath) }
        }
    }
}

/// What anybody may have: the looks of pages, and the language they are in.
struct AssetRoutes {
    let cookies: SessionCookies

    func add(to router: Router<WebContext>) {
        router.get("/assets/:name") { _, context in
            guard let asset = Asset.named(try context.parameters.require("name")) else {
                throw HTTPError(.notFound)
            }
            return Response(
                status: .ok,
                headers: [
                    .contentType: asset.contentType,
                    // Its name changes with it.
                    .cacheControl: "public, max-age=31536000, immutable",
                ], body: .init(byteBuffer: ByteBuffer(bytes: asset.bytes)))
        }
        router.get("/language/:language") { request, context in
            guard let language = context.parameters.get("language").flatMap(Language.init) else {
                throw HTTPError(.notFound)
            }
            let query = try URLEncodedForm.parse((request.uri.query ?? "").utf8)
            var response = Response.seeOther(LocalPath.own(query["next"]))
            cookies.keepLanguage(language.rawValue, &response)
            return response
        }
    }
}
