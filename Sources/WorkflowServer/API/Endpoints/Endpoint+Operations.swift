import Diagnostics
import HTTPTypes
import JSON
import WorkflowAccounts
import WorkflowDocuments
import WorkflowEngine
import WorkflowPresentation

extension Endpoint {
    static let operations = [document, verify]

    /// Made once: the routes do not change while the server runs.
    private static let text = APIAnswer.Content.bytes(
        Array(OpenAPI(Endpoint.all).json.compact.utf8), mediaType: "application/json")

    private static let document = Endpoint(
        .get, "/openapi.json", id: "getOpenAPI", .operations,
        LocalizedText(vi: "Bản mô tả API này", en: "The description of this API"), access: .open,
        answers: [.json(200, .object(others: .any), "OpenAPI 3.1.")]
    ) { _ in
        APIAnswer(text, headers: [.cacheControl: "public, max-age=300"])
    }

    private static let verify = Endpoint(
        .get, "/verify", id: "verify", .operations,
        LocalizedText(vi: "Kiểm tra lịch sử", en: "Verify the history"),
        about: "Recomputes the hash chain and every projection, and reads every content. Takes a"
            + " while for a large store.",
        scope: .administer,
        answers: [.json(200, .reference("Verification"), "What was found.")],
        refusals: [.internalServerError]
    ) { call in
        let engine = call.engine
        let contents = call.office.contents
        var report = try await engine.verify()
        let named = try await engine.namedContents()
        report.problems += contents.faults(in: named)
        let leftovers = try contents.leftovers(besides: Set(named.keys))
        return .json(report.view(documents: named.count, leftovers: leftovers))
    }
}
