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

    /// One workflow, without reading the others: the file `NAME.yaml` is looked at first, then the
    /// first key of every other.
    public static func loadWorkflow(
        named name: String, from paths: [String], rules: Rules
    ) throws(DiagnosticsError) -> Workflow {
        let loader = LibraryLoader(paths: paths)
        let workflow = loader.workflow(named: name, rules: rules)
        try loader.diagnostics.throwIfErrors()
        return try workflow.loaded(loader)
    }
}

extension Workflow {
    /// Rebuilds a workflow from the texts it was first read from, kept with the items that run on
    /// it. Its hash is the one it had.
    ///
    /// The rules are those of today. Codes of agencies and people that have gone since are no
    /// error here.
    public static func load(
        pinned sources: [DefinitionSource], name: String, rules: Rules
    ) throws(DiagnosticsError) -> Workflow {
        let loader = LibraryLoader(MemorySources(sources))
        let workflow = loader.workflow(named: name, rules: rules, mode: .pinned)
        try loader.diagnostics.throwIfErrors()
        return try workflow.loaded(loader)
    }
}

extension Workflow? {
    /// A loader that answers nothing has said why; this makes sure that the caller is told.
    fileprivate func loaded(_ loader: LibraryLoader) throws(DiagnosticsError) -> Workflow {
        guard let self else { throw DiagnosticsError(loader.diagnostics) }
        return self
    }
}
