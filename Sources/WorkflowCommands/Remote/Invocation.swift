import Synchronization
import WorkflowPresentation

/// One command that a server runs for somebody elsewhere: what they sent with it, and what is
/// gathered for them. Nothing a command does under it touches the standard streams, the
/// environment or, by names that who asks gave, the files of the server.
final class Invocation: Sendable {
    /// That of the running command; nil for one that somebody here has typed.
    @TaskLocal static var current: Invocation?

    let host: CommandHost
    let caller: CommandCaller
    let request: CommandRequest
    private let gathered = Mutex(Gathered())

    struct Gathered: Sendable {
        var output: [UInt8] = []
        var errors: [UInt8] = []
        /// Files asked for that were not sent.
        var needs: [String] = []
        var written: [CommandAnswer.File] = []
    }

    init(_ request: CommandRequest, on host: CommandHost, for caller: CommandCaller) {
        self.request = request
        self.host = host
        self.caller = caller
    }

    var results: Gathered { gathered.withLock { $0 } }

    func terminal(_ descriptor: Int32) -> Terminal {
        descriptor == 2 ? request.errors : request.output
    }

    func print(_ bytes: [UInt8], to descriptor: Int32) {
        gathered.withLock {
            if descriptor == 2 { $0.errors += bytes } else { $0.output += bytes }
        }
    }

    /// Keeps a file for who asks to write.
    func write(_ bytes: [UInt8], to path: String, replacing: Bool) {
        gathered.withLock {
            $0.written.append(CommandAnswer.File(path: path, bytes: bytes, isReplacing: replacing))
        }
    }

    /// A file on the machine of who asks.
    ///
    /// - Parameter path: `-` is their standard input.
    /// - Throws: what reading it came to there; or, when it was not sent, that it is needed.
    func file(_ path: String) throws(Failure) -> [UInt8] {
        switch request.files[path] {
        case .content(let bytes): return bytes
        case .unreadable(let number): throw TextFile.unreadable(path, number)
        case .folder: throw TextFile.isFolder(path)
        case .tooLarge(let limit): throw TextFile.tooLarge(path, limit: limit)
        case nil:
            gathered.withLock { if !$0.needs.contains(path) { $0.needs.append(path) } }
            // Never shown: what is needed is the answer then.
            throw Failure(
                .notFound, "file-needed", vi: "Cần tệp \(path).", en: "\(path) is needed.")
        }
    }
}
