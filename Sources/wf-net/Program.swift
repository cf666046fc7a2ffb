import JSON
import WorkflowDelivery
import WorkflowStorage
import WorkflowWebhook

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Why there is no report: for `wf`, and for who reads what it wrote to standard error.
struct Fault: Error {
    /// After sysexits(3), as those of `wf`.
    var status: Int32
    var message: String
}

enum Program {
    static func run(_ arguments: [String]) async throws(Fault) {
        // Whoever asked may be gone by the time there is something to say.
        signal(SIGPIPE, SIG_IGN)
        if arguments == ["request"] { return try await ask() }
        guard arguments.count == 1, let errand = Errand(rawValue: arguments[0]) else {
            let errands = Errand.allCases.map(\.rawValue).joined(separator: "|")
            throw Fault(status: 64, message: "usage: wf-net \(errands)|request < job.json")
        }
        let job = try readJob()
        let work = Task { () async -> Result<DeliveryReport, StoreError> in
            do throws(StoreError) {
                return .success(try await errand.run(job))
            } catch {
                return .failure(error)
            }
        }
        let signals = StopSignals { work.cancel() }
        let result = await work.value
        signals.close()
        switch result {
        case .success(let report): try write(report.json)
        case .failure(let error):
            throw Fault(
                status: error.code == .busy ? 75 : 69,
                message: "\(job.store): \(error.code.rawValue)"
                    + (error.detail.map { ", \($0)" } ?? ""))
        }
    }

    /// Puts a question to a wf server. Signals end it: the server goes on with what it has begun.
    private static func ask() async throws(Fault) {
        let question: ServerQuestion?
        do {
            question = ServerQuestion(json: try JSON.parse(try StandardStreams.readAll()))
        } catch {
            throw Fault(status: 65, message: "no question: \(error)")
        }
        guard let question else { throw Fault(status: 65, message: "no question") }
        try write(await question.ask())
    }

    private static func readJob() throws(Fault) -> DeliveryJob {
        do {
            let text = String(decoding: try StandardStreams.readAll(), as: UTF8.self)
            return try DeliveryJob(json: JSON.parse(text))
        } catch {
            throw Fault(status: 65, message: "no job: \(error)")
        }
    }

    private static func write(_ answer: JSON) throws(Fault) {
        do throws(StreamError) {
            try StandardStreams.write(answer.canonical + "\n", to: STDOUT_FILENO)
        } catch {
            throw Fault(status: 74, message: "\(error)")
        }
    }
}
