import BenchmarkOffice
import Benchmarking
import Glibc
import JSON
import WorkflowAccounts
import WorkflowEngine
import WorkflowModel

/// A `wf-server` over a home of its own, with the token of the one person of its office.
final class ServerUnderTest {
    let home: TemporaryFolder
    private(set) var token = ""
    /// Of the colleagues.
    private(set) var tokens: [String] = []
    private(set) var port: UInt16 = 0
    /// Seconds from its start to its being ready.
    private(set) var startup = 0.0
    private var process: pid_t = 0
    private let program: String

    /// - Parameter colleagues: How many people there are besides, each with a token.
    init(colleagues count: Int) async throws {
        let colleagues = (0..<count).map { "ban-\($0)" }
        home = try TemporaryFolder()
        program = try Program.ownFolder() + "wf-server"
        for folder in ["workflows", "rules"] { mkdir(home.path(folder), 0o700) }
        for source in BenchOffice.sources(deadline: true, colleagues: colleagues) {
            try Self.write(source.text, home.path(source.path))
        }
        mkdir(home.path(".wf"), 0o700)
        let accounts = try Accounts(
            path: home.path(".wf/accounts.sqlite"), isQuick: true,
            clock: { EngineClock.system.now })
        guard let link = try await accounts.setupSecret() else {
            throw BenchFailure("somebody looks after a server that is new")
        }
        token = try await Self.token(accounts, link, BenchOffice.person)
        for colleague in colleagues {
            tokens.append(
                try await Self.token(accounts, accounts.invite(colleague), colleague))
        }
        try start()
    }

    deinit { stop() }

    func stop() {
        guard process > 0 else { return }
        kill(process, SIGTERM)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        process = 0
    }

    /// What it holds in memory, in MB.
    func residentMB() throws -> Double {
        let text = try Self.read("/proc/\(process)/status")
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
            let kilobytes = line.split(separator: " ").compactMap({ Double($0) }).first
        else { throw BenchFailure("the memory of the server is not told") }
        return kilobytes / 1_024
    }

    /// Seconds of processor time since its start.
    func worked() throws -> Double {
        let fields =
            try Self.read("/proc/\(process)/stat").split(separator: ")").last?
            .split(separator: " ").compactMap { Double($0) } ?? []
        // Without the number and the name, and the letter of its state, which is no number.
        guard fields.count > 12 else { throw BenchFailure("the time of the server is not told") }
        return (fields[10] + fields[11]) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func token(
        _ accounts: Accounts, _ link: String, _ person: String
    ) async throws -> String {
        _ = try await accounts.accept(
            link, as: person, password: "mười hai con giáp đi chợ sớm")
        return try await accounts.createToken(
            for: person, name: "bench", scopes: [.read, .write]
        ).secret
    }

    /// Its first line says where it listens.
    private func start() throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw BenchFailure("no pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addopen(
            &actions, STDERR_FILENO, home.path("server.log"), O_WRONLY | O_CREAT, 0o600)
        let arguments = [
            program, "--listen", "127.0.0.1:0", "--json", "--log-level", "error", "--home",
            home.path,
        ]
        let watch = Stopwatch()
        let code = withCStrings(arguments) { arguments in
            withCStrings(["PATH=/usr/bin:/bin"]) { environment in
                posix_spawn(&process, program, &actions, nil, arguments, environment)
            }
        }
        close(ends[1])
        guard code == 0 else { throw BenchFailure("\(program) cannot be run") }
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while Glibc.read(ends[0], &byte, 1) == 1, byte != 0x0A { line.append(byte) }
        startup = watch.elapsed
        guard let answer = try? JSON.parse(String(decoding: line, as: UTF8.self)),
            let number = answer["listening"]["port"].int.flatMap({ UInt16(exactly: $0) })
        else {
            throw BenchFailure(
                "the server does not start: \(try Self.read(home.path("server.log")))")
        }
        port = number
    }

    private static func write(_ text: String, _ path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw BenchFailure("\(path) cannot be written") }
        defer { close(file) }
        Benchmarking.write(text, to: file)
    }

    private static func read(_ path: String) throws -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw BenchFailure("\(path) cannot be read") }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(file, &chunk, chunk.count)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += chunk[..<count]
        }
    }
}
