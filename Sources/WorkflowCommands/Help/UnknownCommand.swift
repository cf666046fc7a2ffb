import ArgumentParser
import Diagnostics
import WorkflowPresentation

/// A command that does not exist: the parser would only say that there is an argument too many.
struct UnknownCommand {
    private let name: String
    private let known: [String]
    private let path: String

    /// Nil when the arguments begin with commands that exist, or with an option.
    init?(_ arguments: [String]) {
        var type: any ParsableCommand.Type = Wf.self
        var path = "wf"
        for argument in arguments {
            let commands =
                type.configuration.subcommands
                + type.configuration.groupedSubcommands.flatMap(\.subcommands)
            guard !commands.isEmpty, !argument.hasPrefix("-") else { return nil }
            guard let next = commands.first(where: { $0._commandName == argument }) else {
                if argument == "help" { return nil }
                name = argument
                known = commands.map { $0._commandName }
                self.path = path
                return
            }
            type = next
            path += " " + argument
        }
        return nil
    }

    var failure: Failure {
        Failure(
            .usage, "unknown-command",
            LocalizedText(
                vi: "Không có lệnh “\(path) \(name)”.", en: "There is no command “\(path) \(name)”."
            ),
            hint: Failure.suggestion(nearest(name, in: known).map { "\(path) \($0)" })
                ?? LocalizedText(
                    vi: "xem các lệnh: \(path) --help", en: "all commands: \(path) --help"))
    }
}
