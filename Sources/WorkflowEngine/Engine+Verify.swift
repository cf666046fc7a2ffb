public import Diagnostics
import JSON
import WorkflowCore
import WorkflowLoading
import WorkflowModel
import WorkflowStorage

/// What recomputing the history found.
public struct VerifyReport: Hashable, Sendable {
    public struct Problem: Hashable, Sendable {
        /// Such as `broken-chain`, `projection-differs`.
        public var code: String
        public var item: String?
        public var sequence: Int64?
        public var message: LocalizedText

        public init(code: String, item: String?, sequence: Int64?, message: LocalizedText) {
            self.code = code
            self.item = item
            self.sequence = sequence
            self.message = message
        }
    }

    public var events: Int64 = 0
    public var items = 0
    /// The hash of the last event; keep it elsewhere to notice a cut tail.
    public var head: String?
    public var problems: [Problem] = []
    /// Every time break-glass was asked for or used, in order. No problem of the history.
    public var brokenGlass: [BrokenGlass] = []

    public var isClean: Bool { problems.isEmpty }
}

extension Engine {
    /// Recomputes the hash chain and, from the events alone, every projection, and compares.
    public func verify() async throws(EngineError) -> VerifyReport {
        var report = VerifyReport()
        var states: [String: ItemState] = [:]
        var chain = HashChain()
        var after: Int64 = 0
        while true {
            let page = try await stored { () async throws(StoreError) in
                try await store.events(item: nil, after: after, limit: 1000)
            }
            guard let last = page.last else { break }
            report.problems.append(contentsOf: chain.verify(page).map(VerifyReport.Problem.init))
            report.events += Int64(page.count)
            for sealed in page { await replay(sealed, &states, &report) }
            after = last.sequence
            report.head = last.hash
        }
        try await verifyRegisters(&report)
        try await verifyDelegations(&report)
        let damage = try await stored { () async throws(StoreError) in try await store.damage() }
        for text in damage {
            report.problems.append(
                .init(
                    code: "damaged-index", item: nil, sequence: nil,
                    message: LocalizedText(
                        vi: "Bảng tra cứu của kho dữ liệu không khớp: \(text)",
                        en: "A look-up table of the store does not agree: \(text)")))
        }
        report.items = states.count
        for id in states.keys.sorted() {
            guard let state = states[id] else { continue }
            try await compare(state, &report)
        }
        try await verifyDefinitions(states, &report)
        verifyFamilies(states, &report)
        let hidden = try await hidden(among: Set(report.brokenGlass.map(\.item)))
        report.brokenGlass.removeAll { hidden.contains($0.item) }
        return report
    }

    /// That the definitions items run on are kept as they were when the items started. Asked of the
    /// store: a server also knows them from its files.
    private func verifyDefinitions(
        _ states: [String: ItemState], _ report: inout VerifyReport
    ) async throws(EngineError) {
        var checked: Set<String> = []
        for id in states.keys.sorted() {
            guard let workflow = states[id]?.workflow, checked.insert(workflow.hash).inserted
            else { continue }
            let record = try await stored { () async throws(StoreError) in
                try await store.definition(workflow.hash)
            }
            let hash = record?.decodedSources.map { SourceHash.hexadecimal(of: $0) }
            if hash == workflow.hash { continue }
            report.problems.append(
                .init(
                    code: "changed-definition", item: id, sequence: nil,
                    message: LocalizedText(
                        vi: "Văn bản của quy trình “\(workflow.title.vi)” mà hồ sơ chạy theo đã bị"
                            + " sửa trong kho: không còn đúng mã băm.",
                        en: "The texts of the workflow “\(workflow.title.en)” that the item runs on"
                            + " were changed in the store: they no longer have their hash.")))
        }
    }

    private func replay(
        _ sealed: SealedEvent, _ states: inout [String: ItemState], _ report: inout VerifyReport
    ) async {
        let draft = sealed.event
        func fault(_ vi: String, _ en: String) {
            report.problems.append(
                .init(
                    code: "unreadable-event", item: draft.item, sequence: sealed.sequence,
                    message: LocalizedText(vi: vi, en: en)))
        }
        guard let json = try? JSONView.parse(draft.data) else {
            return fault("Dữ liệu sự kiện không phải JSON.", "The data of the event is not JSON.")
        }
        // The histories of registers have no state; they are compared as a whole.
        if draft.isOfRegister || draft.isOfDelegations { return }
        if draft.type == "item.started" {
            guard let hash = json["workflow"]["hash"].string,
                let workflow = try? await definitions.workflow(hash, store: store),
                let event = Event(stored: draft, json, workflow),
                let state = ItemState(id: draft.item, workflow: workflow, first: event)
            else {
                return fault(
                    "Không đọc lại được sự kiện bắt đầu.", "The start event cannot be read back.")
            }
            states[draft.item] = state
            return
        }
        guard let workflow = states[draft.item]?.workflow,
            let event = Event(stored: draft, json, workflow)
        else {
            return fault(
                "Không đọc lại được sự kiện \(draft.type).",
                "The event \(draft.type) cannot be read back.")
        }
        states[draft.item]?.apply(event)
        if let state = states[draft.item], let broken = BrokenGlass(sealed, event, state) {
            report.brokenGlass.append(broken)
        }
    }

    private func compare(
        _ state: ItemState, _ report: inout VerifyReport
    ) async throws(EngineError) {
        let kept = try await stored { () async throws(StoreError) in
            try await store.projection(state.id)
        }
        guard let kept else {
            report.problems.append(
                .init(
                    code: "projection-missing", item: state.id, sequence: nil,
                    message: LocalizedText(
                        vi: "\(state.id) có lịch sử nhưng không có trong danh sách.",
                        en: "\(state.id) has a history but is not listed.")))
            return
        }
        guard kept.differs(from: Projection(state)) || !state.agrees(with: kept.snapshot) else {
            return
        }
        report.problems.append(
            .init(
                code: "projection-differs", item: state.id, sequence: nil,
                message: LocalizedText(
                    vi: "\(state.id): trạng thái lưu khác với trạng thái tính lại từ lịch sử.",
                    en: "\(state.id): what is stored differs from what its history gives.")))
    }

    /// Rebuilds every projection from the events alone.
    public func rebuild() async throws(EngineError) -> Int {
        var states: [String: ItemState] = [:]
        var report = VerifyReport()
        var after: Int64 = 0
        while true {
            let page = try await stored { () async throws(StoreError) in
                try await store.events(item: nil, after: after, limit: 1000)
            }
            guard let last = page.last else { break }
            for sealed in page { await replay(sealed, &states, &report) }
            after = last.sequence
        }
        var projections: [Projection] = []
        for id in states.keys.sorted() {
            guard let state = states[id] else { continue }
            projections.append(Projection(state))
        }
        let rebuilt = projections
        try await stored { () async throws(StoreError) in
            try await store.replaceProjections(rebuilt)
        }
        try await rebuildDelegations()
        return rebuilt.count
    }
}

extension Event {
    fileprivate init?(stored draft: DraftEvent, _ json: JSONView, _ workflow: Workflow) {
        self.init(
            version: draft.version, type: draft.type, at: draft.at, actor: draft.actor,
            data: json, workflow: workflow)
    }
}

extension VerifyReport.Problem {
    fileprivate init(_ problem: HashChain.Problem) {
        switch problem {
        case .gap(let expected, let found):
            self.init(
                code: "broken-chain", item: nil, sequence: found,
                message: LocalizedText(
                    vi: "Sau sự kiện \(expected - 1) phải là \(expected), nhưng lại là \(found).",
                    en: "Event \(expected) should follow, but \(found) does."))
        case .wrongHash(let sequence, let item):
            self.init(
                code: "broken-chain", item: item, sequence: sequence,
                message: LocalizedText(
                    vi: "Sự kiện \(sequence) của \(item), hoặc sự kiện trước nó, đã bị sửa.",
                    en: "Event \(sequence) of \(item), or the one before it, was changed."))
        case .wrongVersion(let sequence, let item, let expected, let found):
            self.init(
                code: "broken-chain", item: item, sequence: sequence,
                message: LocalizedText(
                    vi: "Sự kiện \(sequence): phiên bản của \(item) phải là \(expected),"
                        + " nhưng lại là \(found).",
                    en: "Event \(sequence): the version of \(item) should be \(expected),"
                        + " but is \(found)."))
        }
    }
}

extension Projection {
    /// Snapshots apart. The order in which tasks and timers are kept says nothing; what was not
    /// kept yet when this was written is no difference.
    fileprivate func differs(from other: Projection) -> Bool {
        var row = other.row
        if self.row.isProvisional == nil { row.isProvisional = nil }
        let known = Set(tasks)
        let tasks = other.tasks.map { task in
            var older = task
            older.isProvisional = nil
            return known.contains(older) ? older : task
        }
        return self.row != row || known != Set(tasks) || Set(timers) != Set(other.timers)
    }
}
