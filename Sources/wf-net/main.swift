// Delivers notifications over the network for wf, which starts it beside itself: a job as JSON on
// standard input, a report as JSON on standard output. SIGTERM ends it once what is under way is
// answered and recorded.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

do throws(Fault) {
    try await Program.run(Array(CommandLine.arguments.dropFirst()))
} catch {
    // Nobody is left to be told when even this cannot be written.
    try? StandardStreams.write("wf-net: \(error.message)\n", to: STDERR_FILENO)
    exit(error.status)
}
