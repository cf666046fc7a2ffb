// Measures what the engine promises, as ratios within one run; `wf-bench NAME…` measures parts of it.
// A figure of a shared machine says little by itself; beside another of the same minute it does.

import Benchmarking
import Glibc

/// What `wf-bench` was asked to measure; everything when nothing was named.
let arguments = Array(CommandLine.arguments.dropFirst())

if arguments.first == ProcessHome.fillCommand, arguments.count == 2 {
    await finishing { try await ProcessHome(folder: arguments[1]).fill() }
    exit(0)
}

let parts = arguments.isEmpty ? Part.allCases : arguments.compactMap(Part.init)
guard parts.count == max(arguments.count, 1) || arguments.isEmpty else {
    write("usage: wf-bench [\(Part.allCases.map(\.rawValue).joined(separator: "|"))]…\n", to: 2)
    exit(64)
}
await finishing {
    var report = Report()
    // Whole processes first: what a child is said to hold in memory is at least what this one
    // does when it starts it.
    if parts.contains(.process) { report.add(try await ProcessBench.run()) }
    if parts.contains(.loading) { report.add(try LoadingBench.run()) }
    if parts.contains(.durable) { report.add(try await DurableBench.run()) }
    if parts.contains(.backlog) { report.add(try await BacklogBench.run()) }
    if parts.contains(.sweep) { report.add(try await SweepBench.run()) }
    if parts.contains(.pure) { report.add(try PureBench.run()) }
    if parts.contains(.tables) { report.add(try TableBench.run()) }
    if parts.contains(.cel) { report.add(try CELBench.run()) }
    report.print()
}

enum Part: String, CaseIterable {
    case process, loading, durable, backlog, sweep, pure, tables, cel
}

/// Ends the program with the reason when a benchmark cannot be carried out.
func finishing(_ body: () async throws -> Void) async {
    do {
        try await body()
    } catch {
        write("wf-bench: \(error)\n", to: 2)
        exit(70)
    }
}
