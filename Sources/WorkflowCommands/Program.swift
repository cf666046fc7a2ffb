import ArgumentParser
import Diagnostics
import JSON
import WorkflowPresentation

/// From arguments to exit status.
package enum Program {
    package static func run(_ arguments: [String]) async -> Int32 {
        let arguments = LeadingOptions.moved(in: arguments)
        let screen = Screen()
        do {
            return try await carryOut(arguments, screen)
        } catch let error as Failure {
            return report(error, screen, asJSON: wantsJSON(arguments))
        } catch {
            return report(Failure(unexpected: error), screen, asJSON: wantsJSON(arguments))
        }
    }

    private static func carryOut(_ arguments: [String], _ screen: Screen) async throws -> Int32 {
        if let verb = PlainVerbs.parse(arguments) { return try await run(verb, screen) }
        let verb: any Verb
        do {
            var command: any ParsableCommand =
                try verbAlone(arguments) ?? Wf.parseAsRoot(arguments)
            guard let parsed = command as? any Verb else {
                // A group of commands, or the parser's own command for help: both throw the help.
                try command.run()
                return ExitStatus.done.rawValue
            }
            verb = parsed
        } catch {
            return try answer(error, to: arguments, screen)
        }
        return try await run(verb, screen)
    }

    private static func run(_ verb: any Verb, _ screen: Screen) async throws -> Int32 {
        let session = try Session(verb.global, screen: screen)
        UntilExit.keep(session)
        do {
            try await verb.run(in: session)
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
    ) throws -> Int32 {
        guard Wf.exitCode(for: error) == .success else {
            if let unknown = UnknownCommand(arguments) { throw unknown.failure }
            throw UsageMessage.failure(Wf.fullMessage(for: error), Wf.message(for: error))
        }
        let text = Wf.fullMessage(for: error, columns: screen.width)
        screen.print(HelpText.localized(text))
        try screen.flush()
        return ExitStatus.done.rawValue
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

/// A command that works in a home, with the options all of them have.
protocol Verb: ParsableCommand {
    var global: GlobalOptions { get }

    func run(in session: Session) async throws
}
