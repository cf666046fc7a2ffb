import ArgumentParser

/// Help of a group of commands that has a usual one: with other options beside `--help` the parser
/// would speak of the usual command alone, and nobody would learn of the others.
enum GroupHelp {
    /// `wf documents --help --as khcn.linh` as `wf help documents`; anything else as it was.
    static func asked(by arguments: [String]) -> [String] {
        let asks = arguments.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
        let path = arguments.prefix(LeadingOptions.depth(of: arguments[...]))
        guard asks, !path.isEmpty, group(path).configuration.defaultSubcommand != nil
        else { return arguments }
        return ["help"] + path
    }

    private static func group(_ path: ArraySlice<String>) -> any ParsableCommand.Type {
        path.reduce(Wf.self as any ParsableCommand.Type) { type, name in
            LeadingOptions.commands(of: type).first { $0._commandName == name } ?? type
        }
    }
}
