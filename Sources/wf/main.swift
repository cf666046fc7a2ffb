import WorkflowCommands

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

LastWords.install()
exit(await Program.run(Array(CommandLine.arguments.dropFirst())))
