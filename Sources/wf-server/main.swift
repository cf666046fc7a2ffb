// The server of wf, started by `wf serve` with its arguments.

import WorkflowCommands

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

LastWords.install()
exit(
    await Program.serve(Array(CommandLine.arguments.dropFirst())) { settings in
        try await ServerProgram(settings).run()
    })
