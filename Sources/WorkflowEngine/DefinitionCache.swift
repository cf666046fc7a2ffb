import Diagnostics
import JSON
import Synchronization
import WorkflowLoading
import WorkflowModel
import WorkflowStorage

/// The definitions items are pinned to, read from the store once each.
///
/// A lock and not an actor: hopping to another executor would start threads that a command of a few
/// milliseconds never needs.
final class DefinitionCache: Sendable {
    private let rules: Rules
    private let pinned: any PinnedDefinitions
    private let currentDefinitions: (any CurrentDefinitions)?
    private let workflows: Mutex<[String: Workflow]>
    /// Those that do not even mention who sees their items.
    private let open = Mutex<Set<String>>([])
    /// By name.
    private let currentWorkflows = Mutex<[String: Workflow]>([:])

    init(
        _ library: Library, pinned: any PinnedDefinitions, current: (any CurrentDefinitions)? = nil
    ) {
        rules = library.rules
        self.pinned = pinned
        currentDefinitions = current
        workflows = Mutex(
            Dictionary(
                library.workflows.values.map { ($0.hash, $0) },
                uniquingKeysWith: { first, _ in first }))
    }

    /// The definition of today of that name, read once.
    func current(_ name: String) throws(EngineError) -> Workflow {
        if let known = currentWorkflows.withLock({ $0[name] }) { return known }
        let workflow: Workflow?
        do throws(DiagnosticsError) {
            workflow = try currentDefinitions?.workflow(named: name, rules: rules)
        } catch {
            throw .definitions(error)
        }
        guard let workflow else { throw .notFound(.workflow, name, suggestion: nil) }
        currentWorkflows.withLock { $0[name] = workflow }
        return workflow
    }

    /// Whether a definition does not say who sees its items. It is not read for that.
    func isOpen(_ hash: String, store: any Store) async throws(EngineError) -> Bool {
        if let known = workflows.withLock({ $0[hash] }) { return known.visibility == nil }
        if open.withLock({ $0.contains(hash) }) { return true }
        let mayHide: Bool
        do {
            mayHide = try await store.definitionMayHide(hash)
        } catch {
            throw .store(error)
        }
        if mayHide { return try await workflow(hash, store: store).visibility == nil }
        open.withLock { _ = $0.insert(hash) }
        return true
    }

    func workflow(_ hash: String, store: any Store) async throws(EngineError) -> Workflow {
        if let known = workflows.withLock({ $0[hash] }) { return known }
        let record: DefinitionRecord?
        do {
            record = try await store.definition(hash)
        } catch {
            throw .store(error)
        }
        guard let record, let sources = record.decodedSources else {
            throw .notFound(.definition, hash, suggestion: nil)
        }
        do throws(DiagnosticsError) {
            let workflow = try pinned.workflow(
                named: record.name, hash: hash, from: sources, rules: rules)
            workflows.withLock { $0[hash] = workflow }
            return workflow
        } catch {
            throw .definitions(error)
        }
    }
}

extension DefinitionRecord {
    init(_ workflow: Workflow) {
        let sources = workflow.sources.map { source -> JSON in
            ["path": .string(source.path), "text": .string(source.text)]
        }
        self.init(
            hash: workflow.hash, name: workflow.name, version: workflow.version,
            sources: JSON.array(sources).canonical)
    }

    /// Nil when the record is damaged.
    var decodedSources: [DefinitionSource]? {
        guard let array = (try? JSON.parse(sources))?.array else { return nil }
        var decoded: [DefinitionSource] = []
        for source in array {
            guard let path = source["path"].string, let text = source["text"].string else {
                return nil
            }
            decoded.append(DefinitionSource(path: path, text: text))
        }
        return decoded
    }
}
