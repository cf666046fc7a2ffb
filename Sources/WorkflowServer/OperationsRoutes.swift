import Hummingbird

/// What those who run the server ask it.
struct OperationsRoutes {
    let office: Office

    func add(to router: Router<WebContext>) {
        router.get("/healthz") { _, _ in "ok\n" }
    }
}
