import Diagnostics
package import Hummingbird
import JSON
package import Logging
import WorkflowAccounts
package import WorkflowCommands
import WorkflowEngine
import WorkflowPresentation

/// The commands of `wf`, run here for those who have a token.
package struct CommandService: Sendable {
    private let desk: CommandDesk
    private let logger: Logger

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

    /// The one route of a server that does nothing else.
    package func add(to router: Router<WebContext>) {
        let endpoint = Endpoint.runCommand
        router.add(middleware: ProblemAnswers(methods: APIPaths([endpoint])))
        router.on(endpoint.routerPath, method: endpoint.method) { request, context in
            let given = try await endpoint.read(request, context)
            guard let identity = context.identity else { throw Failure.nobody }
            return APIAnswer.json(
                try await answer(
                    given.body, as: identity, key: request.headers[.idempotencyKey])
            ).response
        }
    }

    /// - Parameters:
    ///   - body: what `CommandRequest.json` gives.
    ///   - identity: by an API token.
    ///   - key: what tells this command from others by the same person.
    /// - Returns: what `CommandAnswer.json` gives.
    /// - Throws: why it was not run. A command that ran and failed is an answer.
    func answer(_ body: JSON, as identity: Identity, key: String?) async throws -> JSON {
        let command: CommandRequest
        do throws(CommandRequest.Fault) {
            command = try CommandRequest(json: body)
        } catch {
            throw Failure(error)
        }
        let caller = CommandCaller(
            person: identity.person,
            permissions: Set(Permission.allCases.filter { identity.covers(Scope($0)) }))
        switch await desk.answer(command, for: caller, key: key.map { "\(identity.person) \($0)" })
        {
        case .done(let answer):
            if let fault = desk.readDefinitionsIfChanged() {
                logger.error("the definitions have faults; those before go on: \(fault)")
            }
            return answer.json
        case .busy:
            throw Failure(.conflict, "busy", vi: "Máy chủ đang bận.", en: "The server is busy.")
        case .otherRequest: throw Failure(EngineError.keyReusedDifferently(key ?? ""))
        case .forgotten:
            throw Failure(
                .conflict, "unknown-outcome",
                LocalizedText(
                    vi: "Không còn biết lần hỏi trước đã làm xong hay chưa.",
                    en: "It is no longer known what became of the same command before."),
                hint: LocalizedText(
                    vi: "xem lại bằng wf show, wf history trước khi làm lại",
                    en: "look with wf show and wf history before doing it again"))
        }
    }
}

extension Failure {
    fileprivate init(_ fault: CommandRequest.Fault) {
        switch fault {
        case .malformed(let what):
            self.init(
                .invalid, "malformed-command",
                vi: "Yêu cầu không đúng dạng của một lệnh wf: \(what).",
                en: "The request is not one for a command of wf: \(what).")
            details = [("pointer", .string("/" + what))]
        case .otherProtocol(let version):
            let own = CommandRequest.protocolVersion
            self.init(
                .usage, "protocol-version",
                LocalizedText(
                    vi: "Máy chủ nói phiên bản \(own), wf hỏi bằng phiên bản \(version).",
                    en: "The server speaks version \(own), and wf asks in version \(version)."),
                hint: LocalizedText(
                    vi: "cài wf cùng phiên bản với máy chủ",
                    en: "install the version of wf that the server has"))
        }
    }
}

extension Scope {
    fileprivate init(_ permission: Permission) {
        switch permission {
        case .read: self = .read
        case .write: self = .write
        case .administer: self = .administer
        case .impersonate: self = .impersonate
        }
    }
}
