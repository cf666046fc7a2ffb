import Diagnostics
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The files of a home as they were parsed before, in `.wf/cache`: a file for the rules, one for
/// each definition that items run on, and these for each account. Whoever deletes them makes the
/// next command a little slower.
struct ParsedFiles: Sendable {
    private let folder: String
    /// What tells this program from another version of it, which may read files otherwise.
    private let build: String?

    init(_ home: Home) {
        folder = home.cache
        build = Self.build()
    }

    /// What is kept under a name; nil where nothing can be kept.
    func trees(_ name: String) -> TreeCache? {
        guard let build else { return nil }
        // Where there is no `.wf` yet nothing is made, and the cache stays empty.
        mkdir(folder, 0o770)
        // A server is another program; each would throw away what the other has kept.
        let keeper = Invocation.current == nil ? "" : "server."
        return TreeCache(path: "\(folder)/\(name).\(keeper)\(geteuid())", build: build)
    }

    private static func build() -> String? {
        var status = stat()
        // Only Linux tells a running program its own file.
        guard stat("/proc/self/exe", &status) == 0 else { return nil }
        #if canImport(Darwin)
            return nil
        #else
            let written = status.st_mtim
            return "\(status.st_size) \(status.st_ino) \(written.tv_sec).\(written.tv_nsec)"
        #endif
    }
}

extension ParsedFiles: PinnedDefinitions {
    func workflow(
        named name: String, hash: String, from sources: [DefinitionSource], rules: Rules
    ) throws(DiagnosticsError) -> Workflow {
        let loader = LibraryLoader(MemorySources(sources), trees: trees(of: hash))
        UntilExit.keep(loader)
        return try loader.pinnedWorkflow(named: name, hash: hash, rules: rules)
    }

    /// A hash comes from the store and becomes the name of a file.
    private func trees(of hash: String) -> TreeCache? {
        guard hash.utf8.count == 64, hash.utf8.allSatisfy(Self.isDigit) else { return nil }
        return trees(hash)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
