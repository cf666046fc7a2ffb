import Diagnostics
import HTTPTypes
import JSON

extension Endpoint {
    /// Every route of the API. Those that other parts of the server bring are declared there and
    /// named here.
    package static let all: [Endpoint] = [document] + items + actions

    private static let document = Endpoint(
        .get, "/openapi.json", id: "getOpenAPI", .operations,
        LocalizedText(vi: "Bản mô tả API này", en: "The description of this API"), scope: nil,
        answers: [.json(200, .object(others: .any), "OpenAPI 3.1.")]
    ) { call in
        .json(OpenAPI(Endpoint.all).json)
    }
}
