import JSON
import WorkflowPresentation

/// A command that a server runs: sends it with the files it names, and does with the answer what
/// the command would have done here.
struct RemoteCommand {
    let errand: any Errand
    let server: ServerAddress
    private let arguments: [String]
    private let screen: Screen
    private let files: RequestedFiles

    init(
        _ errand: any Errand, _ arguments: [String], _ server: ServerAddress, _ screen: Screen
    ) throws(Failure) {
        let choices = errand.choices
        if choices.home != nil || choices.store != nil { throw Invocation.ownHome }
        self.errand = errand
        self.server = server
        self.arguments = Self.withoutServer(arguments)
        self.screen = screen
        files = RequestedFiles(arguments: self.arguments)
    }

    /// - Returns: the status the command ended with on the server.
    /// - Throws: when the server cannot be asked, or what it wants or gives is refused here.
    func run() throws -> Int32 {
        let token = try AccessToken.find(for: server)
        var request = CommandRequest(
            arguments: arguments, language: Speech.language, output: screen.terminal,
            errors: Screen(descriptor: 2).terminal)
        for name in CommandRequest.variables {
            request.environment[name] = ProcessEnvironment.value(name)
        }
        for path in errand.namedFiles where files.isNamed(path) && path != "-" {
            request.files[path] = files.read(path)
        }
        let key = Self.randomKey()
        // Every round brings something new, and a command names only so many files.
        for round in 0..<64 {
            let exchange = NetExchange(server: server, token: token, key: "\(key).\(round)")
            let answer = try Questioning(exchange, isSafe: errand.remote.isSafe).answer(request)
            let needed = answer.needs.filter { request.files[$0] == nil }
            guard !answer.needs.isEmpty else { return try take(answer) }
            guard !needed.isEmpty else { break }
            for path in needed {
                guard files.isNamed(path) else { throw unnamed(path) }
                request.files[path] = files.read(path)
            }
        }
        throw ServerFailure.notUnderstood(server)
    }

    // MARK: The answer

    private func take(_ answer: CommandAnswer) throws -> Int32 {
        for file in answer.written { try write(file) }
        screen.print(raw: answer.output)
        try screen.flush()
        let errors = Screen(descriptor: 2)
        errors.print(raw: answer.errors)
        try errors.flush()
        return answer.status
    }

    /// Only what was asked for: a server may not put files where it likes.
    private func write(_ file: CommandAnswer.File) throws(Failure) {
        let isPlainName = !file.path.contains("/") && !file.path.hasPrefix(".")
        guard errand.remote.writesFile, isPlainName || files.isNamed(file.path),
            !file.isReplacing || arguments.contains("--force")
        else {
            throw Failure(
                .unavailable, "file-not-asked-for",
                vi: "Máy chủ muốn ghi tệp \(file.path) mà lệnh không yêu cầu; đã từ chối.",
                en: "The server wants to write \(file.path), which the command did not ask for; it"
                    + " was refused.")
        }
        try AskedFile.write(file.bytes, to: file.path, replacing: file.isReplacing)
    }

    private func unnamed(_ path: String) -> Failure {
        Failure(
            .unavailable, "file-not-named",
            vi: "Máy chủ muốn đọc tệp \(path) mà lệnh không nêu; đã từ chối.",
            en: "The server wants to read \(path), which the command does not name; it was refused."
        )
    }

    // MARK: The question

    private static func withoutServer(_ arguments: [String]) -> [String] {
        var kept: [String] = []
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" { return kept + [argument] + rest }
            if argument == "--server" {
                rest = rest.dropFirst()
            } else if !argument.hasPrefix("--server=") {
                kept.append(argument)
            }
        }
        return kept
    }

    /// Two commands that are the same are still two.
    private static func randomKey() -> String {
        let digits = Array("0123456789abcdef")
        return String((0..<32).map { _ in digits[Int.random(in: 0..<16)] })
    }
}
