import HTTPTypes
import Hummingbird
import JSON
import WorkflowAccounts
import WorkflowCommands
import WorkflowEngine
import WorkflowPresentation

/// What those who run the server ask it.
struct OperationsRoutes {
    let office: Office
    let operations: Operations

    func add(to router: Router<WebContext>) {
        router.get("/healthz") { _, _ in "ok\n" }
        router.get("/readyz") { _, _ in await ready() }
        router.get("/metrics") { _, context in
            // What is due is counted.
            try await withTaskExecutorPreference(globalConcurrentExecutor) {
                try await metrics(context)
            }
        }
    }

    /// `{"ready":bool,"checks":{NAME:"ok" or why not},"definitions":"ok" or their fault}`
    private func ready() async -> Response {
        let checks = await operations.readiness.checks(office.store)
        let isReady = checks.allSatisfy { $0.fault == nil }
        operations.telemetry.registry.gauge("wf_ready").set(isReady ? 1.0 : 0.0)
        let json: JSON = [
            "ready": .bool(isReady),
            "checks": .object(
                JSONObject(checks.map { ($0.name, .string($0.fault?.spoken ?? "ok")) })),
            "definitions": .string(office.definitionsFault?.spoken ?? "ok"),
        ]
        return Response(
            status: isReady ? .ok : .serviceUnavailable,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: json.canonical + "\n")))
    }

    /// From this machine, from the networks named, or with a token that may administer.
    private func metrics(_ context: WebContext) async throws -> Response {
        let networks = Network.loopback + operations.metricsFrom
        let isNear = context.address.map { address in
            networks.contains { $0.contains(address) }
        }
        guard isNear ?? false || context.identity?.isToken(for: .administer) ?? false else {
            throw HTTPError(
                .forbidden,
                message: say(
                    vi: "Chỉ đọc được từ máy chủ, từ mạng ở --metrics-from, hoặc bằng khóa API có"
                        + " quyền administer.",
                    en:
                        "Readable on the server itself, from the networks of --metrics-from, or with"
                        + " an API token of scope administer."))
        }
        operations.telemetry.registry.gauge("wf_definitions_faulty")
            .set(office.definitionsFault != nil ? 1.0 : 0.0)
        let text = try await operations.telemetry.text(office.store, at: office.clock.now)
        return Response(
            status: .ok,
            headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

extension Identity {
    fileprivate func isToken(for scope: Scope) -> Bool {
        if case .token = proof { covers(scope) } else { false }
    }
}
