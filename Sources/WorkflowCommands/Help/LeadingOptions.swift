import ArgumentParser
import WorkflowPresentation

/// The options that all commands have may also stand before the command, where people are used to
/// them from other programs: `wf --lang en list` is `wf list --lang en`.
enum LeadingOptions {
    /// Those of `GlobalOptions` that take a value.
    private static let withValue = ["--home", "--store", "--server", "--as", "--now", "--lang"]

    /// The arguments with such options put behind the command. Anything else is left where it is.
    static func moved(in arguments: [String]) -> [String] {
        var rest = arguments[...]
        var leading: [String] = []
        while let argument = rest.first, argument.hasPrefix("--") {
            let isWhole = argument == "--json" || argument.contains("=")
            let name = String(argument.prefix { $0 != "=" })
            guard name == "--json" || withValue.contains(name), rest.count > (isWhole ? 1 : 2)
            else { return arguments }
            leading += rest.prefix(isWhole ? 1 : 2)
            rest = rest.dropFirst(isWhole ? 1 : 2)
        }
        if rest.first == "help" { return withoutLanguage(rest) }
        guard !leading.isEmpty else { return arguments }
        let depth = depth(of: rest)
        // What is no command is said to be none, and that is easiest seen in front.
        return depth == 0
            ? rest + leading : rest.prefix(depth) + leading + rest.dropFirst(depth)
    }

    /// The parser's own command for help knows no options; its language was found before.
    private static func withoutLanguage(_ arguments: ArraySlice<String>) -> [String] {
        var kept: [String] = []
        var rest = arguments
        while let argument = rest.popFirst() {
            if argument == "--lang" {
                rest = rest.dropFirst()
            } else if !argument.hasPrefix("--lang=") {
                kept.append(argument)
            }
        }
        return kept
    }

    /// How many of the arguments name a command, with the group it is in.
    static func depth(of arguments: ArraySlice<String>) -> Int {
        var type: any ParsableCommand.Type = Wf.self
        var depth = 0
        for argument in arguments {
            let next = commands(of: type).first { $0._commandName == argument }
            guard let next else { break }
            type = next
            depth += 1
        }
        return depth
    }

    static func commands(
        of type: any ParsableCommand.Type
    ) -> [any ParsableCommand.Type] {
        type.configuration.subcommands
            + type.configuration.groupedSubcommands.flatMap(\.subcommands)
    }
}
