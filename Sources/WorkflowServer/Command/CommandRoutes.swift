package import Hummingbird
import JSON
package import Logging
import NIOCore
import WorkflowAccounts
package import WorkflowCommands

/// `POST /api/v1/command`: the commands of `wf`, run here for those who have a token.
package struct CommandRoutes {
    private let desk: CommandDesk
    private let logger: Logger

    /// Files of a command come as Base64, a third longer than they are.
    private static let bodyLimit = 96 << 20

    init(office: Office, logger: Logger) {
        self.init(
            commands: office.commands, logger: logger,
            definitionsChanged: { try office.readDefinitionsAgain() })
    }

    /// - Parameter definitionsChanged: called when the files of the definitions are others than before.
    package init(
        commands: CommandHost, logger: Logger,
        definitionsChanged: @escaping @Sendable () throws -> Void = {}
    ) {
        desk = CommandDesk(commands, definitionsChanged)
        self.logger = logger
    }

    package func add(to router: Router<WebContext>) {
        let routes = self
        router.post("/api/v1/command") { request, context in
            try await routes.answer(request, context)
        }
    }

    private func answer(_ request: Request, _ context: WebContext) async throws -> Response {
        // Before the body is read: strangers send nothing large.
        guard let caller = context.identity.flatMap(CommandCaller.init) else {
            return CommandProblem.noToken(isKnown: context.identity != nil).response
        }
        let bytes: ByteBuffer
        do {
            bytes = try await request.body.collect(upTo: Self.bodyLimit)
        } catch is NIOTooManyBytesError {
            return CommandProblem.tooLarge(Self.bodyLimit).response
        }
        let command: CommandRequest
        do {
            command = try CommandRequest(json: JSON.parse(Array(bytes.readableBytesView)))
        } catch let fault as CommandRequest.Fault {
            return CommandProblem(fault).response
        } catch {
            return CommandProblem.malformed("\(error)").response
        }
        let key = request.headers[.idempotencyKey].map { "\(context.identity?.person ?? "") \($0)" }
        switch await desk.answer(command, for: caller, key: key) {
        case .done(let answer):
            if let fault = desk.readDefinitionsIfChanged() {
                logger.error("the definitions have faults; those before go on: \(fault)")
            }
            return Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(string: answer.json.canonical)))
        case .busy: return CommandProblem.busy.response
        case .forgotten: return CommandProblem.forgotten.response
        }
    }
}

extension CommandCaller {
    /// Nil for who is signed in with a browser: a page of another site could send a command in their
    /// name.
    init?(_ identity: Identity) {
        guard case .token = identity.proof else { return nil }
        self.init(
            person: identity.person,
            permissions: Set(Permission.allCases.filter { identity.covers(Scope($0)) }))
    }
}

extension Scope {
    init(_ permission: Permission) {
        switch permission {
        case .read: self = .read
        case .write: self = .write
        case .administer: self = .administer
        case .impersonate: self = .impersonate
        }
    }
}
