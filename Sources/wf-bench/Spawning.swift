import Glibc

/// What a whole process took.
struct ProcessRun {
    /// Seconds.
    var elapsed: Double
    var worked: Double
    /// The most it held in memory, in KB.
    var residentKB: Int
    var status: Int32
}

/// A program with its arguments, run to its end with its output thrown away.
struct Program {
    /// With the folder it is in.
    var path: String
    var arguments: [String]
    /// `NAME=value`; nothing else is passed on.
    var environment: [String] = []

    func run() throws -> ProcessRun {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in Int32(0)...2 {
            posix_spawn_file_actions_addopen(
                &actions, descriptor, "/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY, 0)
        }
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
    func succeed() throws -> ProcessRun {
        let run = try run()
        guard run.status == 0 else {
            throw BenchFailure(
                "\(path) \(arguments.joined(separator: " ")) ended with \(run.status >> 8)")
        }
        return run
    }

    /// The first file of that name in the folders of `PATH`.
    static func find(_ name: String) throws -> String {
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
private func withCStrings<Value>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
) -> Value {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
}
