import Glibc

/// What a whole process took.
package struct ProcessRun {
    /// Seconds.
    package var elapsed: Double
    package var worked: Double
    /// The most it held in memory, in KB.
    package var residentKB: Int
    package var status: Int32
}

/// A program with its arguments, run to its end, with its output thrown away unless a file is named.
package struct Program {
    /// With the folder it is in.
    package var path: String
    package var arguments: [String]
    /// `NAME=value`; nothing else is passed on.
    package var environment: [String]
    /// The files of standard input and output.
    package var input: String
    package var output: String

    package init(
        path: String, arguments: [String], environment: [String] = [],
        input: String = "/dev/null", output: String = "/dev/null"
    ) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.input = input
        self.output = output
    }

    package func run() throws -> ProcessRun {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let writing = O_WRONLY | O_CREAT
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, writing, 0o600)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var process = pid_t()
        let watch = Stopwatch()
        let code = withCStrings([path] + arguments) { arguments in
            withCStrings(environment) { environment in
                posix_spawn(&process, path, &actions, nil, arguments, environment)
            }
        }
        guard code == 0 else {
            throw BenchFailure("\(path) cannot be run: \(String(cString: strerror(code)))")
        }
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(process, &status, 0, &usage) == process else {
            throw BenchFailure("\(path) got lost")
        }
        return ProcessRun(
            elapsed: watch.elapsed, worked: usage.ru_utime.seconds + usage.ru_stime.seconds,
            residentKB: usage.ru_maxrss, status: status)
    }

    /// Runs it and insists that it ends well.
    package func succeed() throws -> ProcessRun {
        let run = try run()
        guard run.status == 0 else {
            throw BenchFailure(
                "\(path) \(arguments.joined(separator: " ")) ended with \(run.status >> 8)")
        }
        return run
    }

    /// Where the running program lies, up to the last slash; the others lie beside it.
    package static func ownFolder() throws -> String {
        guard let path = realpath("/proc/self/exe", nil) else {
            throw BenchFailure("it is not known where this program lies")
        }
        defer { free(path) }
        let own = String(cString: path)
        return String(own[...(own.lastIndex(of: "/") ?? own.startIndex)])
    }

    /// The first file of that name in the folders of `PATH`.
    package static func find(_ name: String) throws -> String {
        let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        for folder in folders.split(separator: ":") where access("\(folder)/\(name)", X_OK) == 0 {
            return "\(folder)/\(name)"
        }
        throw BenchFailure("there is no \(name) in PATH (Debian and Ubuntu: apt install sqlite3)")
    }
}

extension timeval {
    fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) * 1e-6 }
}

/// The texts as C wants a list of them: ended by a null pointer.
package func withCStrings<Value>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
) -> Value {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
}
