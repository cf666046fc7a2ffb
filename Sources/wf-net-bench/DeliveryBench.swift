import Benchmarking
import Diagnostics
import JSON
import WorkflowDelivery
import WorkflowModel
import WorkflowSQLite
import WorkflowStorage
import WorkflowTesting

#if canImport(Glibc)
    import Glibc
#endif

/// `wf-net deliver` as a whole process, from its start to its report: everything is read from the
/// store, signed, sent, and recorded in the store.
enum DeliveryBench {
    private static let notifications = 10_000
    private static let inFlight = 32
    private static let runs = 3

    static func run() async throws -> [Figure] {
        var paces: [Double] = []
        var resident = 0
        for _ in 0..<runs {
            let run = try await deliver()
            paces.append(Double(notifications) / run.elapsed)
            resident = max(resident, run.residentKB)
        }
        let all = paces.map { $0.text(0) }.joined(separator: ", ")
        return [
            Figure(
                name: "notifications delivered by webhook", value: paces.median, unit: "/s",
                bar: .atLeast(5_000),
                raw: "\(notifications) with \(inFlight) in flight, signed; \(all)"),
            Figure(
                name: "wf-net, resident", value: Double(resident) / 1024, unit: "MB",
                bar: .atMost(60), raw: "\(resident) KB at most"),
        ]
    }

    private static func deliver() async throws -> ProcessRun {
        let folder = try TemporaryFolder()
        let path = folder.path("store.sqlite")
        try await fill(path)
        let receiver = try ReceiverProcess()
        let job = DeliveryJob(
            store: path, language: .en,
            sinks: [
                "web": .webhook(
                    NotificationRules.Webhook(
                        url: "http://127.0.0.1:\(receiver.port)/",
                        secrets: [.file(folder.path("key"))],
                        inFlight: inFlight, allowed: [.loopback]))
            ])
        try write("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", toFile: folder.path("key"))
        try write(job.json.canonical, toFile: folder.path("job"))
        let run = try Program(
            path: try Program.ownFolder() + "wf-net", arguments: ["deliver"],
            input: folder.path("job"), output: folder.path("report")
        ).succeed()
        let report = try DeliveryReport(json: JSON.parse(try text(ofFile: folder.path("report"))))
        guard report.summary.delivered == notifications else {
            throw BenchFailure("\(report.summary.delivered) of \(notifications) were delivered")
        }
        return run
    }

    /// A notification for each of many items, of the length they usually have.
    private static func fill(_ path: String) async throws {
        let store = try SQLiteStore(path: path, create: true)
        let words = String(repeating: "Thẩm định dự toán ", count: 6)
        for first in stride(from: 0, to: notifications, by: 500) {
            let commits = (first..<first + 500).map { number in
                let bare = Sample.commit("N.\(number)")
                let notification = DraftNotification(
                    sink: "web",
                    payload:
                        #"{"data":{"item":"N.\#(number)","text":{"en":"\#(words)","vi":"\#(words)"}},"#
                        + #""datacontenttype":"application/json","source":"/wf","specversion":"1.0","#
                        + #""subject":"N.\#(number)","type":"wf.item.advanced"}"#)
                return Commit(
                    item: bare.item, expectedVersion: 0, events: bare.events,
                    projection: bare.projection, notifications: [notification])
            }
            for result in try await store.commit(batch: commits) { _ = try result.get() }
        }
        await store.close()
    }

    private static func write(_ text: String, toFile path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT, 0o600)
        guard file >= 0 else { throw BenchFailure("\(path) cannot be written") }
        Benchmarking.write(text, to: file)
        close(file)
    }

    private static func text(ofFile path: String) throws -> String {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { throw BenchFailure("\(path) cannot be read") }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = read(file, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}
