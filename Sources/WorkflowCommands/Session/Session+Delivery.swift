import Diagnostics
import WorkflowDelivery
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowStorage

extension Session {
    /// Carries what waits in the outbox to the sinks of the rules, and waits for it to be done.
    func deliver(_ engine: Engine) async throws -> DeliveryReport {
        var report = try await deliverHere(engine)
        if let job = try await networkJob(engine) { report.add(try run(.deliver, job)) }
        return report
    }

    /// Has `wf-net` do something, and waits for it. That it is not there is a fault of the sinks.
    func run(_ errand: NetProcess.Errand, _ job: DeliveryJob) throws(Failure) -> DeliveryReport {
        do throws(Failure) {
            return try NetProcess(errand, job).report()
        } catch {
            guard error.code == "no-wf-net" else { throw error }
            return DeliveryReport(unusable: job, error.sentence)
        }
    }

    /// Delivers to the sinks that need no other process.
    func deliverHere(_ engine: Engine) async throws -> DeliveryReport {
        // A sink may write to standard output, after what this command says.
        try screen.flush()
        // With --json standard output is one document, and this is not part of it.
        return try await LogSinks(
            home: { () throws(Failure) in try self.whereHomeIs() },
            standardOutput: wantsJSON ? .file("/dev/stderr") : .standardOutput,
            gathered: wantsJSON ? 2 : 1
        ).deliver(engine)
    }

    /// Nil when the sink is none of these.
    func log(_ sink: NotificationRules.Sink, name: String) throws(Failure) -> (any Sink)? {
        try LogSinks(
            home: { () throws(Failure) in try self.whereHomeIs() },
            standardOutput: wantsJSON ? .file("/dev/stderr") : .standardOutput,
            gathered: wantsJSON ? 2 : 1
        ).log(sink, name: name)
    }
}

/// The sinks that need no other process.
struct LogSinks {
    let home: () throws(Failure) -> Home
    /// Where `-` leads.
    let standardOutput: LogSink.Destination
    /// The descriptor of whoever sent the command to a server that `-` leads to.
    var gathered: Int32 = 1

    func deliver(_ engine: Engine) async throws -> DeliveryReport {
        let sinks = try engine.rules.notifications.sinks.sorted { $0.key < $1.key }
            .compactMap { name, sink in try log(sink, name: name) }
        guard !sinks.isEmpty else { return DeliveryReport() }
        let clock = engine.clock
        return DeliveryReport(
            summary: try await DeliveryWorker(
                store: engine.store, sinks: sinks.map { Outlet.batches($0) }, clock: { clock.now }
            ).deliver())
    }

    /// Nil when the sink is none of these.
    func log(_ sink: NotificationRules.Sink, name: String) throws(Failure) -> (any Sink)? {
        switch sink {
        case .log("-"):
            if let invocation = Invocation.current {
                return GatheredSink(name: name, invocation, gathered)
            }
            return LogSink(standardOutput, name: name)
        case .log(let path):
            let home = try home()
            try home.makeFolder(home.data)
            return LogSink(
                .file(path.hasPrefix("/") ? path : home.data + "/" + path), name: name)
        case .webhook, .email: return nil
        }
    }
}

extension Failure {
    /// The message with what to do about it.
    var sentence: String {
        message.spoken + (hint.map { "; " + $0.spoken } ?? "")
    }
}
