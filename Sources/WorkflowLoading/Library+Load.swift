public import Diagnostics
public import WorkflowModel

extension Library {
    /// Every definition in the given folders.
    ///
    /// - Throws: all complaints found, when one of them is an error.
    public static func load(from paths: String...) throws(DiagnosticsError) -> Library {
        try load(from: paths)
    }

    public static func load(from paths: [String]) throws(DiagnosticsError) -> Library {
        try load(from: SourceFolders(paths))
    }

    public static func load(
        from sources: some SourceProvider
    ) throws(DiagnosticsError) -> Library {
        let loader = LibraryLoader(sources)
        let library = loader.library()
        try loader.diagnostics.throwIfErrors()
        return library
    }
}

extension Workflow {
    /// Rebuilds a workflow from the texts it was first read from, kept with the items that run on
    /// it.
    ///
    /// The rules are those of today. Codes of agencies and people that have gone since are no
    /// error here.
    ///
    /// - Parameter hash: the one it was kept under, which is believed here: `wf verify` compares it
    ///   with the texts.
    public static func load(
        pinned sources: [DefinitionSource], name: String, hash: String, rules: Rules
    ) throws(DiagnosticsError) -> Workflow {
        try LibraryLoader(MemorySources(sources))
            .pinnedWorkflow(named: name, hash: hash, rules: rules)
    }
}

extension LibraryLoader {
    /// The same of a loader of these texts.
    public func pinnedWorkflow(
        named name: String, hash: String, rules: Rules
    ) throws(DiagnosticsError) -> Workflow {
        let workflow = workflow(named: name, rules: rules, mode: .pinned(hash: hash))
        try diagnostics.throwIfErrors()
        return try workflow.loaded(self)
    }
}

/// Reads back the definitions that are kept with the items running on them.
public protocol PinnedDefinitions: Sendable {
    /// - Parameter hash: the one the definition is kept under.
    func workflow(
        named name: String, hash: String, from sources: [DefinitionSource], rules: Rules
    ) throws(DiagnosticsError) -> Workflow
}

/// Where the definitions of today are, for items that open children.
public protocol CurrentDefinitions: Sendable {
    /// Nil when there is none of that name.
    func workflow(named name: String, rules: Rules) throws(DiagnosticsError) -> Workflow?
}

/// Parses them each time.
public struct ParsedDefinitions: PinnedDefinitions {
    public init() {}

    public func workflow(
        named name: String, hash: String, from sources: [DefinitionSource], rules: Rules
    ) throws(DiagnosticsError) -> Workflow {
        try Workflow.load(pinned: sources, name: name, hash: hash, rules: rules)
    }
}

extension Workflow? {
    /// A loader that answers nothing has said why; this makes sure that the caller is told.
    fileprivate func loaded(_ loader: LibraryLoader) throws(DiagnosticsError) -> Workflow {
        guard let self else { throw DiagnosticsError(loader.diagnostics) }
        return self
    }
}
