// The server of wf, started by `wf serve` with its arguments.

import WorkflowCommands
import WorkflowServer

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

let words = Array(CommandLine.arguments.dropFirst())
// The word by which `wf` starts it may be typed here, too.
let arguments = words.first == "serve" ? Array(words.dropFirst()) : words
LastWords.install()
switch arguments.first {
case "accounts":
    exit(await AccountCommands.run(arguments))
default:
    exit(
        await Program.serve(arguments) { settings in
            try await ServerProgram(settings).run()
        })
}
