import Diagnostics
import JSON
import WorkflowDelivery
import WorkflowPresentation

/// `wf-net` at work. Whatever becomes of it, nothing is lost: what it delivered it has recorded
/// itself, and the rest waits.
final class NetProcess {
    /// What it does; see `wf-net`.
    enum Errand: String { case deliver, test }

    private let child: NetChild
    private let job: DeliveryJob

    init(_ errand: Errand, _ job: DeliveryJob) throws(Failure) {
        self.job = job
        child = try NetChild(errand.rawValue, given: Array(job.json.canonical.utf8))
    }

    /// Ends when it does.
    var output: Int32 { child.output }

    var hasEnded: Bool { child.hasEnded }

    /// Asks it to end; it finishes what is under way.
    func stop() {
        child.stop()
    }

    /// Reads what it has answered, and waits for more when there is nothing. Sets `hasEnded`.
    func read() throws(Failure) {
        try child.read()
    }

    /// Waits for its end, and gives its report. One that did not come to its end properly is a
    /// fault of every sink of the job.
    func report() throws(Failure) -> DeliveryReport {
        let status = try child.end()
        guard status == 0 else { return fault(NetProgram.text(of: status)) }
        do {
            return try DeliveryReport(json: JSON.parse(String(decoding: child.text, as: UTF8.self)))
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
}

extension NetProgram {
    /// How it ended, when not well.
    fileprivate static func text(of status: Int32) -> LocalizedText {
        // The low seven bits are the signal that ended it, if one did.
        let signal = status & 0x7F
        if signal != 0 {
            return LocalizedText(
                vi: "\(name) dừng vì tín hiệu \(signal); lần sau gửi tiếp",
                en: "\(name) was ended by signal \(signal); the next run goes on")
        }
        let code = (status >> 8) & 0xFF
        return LocalizedText(
            vi: "\(name) kết thúc với mã \(code); lần sau gửi tiếp",
            en: "\(name) ended with status \(code); the next run goes on")
    }
}

extension DeliveryReport {
    /// Nothing could be done for any sink of a job, for the same reason.
    init(unusable job: DeliveryJob, _ message: String) {
        self.init(
            faults: job.sinks.keys.sorted().map { Remark(sink: $0, message: message) })
    }
}
