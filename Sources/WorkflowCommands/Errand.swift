/// What a command is to do, whoever read its arguments: the parser, or `PlainArguments`, which needs
/// nothing of the parser's.
protocol Errand {
    var choices: GlobalChoices { get }
    /// What becomes of it when there is a server.
    var remote: RemoteUse { get }
    /// Files of the user that its arguments name, as far as can be seen from these: they are sent to
    /// a server before it asks for them.
    var namedFiles: [String] { get }

    func run(in session: Session) async throws
}

extension Errand {
    var namedFiles: [String] { [] }
}
