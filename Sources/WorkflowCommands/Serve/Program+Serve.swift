import ArgumentParser
import Diagnostics
package import WorkflowPresentation

extension Program {
    /// `wf-server`: from the arguments of `wf serve` to exit status.
    ///
    /// - Parameter serve: runs until it was asked to end.
    package static func serve(
        _ arguments: [String], _ serve: (ServeSettings) async throws -> Void
    ) async -> Int32 {
        let screen = Screen()
        do {
            let command: Serve
            do {
                command = try Serve.parse(arguments)
            } catch {
                // Asked again as `wf` is, which tells the help of this command from its own.
                let asked = ["serve"] + arguments
                do {
                    _ = try parsed(asked)
                    throw error
                } catch {
                    try answer(error, to: asked, screen)
                }
                return ExitStatus.done.rawValue
            }
            let session = try Session(command.choices, screen: screen)
            try await serve(try command.settings(in: session))
            return ExitStatus.done.rawValue
        } catch let error as Failure {
            return report(error, screen, asJSON: wantsJSON(arguments))
        } catch {
            return report(Failure(any: error), screen, asJSON: wantsJSON(arguments))
        }
    }

    /// Tells people something on standard output, or a program on one line.
    package static func tell(
        _ lines: [String], isForProgram: Bool, toErrors: Bool = false
    ) throws(Failure) {
        let screen = Screen(descriptor: toErrors ? 2 : 1)
        for line in lines {
            if isForProgram { screen.print(line) } else { screen.printWrapped(line) }
        }
        try screen.flush()
    }
}
