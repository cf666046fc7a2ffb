import Benchmarking

#if canImport(Glibc)
    import Glibc
#endif

/// The receiver, running beside the bench; killed with this value.
final class ReceiverProcess {
    let port: Int
    private let identifier: pid_t

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw BenchFailure("no pipe") }
        defer { ends.forEach { close($0) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        let path = try Program.ownFolder() + "wf-net-bench"
        var process = pid_t()
        let code = withCStrings([path, "--receive"]) { arguments in
            posix_spawn(&process, path, &actions, nil, arguments, environ)
        }
        guard code == 0 else { throw BenchFailure("the receiver cannot be run") }
        identifier = process
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(ends[0], &byte, 1) == 1, byte != 0x0A { line.append(byte) }
        guard let port = Int(String(decoding: line, as: UTF8.self)), port > 0 else {
            kill(process, SIGKILL)
            throw BenchFailure("the receiver did not start")
        }
        self.port = port
    }

    deinit {
        kill(identifier, SIGKILL)
        var status: Int32 = 0
        waitpid(identifier, &status, 0)
    }
}
