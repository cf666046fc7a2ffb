import Diagnostics
import JSON
import WorkflowCore
import WorkflowModel
import WorkflowStorage

/// What the events alone give: every item, and every document of a register.
struct Replay {
    typealias Register = [RegisteredDocument.ID: (document: RegisteredDocument, isWithdrawn: Bool)]

    var states: [String: ItemState] = [:]
    var documents: Register = [:]
    /// Events that cannot be read back.
    var problems: [VerifyReport.Problem] = []
    var brokenGlass: [BrokenGlass] = []

    fileprivate mutating func take(_ sealed: SealedEvent, _ workflow: Workflow?) {
        let draft = sealed.event
        guard let json = try? JSONView.parse(draft.data) else {
            return fault(
                sealed, vi: "Dữ liệu sự kiện không phải JSON.",
                en: "The data of the event is not JSON.")
        }
        if draft.type.hasPrefix("document.") { takeDocument(draft.type, json) }
        // The histories of registers have no state; they are compared as a whole.
        if draft.isOfRegister || draft.isOfDelegations { return }
        guard let workflow,
            let event = Event(
                version: draft.version, type: draft.type, at: draft.at, actor: draft.actor,
                data: json, workflow: workflow)
        else {
            return fault(
                sealed, vi: "Không đọc lại được sự kiện \(draft.type).",
                en: "The event \(draft.type) cannot be read back.")
        }
        if draft.type == "item.started" {
            states[draft.item] = ItemState(id: draft.item, workflow: workflow, first: event)
        } else {
            states[draft.item]?.apply(event)
        }
        guard let state = states[draft.item] else {
            return fault(
                sealed, vi: "Không đọc lại được sự kiện bắt đầu.",
                en: "The start event cannot be read back.")
        }
        if let broken = BrokenGlass(sealed, event, state) { brokenGlass.append(broken) }
    }

    private mutating func takeDocument(_ type: String, _ json: JSONView) {
        if type == "document.registered", let document = RegisteredDocument(json) {
            documents[document.id] = (document, false)
        } else if let withdrawn = DocumentWithdrawn(json) {
            documents[withdrawn.id]?.isWithdrawn = true
        }
    }

    fileprivate mutating func fault(_ sealed: SealedEvent, vi: String, en: String) {
        problems.append(
            .init(
                code: "unreadable-event", item: sealed.event.item, sequence: sealed.sequence,
                message: LocalizedText(vi: vi, en: en)))
    }
}

/// What putting the projections right from the history did.
public struct RebuildReport: Hashable, Sendable {
    /// How many items were built anew.
    public var items: Int
    /// Events that cannot be read back, whose items were left as they are; or where the chain is
    /// broken: then nothing was written.
    public var problems: [VerifyReport.Problem]
}

extension Engine {
    /// Builds every projection anew from the events alone: items, tasks, timers, what they are found
    /// by, and who stands in for whom. The history stays as it is. Items that go on meanwhile keep
    /// what came of that. Nothing is built from a history that was changed: what is stored may be all
    /// that is left of what it was.
    public func rebuild() async throws(EngineError) -> RebuildReport {
        var chain = HashChain()
        var broken: [VerifyReport.Problem] = []
        let replay = try await atOneMoment { (engine) async throws(EngineError) in
            try await engine.replay { broken += chain.verify($0).map(VerifyReport.Problem.init) }
        }
        guard broken.isEmpty else { return RebuildReport(items: 0, problems: broken) }
        let unreadable = Set(replay.problems.compactMap(\.item))
        let states = replay.states.values.filter { !unreadable.contains($0.id) }
        let projections = states.sorted { $0.id < $1.id }.map { Projection($0) }
        try await stored { () async throws(StoreError) in
            try await store.replaceProjections(projections)
        }
        try await rebuildDelegations()
        return RebuildReport(items: projections.count, problems: replay.problems)
    }

    /// An engine over the store as it is now, for as long as it is used.
    func atOneMoment<Value>(
        _ body: (Engine) async throws(EngineError) -> Value
    ) async throws(EngineError) -> Value {
        let snapshot = try await stored { () async throws(StoreError) in
            try await store.snapshot()
        }
        do throws(EngineError) {
            let value = try await body(over(snapshot))
            await snapshot.close()
            return value
        } catch {
            await snapshot.close()
            throw error
        }
    }

    /// Reads the whole history once.
    ///
    /// - Parameter each: told of every part of it first.
    func replay(_ each: ([SealedEvent]) -> Void) async throws(EngineError) -> Replay {
        var replay = Replay()
        var after: Int64 = 0
        while true {
            let from = after
            let page = try await stored { () async throws(StoreError) in
                try await store.events(item: nil, after: from, limit: 1000)
            }
            guard let last = page.last else { return replay }
            each(page)
            for sealed in page { try await take(sealed, into: &replay) }
            after = last.sequence
        }
    }

    private func take(
        _ sealed: SealedEvent, into replay: inout Replay
    ) async throws(EngineError) {
        var workflow = replay.states[sealed.event.item]?.workflow
        if sealed.event.type == "item.started",
            let json = try? JSONView.parse(sealed.event.data),
            let hash = json["workflow"]["hash"].string
        {
            do throws(EngineError) {
                workflow = try await definitions.workflow(hash, store: store)
            } catch {
                if case .store = error { throw error }
                return replay.fault(
                    sealed, vi: "Không đọc lại được quy trình mà hồ sơ chạy theo (\(error)).",
                    en: "The workflow the item runs on cannot be read back (\(error)).")
            }
        }
        replay.take(sealed, workflow)
    }
}
