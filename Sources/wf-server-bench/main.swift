// Measures the server over the network of this machine: a real `wf-server` process over a store on
// the disk, and 32 connections that ask as fast as they are answered. What is asked runs on the same
// processors as the server.

import Benchmarking

#if canImport(Glibc)
    import Glibc
#endif

do {
    guard CommandLine.arguments.count == 1 else {
        write("usage: wf-server-bench\n", to: 2)
        exit(64)
    }
    signal(SIGPIPE, SIG_IGN)
    var report = Report()
    report.add(try await ServerBench.run())
    report.print()
} catch {
    write("wf-server-bench: \(error)\n", to: 2)
    exit(70)
}
