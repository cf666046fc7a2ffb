import HTTPTypes
import Hummingbird
import JSON
import Testing
import WorkflowServer

@Suite("The OpenAPI document")
struct OpenAPITests {
    private let document = OpenAPI(Endpoint.all).json

    @Test("Every route is in it, under an identifier of its own")
    func complete() throws {
        let identifiers = Endpoint.all.map(\.id)
        #expect(Set(identifiers).count == identifiers.count)
        for endpoint in Endpoint.all {
            let method = endpoint.method.rawValue.lowercased()
            let operation = document["paths"]["/api/v1" + endpoint.path][method]
            #expect(operation["operationId"].string == endpoint.id)
            #expect(operation["summary"].string?.isEmpty == false)
            #expect(operation["x-summary-vi"].string?.isEmpty == false)
        }
        let count = (document["paths"].object?.members ?? []).reduce(0) {
            $0 + ($1.value.object?.count ?? 0)
        }
        #expect(count == Endpoint.all.count)
    }

    @Test("The router has its routes, and no others below /api/v1")
    func routed() async throws {
        let office = try await APIOffice()
        let routed = office.server.router().routes.filter { $0.method != .head }
            .map { "\($0.method.rawValue) \($0.path)" }.filter { $0.contains(" /api/") }
        var documented: [String] = []
        for (path, operations) in document["paths"].object?.members.map({ ($0.name, $0.value) })
            ?? []
        {
            for method in operations.object?.members ?? [] {
                documented.append("\(method.name.uppercased()) \(path)")
            }
        }
        #expect(Set(routed) == Set(documented))
        #expect(routed.count == documented.count)
    }

    @Test("Every parameter in a path is declared, and no other")
    func parameters() {
        for endpoint in Endpoint.all {
            let inPath = endpoint.path.split(separator: "/").filter { $0.hasPrefix("{") }
                .map { String($0.dropFirst().dropLast()) }
            let declared = endpoint.parameters.filter { $0.place == .path }.map(\.name)
            #expect(Set(inPath) == Set(declared), "\(endpoint.path)")
        }
    }

    @Test("Every schema that is referred to is there")
    func references() {
        func walk(_ json: JSON) {
            if let name = json["$ref"].string {
                let known = Schema.components[String(name.split(separator: "/").last ?? "")]
                #expect(known != nil, "\(name)")
            }
            for member in json.object?.members ?? [] { walk(member.value) }
            for element in json.array ?? [] { walk(element) }
        }
        walk(document)
    }

    @Test("Everything documented answers, and what is read without effort fits its schema")
    func answers() async throws {
        try await APIOffice().ask { api in
            // To the changes one listens for ever; they have tests of their own.
            for endpoint in Endpoint.all where endpoint.id != "followChanges" {
                var path = endpoint.path
                for (name, value) in Self.samples {
                    path = path.replacing("{\(name)}", with: value)
                }
                if endpoint.id == "countLimit" { path += "?start=2021-04-14&limit=10%20days" }
                if endpoint.id == "lunarDate" { path += "?date=2021-04-21" }
                let body = endpoint.body == nil ? nil : JSON.object([:])
                let answer = try await api(endpoint.method, path, body)
                #expect(answer.json["code"] != "no-such-path", "\(path)")
                #expect(answer.status != 405, "\(path)")
                if endpoint.method == .get,
                    // There are none of these; the last are of accounts, which this office has none
                    // of.
                    !["downloadDocument", "getNotification", "listTokens"].contains(endpoint.id)
                {
                    #expect(answer.status == 200, "\(path): \(answer.json.compact)")
                }
            }
        }
    }

    private static let samples = [
        "item": "PL.II.8", "action": "submit", "task": "proposal", "document": "x",
        "plan": "plan-149-2021", "workflow": "training-course", "table": "approval-authority",
        "agency": "so-khcn", "person": "khcn.linh", "number": "1", "notification": "wf-1-1",
        "year": "2021", "name": "none", "token": "none",
    ]
}
