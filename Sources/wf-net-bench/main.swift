// Measures delivery over the network: 10,000 notifications from a store to a receiver on this
// machine, which is a process of its own (`wf-net-bench --receive`).

import Benchmarking

#if canImport(Glibc)
    import Glibc
#endif

do {
    switch Array(CommandLine.arguments.dropFirst()) {
    case []:
        var report = Report()
        report.add(try await DeliveryBench.run())
        report.print()
    case ["--receive"]:
        try await BenchReceiver.serve()
    default:
        write("usage: wf-net-bench\n", to: 2)
        exit(64)
    }
} catch {
    write("wf-net-bench: \(error)\n", to: 2)
    exit(70)
}
