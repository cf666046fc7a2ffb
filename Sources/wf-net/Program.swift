import JSON
import WorkflowDelivery
import WorkflowStorage

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
        guard arguments.count == 1, let errand = Errand(rawValue: arguments[0]) else {
            let errands = Errand.allCases.map(\.rawValue).joined(separator: "|")
            throw Fault(status: 64, message: "usage: wf-net \(errands) < job.json")
        }
        // Whoever asked may be gone by the time there is something to say.
        signal(SIGPIPE, SIG_IGN)
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
        case .success(let report): try write(report)
        case .failure(let error):
            throw Fault(
                status: error.code == .busy ? 75 : 69,
                message: "\(job.store): \(error.code.rawValue)"
                    + (error.detail.map { ", \($0)" } ?? ""))
        }
    }

    private static func readJob() throws(Fault) -> DeliveryJob {
        do {
            let text = String(decoding: try StandardStreams.readAll(), as: UTF8.self)
            return try DeliveryJob(json: JSON.parse(text))
        } catch {
            throw Fault(status: 65, message: "no job: \(error)")
        }
    }

    private static func write(_ report: DeliveryReport) throws(Fault) {
        do throws(StreamError) {
            try StandardStreams.write(report.json.canonical + "\n", to: STDOUT_FILENO)
        } catch {
            throw Fault(status: 74, message: "\(error)")
        }
    }
}
