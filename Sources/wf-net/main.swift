// Delivers notifications over the network for wf, which starts it beside itself: a job as JSON on
// standard input, a report as JSON on standard output. SIGTERM ends it once what is under way is
// answered and recorded.

import Dispatch
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

let errand = CommandLine.arguments.count == 2 ? Errand(rawValue: CommandLine.arguments[1]) : nil
guard let errand else {
    fail(64, "usage: wf-net \(Errand.allCases.map(\.rawValue).joined(separator: "|")) < job.json")
}
// Whoever asked may be gone by the time there is something to say.
signal(SIGPIPE, SIG_IGN)

let job: DeliveryJob
do {
    let text = String(decoding: try StandardStreams.readAll(), as: UTF8.self)
    job = try DeliveryJob(json: JSON.parse(text))
} catch {
    fail(65, "no job: \(error)")
}

let work = Task { try await errand.run(job) }
let stops = [SIGTERM, SIGINT].map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler { work.cancel() }
    source.resume()
    return source
}
do {
    let report = try await work.value
    try StandardStreams.write(report.json.canonical + "\n", to: STDOUT_FILENO)
} catch let error as StoreError {
    fail(error.code == .busy ? 75 : 69, "\(job.store): \(error)")
} catch {
    fail(74, "\(error)")
}
stops.forEach { $0.cancel() }

func fail(_ status: Int32, _ message: String) -> Never {
    // Nobody is left to be told when even this cannot be written.
    try? StandardStreams.write("wf-net: \(message)\n", to: STDERR_FILENO)
    exit(status)
}
