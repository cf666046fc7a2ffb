import ArgumentParser
import Diagnostics
import JSON
import WorkflowPresentation

/// From arguments to exit status.
package enum Program {
    package static func run(_ arguments: [String]) async -> Int32 {
        let arguments = GroupHelp.asked(by: LeadingOptions.moved(in: arguments))
        let screen = Screen()
        do {
            guard let errand = try errand(of: arguments, screen) else {
                return ExitStatus.done.rawValue
            }
            guard let server = ServerAddress.named(by: errand.choices) else {
                return try await run(errand, screen)
            }
            switch errand.remote {
            case .local: return try await run(errand, screen)
            case .refused(let because, let instead):
                throw Failure(.usage, "not-remote", because, hint: instead)
            case .reads, .fetches, .oversees, .writes, .administers:
                return try RemoteCommand(errand, arguments, ServerAddress(server), screen).run()
            }
        } catch {
            return report(Failure(any: error), screen, asJSON: wantsJSON(arguments))
        }
    }

    /// Runs a command that somebody sent to a server.
    package static func answer(
        _ request: CommandRequest, on host: CommandHost, for caller: CommandCaller
    ) async -> CommandAnswer {
        let invocation = Invocation(request, on: host, for: caller)
        let status = await Invocation.$current.withValue(invocation) {
            await ProcessEnvironment.$variables.withValue(request.environment) {
                await Speech.$language.withValue(request.language) {
                    await run(request.arguments, for: caller)
                }
            }
        }
        let results = invocation.results
        var answer = CommandAnswer()
        answer.needs = results.needs
        guard results.needs.isEmpty else { return answer }
        answer.status = status
        answer.output = results.output
        answer.errors = results.errors
        answer.written = results.written
        return answer
    }

    private static func run(_ arguments: [String], for caller: CommandCaller) async -> Int32 {
        let screen = Screen()
        do {
            guard let errand = try errand(of: arguments, screen) else {
                return ExitStatus.done.rawValue
            }
            guard let permission = errand.remote.permission else {
                throw Failure.usage(
                    "not-remote", vi: "Lệnh này không chạy trên máy chủ.",
                    en: "This command does not run on a server.")
            }
            try caller.require(permission)
            return try await run(errand, screen)
        } catch {
            return report(Failure(any: error), screen, asJSON: wantsJSON(arguments))
        }
    }

    /// Whether doing it again changes nothing. Arguments that are none are safe: they are refused.
    package static func isSafe(_ request: CommandRequest) -> Bool {
        let arguments = request.arguments
        let errand = PlainErrands.parse(arguments) ?? (try? parsed(arguments))
        return errand?.remote.isSafe ?? true
    }

    /// What is to be done; nil when the parser has answered itself, such as with help.
    private static func errand(
        of arguments: [String], _ screen: Screen
    ) throws -> (any Errand)? {
        if let errand = PlainErrands.parse(arguments) { return errand }
        do {
            return try parsed(arguments)
        } catch {
            try answer(error, to: arguments, screen)
            return nil
        }
    }

    static func parsed(_ arguments: [String]) throws -> (any Verb)? {
        if let verb = verbAlone(arguments) { return verb }
        var command = try Wf.parseAsRoot(arguments)
        if let verb = command as? any Verb { return verb }
        // A group of commands, or the parser's own command for help: both throw the help.
        try command.run()
        return nil
    }

    private static func run(_ errand: any Errand, _ screen: Screen) async throws -> Int32 {
        let session = try Session(errand.choices, screen: screen)
        UntilExit.keep(session)
        do {
            try await errand.run(in: session)
            await session.close()
            try screen.flush()
            return ExitStatus.done.rawValue
        } catch {
            await session.close()
            try screen.flush()
            throw Failure(any: error)
        }
    }

    /// The command, if the first argument names it and the rest are its own: then the root need
    /// not be asked, whose parsing takes as long again. Nil for anything else; the root knows what
    /// is wrong and says so in its own name.
    private static func verbAlone(_ arguments: [String]) -> (any Verb)? {
        guard let name = arguments.first else { return nil }
        let groups = Wf.configuration.groupedSubcommands
        let verb = groups.lazy.flatMap(\.subcommands).first { $0._commandName == name }
        let parsed = try? (verb as? any Verb.Type)?.parseAsRoot(Array(arguments.dropFirst()))
        // Asked for help, the parser answers with a command of its own.
        return parsed as? any Verb
    }

    /// What the parser has to say: help, a completion script, or that the arguments are wrong.
    static func answer(
        _ error: any Error, to arguments: [String], _ screen: Screen
    ) throws {
        guard Wf.exitCode(for: error) == .success else {
            if let unknown = UnknownCommand(arguments) { throw unknown.failure }
            throw UsageMessage.failure(Wf.fullMessage(for: error), Wf.message(for: error))
        }
        let text = Wf.fullMessage(for: error, columns: screen.width)
        screen.print(HelpText.localized(text))
        try screen.flush()
    }

    static func report(_ failure: Failure, _ screen: Screen, asJSON: Bool) -> Int32 {
        let errors = Screen(descriptor: 2)
        if asJSON {
            errors.print(failure.json.canonical)
        } else {
            FailureText(failure, errors).print()
        }
        // Nothing is left to be told to whom, when even this cannot be written.
        try? errors.flush()
        return failure.status.rawValue
    }

    /// Asked of the bare arguments, since they may be what is wrong.
    static func wantsJSON(_ arguments: [String]) -> Bool {
        arguments.prefix { $0 != "--" }.contains("--json")
    }
}

/// A command of the parser's that works in a home, with the options all of them have.
protocol Verb: ParsableCommand, Errand {
    var global: GlobalOptions { get }
}

extension Verb {
    var choices: GlobalChoices { GlobalChoices(global) }
}
