package import Diagnostics
package import HTTPTypes
package import JSON
package import WorkflowAccounts

/// One route of the API. The router runs it, and the OpenAPI document tells it: both from here.
///
///     Endpoint(
///         .get, "/items/{item}", id: "getItem", .items,
///         LocalizedText(vi: "Xem một hồ sơ", en: "Show an item"),
///         parameters: [.item], answers: [.json(200, .reference("ItemAnswer"), "The item.")],
///         refusals: [.notFound]
///     ) { call in
///         .json(["item": try await call.engine.state(of: call.path("item")).view()])
///     }
///
/// A handler throws whatever went wrong: `Failure(any:)` says what the answer is.
package final class Endpoint: Sendable {
    package let method: HTTPRequest.Method
    /// Below `/api/v1`, with parameters in braces.
    package let path: String
    /// The `operationId`, of which generated clients make names: camelCase.
    package let id: String
    package let tag: Tag
    package let summary: LocalizedText
    /// More about it, in English.
    package let about: String?
    package let access: Access
    package let parameters: [Parameter]
    let pathParameters: [Parameter]
    let queryParameters: [Parameter]
    let headerParameters: [(parameter: Parameter, name: HTTPField.Name)]
    package let body: Body?
    package let answers: [Answer]
    /// The statuses of errors, besides those that every route may answer.
    package let refusals: [HTTPResponse.Status]
    /// It looks at one item, which takes less time than handing the request to another thread.
    let isBrief: Bool
    package let handle: @Sendable (APICall) async throws -> APIAnswer

    package init(
        _ method: HTTPRequest.Method, _ path: String, id: String, _ tag: Tag,
        _ summary: LocalizedText, about: String? = nil, scope: Scope = .read,
        access: Access? = nil, parameters: [Parameter] = [], body: Body? = nil,
        answers: [Answer], refusals: [HTTPResponse.Status] = [], isBrief: Bool = false,
        handle: @escaping @Sendable (APICall) async throws -> APIAnswer
    ) {
        self.method = method
        self.path = path
        self.id = id
        self.tag = tag
        self.summary = summary
        self.about = about
        self.access = access ?? .scope(scope)
        self.parameters = parameters
        pathParameters = parameters.filter { $0.place == .path }
        queryParameters = parameters.filter { $0.place == .query }
        headerParameters = parameters.filter { $0.place == .header }.compactMap { parameter in
            HTTPField.Name(parameter.name).map { (parameter, $0) }
        }
        self.body = body
        self.answers = answers
        self.refusals = refusals
        self.isBrief = isBrief
        self.handle = handle
    }

    /// It changes something; a browser's session has to prove that its own page sent it.
    var isUnsafe: Bool { method != .get && method != .head }

    /// Who may use a route at all. What they may do there, the engine says.
    package enum Access: Sendable, Equatable {
        /// All, known or not.
        case open
        /// Whoever is known; what their token has to be good for, the handler says.
        case known
        /// Whoever has an API token; what it has to be good for, the handler says.
        case token
        /// Whoever is known by a token that is good for this, or by a session of somebody it is for.
        case scope(Scope)
    }
}

extension Endpoint {
    package enum Tag: String, Sendable, CaseIterable {
        case items, actions, tasks, history, documents, deadlines, calendar, reports
        case notifications, definitions, people, delegations, accounts, changes, command
        case operations, hooks

        package var about: String {
            switch self {
            case .items: "Items: running instances of a workflow."
            case .actions: "What people do to items, and why they may or may not."
            case .tasks: "What waits for whom."
            case .history: "The append-only history."
            case .documents: "Documents of items, and the register of their numbers."
            case .deadlines: "What is due, and when."
            case .calendar: "Working time, days off, the lunar calendar."
            case .reports: "How plans stand."
            case .notifications: "What is sent to whom, and what could not be."
            case .definitions: "Workflows, plans, decision tables, schedules."
            case .people: "Agencies and people."
            case .delegations: "Who stands in for whom."
            case .accounts: "Who the caller is, and their API tokens."
            case .changes: "What happens, as it happens."
            case .command: "The command `wf`, run here for those elsewhere."
            case .operations: "About the server and its store."
            case .hooks: "Events of other systems."
            }
        }
    }

    package struct Parameter: Sendable {
        package enum Place: String, Sendable { case path, query, header }

        package let name: String
        package let place: Place
        /// Of a query that is a list: it may be given several times.
        package let schema: Schema
        package let about: String
        package let isRequired: Bool

        package static func path(
            _ name: String, _ about: String, _ schema: Schema = .text(1...256)
        ) -> Parameter {
            Parameter(name: name, place: .path, schema: schema, about: about, isRequired: true)
        }

        package static func query(
            _ name: String, _ about: String, _ schema: Schema = .text(0...1000),
            isRequired: Bool = false
        ) -> Parameter {
            Parameter(
                name: name, place: .query, schema: schema, about: about, isRequired: isRequired)
        }

        package static func header(
            _ name: String, _ about: String, _ schema: Schema = .text(0...1000),
            isRequired: Bool = false
        ) -> Parameter {
            Parameter(
                name: name, place: .header, schema: schema, about: about, isRequired: isRequired)
        }
    }

    package struct Body: Sendable {
        package let mediaType: String
        package let schema: Schema
        package let isRequired: Bool
        /// Bytes.
        package let limit: Int
        package let example: JSON?

        /// - Parameter limit: how many bytes it may have.
        package static func json(
            _ schema: Schema, isRequired: Bool = true, limit: Int = 1 << 20, example: JSON? = nil
        ) -> Body {
            Body(
                mediaType: "application/json", schema: schema, isRequired: isRequired,
                limit: limit, example: example)
        }

        /// Anything, as it is.
        package static func bytes(limit: Int) -> Body {
            Body(
                mediaType: "application/octet-stream",
                schema: Schema(.text(.init(format: "binary"))), isRequired: true, limit: limit,
                example: nil)
        }
    }

    package struct Answer: Sendable {
        package let status: HTTPResponse.Status
        /// Nil for an answer without a body.
        package let mediaType: String?
        package let schema: Schema
        package let about: String
        package var headers: [Header] = []
        package var example: JSON?

        package static func json(
            _ status: Int, _ schema: Schema, _ about: String, headers: [Header] = [],
            example: JSON? = nil
        ) -> Answer {
            Answer(
                status: .init(code: status), mediaType: "application/json", schema: schema,
                about: about, headers: headers, example: example)
        }

        /// Text that is no JSON, such as a stream of events; what is in it `about` says.
        package static func text(
            _ mediaType: String, _ about: String, headers: [Header] = []
        ) -> Answer {
            Answer(
                status: .ok, mediaType: mediaType, schema: .any, about: about, headers: headers)
        }

        package static func bytes(
            _ mediaType: String, _ about: String, headers: [Header] = []
        ) -> Answer {
            Answer(
                status: .ok, mediaType: mediaType, schema: Schema(.text(.init(format: "binary"))),
                about: about, headers: headers)
        }

        package static func empty(
            _ status: Int, _ about: String, headers: [Header] = []
        ) -> Answer {
            Answer(
                status: .init(code: status), mediaType: nil, schema: .any, about: about,
                headers: headers)
        }
    }

    package struct Header: Sendable {
        package let name: String
        package let about: String
        package let isRequired: Bool

        /// The version of the item, as a strong validator.
        package static let etag = Header(
            name: "ETag", about: "The version of the item, in quotes: `\"17\"`.", isRequired: true)
        package static let link = Header(
            name: "Link", about: "`rel=\"next\"`: the next page (RFC 8288).", isRequired: false)
        package static let location = Header(
            name: "Location", about: "Where it is.", isRequired: true)
    }
}
