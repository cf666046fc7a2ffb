import Diagnostics
import JSON
import WorkflowDelivery
import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// `wf-net` at work. Whatever becomes of it, nothing is lost: what it delivered it has recorded
/// itself, and the rest waits.
final class NetProcess {
    /// What it does; see `wf-net`.
    enum Errand: String { case deliver, test }

    private let identifier: pid_t
    private let job: DeliveryJob
    /// Ends when it does.
    let output: Int32
    private(set) var hasEnded = false
    private var text: [UInt8] = []

    /// Starts it. It inherits the environment, where secrets are, and standard error.
    init(_ errand: Errand, _ job: DeliveryJob) throws(Failure) {
        self.job = job
        let path = try NetProgram.find()
        let (jobOut, jobIn) = try Self.pipe()
        let (answerOut, answerIn) = try Self.pipe()
        defer {
            close(jobOut)
            close(answerIn)
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, jobOut, STDIN_FILENO)
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
        let arguments = [strdup(path), strdup(errand.rawValue)]
        defer { arguments.forEach { free($0) } }
        let code = posix_spawn(&process, path, &actions, &attributes, arguments + [nil], environ)
        guard code == 0 else {
            close(jobIn)
            close(answerOut)
            throw Self.failure("posix_spawn", code)
        }
        identifier = process
        output = answerOut
        // Read as a whole before anything is answered, so this does not wait for the other.
        Self.write(Array(job.json.canonical.utf8), to: jobIn)
        close(jobIn)
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

    /// Waits for its end, and gives its report. One that did not come to its end properly is a
    /// fault of every sink of the job.
    func report() throws(Failure) -> DeliveryReport {
        while !hasEnded { try read() }
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 {
            guard errno == EINTR else { throw Self.failure("waitpid", errno) }
        }
        guard status == 0 else { return fault(Self.text(of: status)) }
        do {
            return try DeliveryReport(json: JSON.parse(String(decoding: text, as: UTF8.self)))
        } catch {
            return fault(
                LocalizedText(
                    vi: "không hiểu báo cáo của \(NetProgram.name): \(error)",
                    en: "the report of \(NetProgram.name) cannot be read: \(error)"))
        }
    }

    private func fault(_ message: LocalizedText) -> DeliveryReport {
        DeliveryReport(unusable: job, message.spoken)
    }

    private static func text(of status: Int32) -> LocalizedText {
        // The low seven bits are the signal that ended it, if one did.
        let signal = status & 0x7F
        if signal != 0 {
            return LocalizedText(
                vi: "\(NetProgram.name) dừng vì tín hiệu \(signal); lần sau gửi tiếp",
                en: "\(NetProgram.name) was ended by signal \(signal); the next run goes on")
        }
        let code = (status >> 8) & 0xFF
        return LocalizedText(
            vi: "\(NetProgram.name) kết thúc với mã \(code); lần sau gửi tiếp",
            en: "\(NetProgram.name) ended with status \(code); the next run goes on")
    }

    // MARK: The system

    private static func pipe() throws(Failure) -> (out: Int32, in: Int32) {
        var ends: [Int32] = [-1, -1]
        guard systemPipe(&ends) == 0 else { throw failure("pipe", errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// A program that ends without having read its job says so by its status.
    private static func write(_ bytes: [UInt8], to file: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(file, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return
            }
        }
    }

    private static func failure(_ call: String, _ number: Int32) -> Failure {
        let why = "\(call): \(String(cString: strerror(number)))"
        return Failure(
            .io, "no-wf-net", vi: "Không chạy được \(NetProgram.name) (\(why)).",
            en: "\(NetProgram.name) cannot be run (\(why)).")
    }
}

extension DeliveryReport {
    /// Nothing could be done for any sink of a job, for the same reason.
    init(unusable job: DeliveryJob, _ message: String) {
        self.init(
            faults: job.sinks.keys.sorted().map { Remark(sink: $0, message: message) })
    }
}

/// `pipe`, `write` and `read` are names of methods here.
private func systemPipe(_ ends: UnsafeMutablePointer<Int32>) -> Int32 {
    pipe(ends)
}

private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(file, bytes, count)
}

private func systemRead(_ file: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(file, bytes, count)
}
