import CLinux
import SystemFiles
import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// `wf-net` as a process that is given something on its standard input and answers on its standard
/// output. It inherits the environment, where secrets are, and standard error.
final class NetChild {
    private let identifier: pid_t
    /// Ends when it does.
    let output: Int32
    private(set) var hasEnded = false
    private(set) var text: [UInt8] = []

    /// - Throws: `no-wf-net` when it is not there or cannot be started.
    init(_ errand: String, given input: [UInt8]) throws(Failure) {
        let path = try NetProgram.find()
        let (inputOut, inputIn) = try Self.pipe()
        let (answerOut, answerIn): (out: Int32, in: Int32)
        do throws(Failure) {
            (answerOut, answerIn) = try Self.pipe()
        } catch {
            close(inputOut)
            close(inputIn)
            throw error
        }
        defer {
            close(inputOut)
            close(answerIn)
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, inputOut, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, answerIn, STDOUT_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // `wf watch` keeps signals from ending it; whoever asks wf-net to end has to be heard.
        var mask = sigset_t()
        sigemptyset(&mask)
        posix_spawnattr_setsigmask(&attributes, &mask)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var process = pid_t()
        let arguments = [strdup(path), strdup(errand)]
        defer { arguments.forEach { free($0) } }
        let code = posix_spawn(&process, path, &actions, &attributes, arguments + [nil], environ)
        guard code == 0 else {
            close(inputIn)
            close(answerOut)
            throw Self.failure("posix_spawn", code)
        }
        identifier = process
        output = answerOut
        // Read as a whole before anything is answered, so this does not wait for the other. A program
        // that ends without having read it says so by its status.
        try? SystemFile.writeAll(input, to: inputIn)
        close(inputIn)
    }

    deinit {
        close(output)
    }

    /// Asks it to end; it finishes what is under way.
    func stop() {
        kill(identifier, SIGTERM)
    }

    /// Reads what it has answered, and waits for more when there is nothing. Sets `hasEnded`.
    func read() throws(Failure) {
        var chunk = [UInt8](repeating: 0, count: 16 * 1_024)
        let count = systemRead(output, &chunk, chunk.count)
        if count > 0 {
            text += chunk[..<count]
        } else if count == 0 {
            hasEnded = true
        } else if errno != EINTR {
            throw Self.failure("read", errno)
        }
    }

    /// Waits for its end.
    ///
    /// - Returns: as `waitpid` gives it: 0 when all is well.
    func end() throws(Failure) -> Int32 {
        while !hasEnded { try read() }
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 {
            guard errno == EINTR else { throw Self.failure("waitpid", errno) }
        }
        return status
    }

    // MARK: The system

    private static func pipe() throws(Failure) -> (out: Int32, in: Int32) {
        var ends: [Int32] = [-1, -1]
        // An end that another process got meanwhile would keep the other from ever ending.
        guard wf_pipe(&ends) == 0 else { throw failure("pipe", errno) }
        return (ends[0], ends[1])
    }

    private static func failure(_ call: String, _ number: Int32) -> Failure {
        let why = "\(call): \(String(cString: strerror(number)))"
        return Failure(
            .io, "no-wf-net", vi: "Không chạy được \(NetProgram.name) (\(why)).",
            en: "\(NetProgram.name) cannot be run (\(why)).")
    }
}

/// `read` is the name of a method here.
private func systemRead(_ file: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(file, bytes, count)
}
