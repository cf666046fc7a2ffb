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

extension VerifyReport {
    /// What a store says of its tables, which speaks English alone.
    fileprivate static func vietnamese(_ text: String) -> String {
        let phrases = [
            (" does not know its last event", " không ghi đúng sự kiện cuối của nó"),
            (" does not follow the event of its item before it", " không nối với sự kiện trước"),
            (" has gone out already", " đã gửi rồi"),
            ("it was delivered already", "đã gửi rồi"), ("it was delivered", "đã gửi rồi"),
            ("it is dead as well", "cũng nằm trong số không gửi được"),
            ("it does not wait in the outbox", "không chờ trong hộp gửi đi"),
            ("no event of its item has caused message ", "không sự kiện nào sinh ra thông báo "),
            ("no event of its item has caused it", "không sự kiện nào sinh ra"),
            ("nobody knows for whom it is", "không rõ gửi cho ai"),
            ("(notification ", "(thông báo "), ("the totals of ", "tổng số của "),
            (" are not what there is", " không đúng với thực có"),
            ("what there should be of item ", "thiếu dòng của hồ sơ "), (" is not there", ""),
            (" rows where there should be ", " dòng, đúng ra là "),
        ]
        return phrases.reduce(text) { text, phrase in text.replacing(phrase.0, with: phrase.1) }
    }
}

extension Engine {
    /// Recomputes the hash chain and, from the events alone, every projection, and compares: all as
    /// it is at one moment, whoever writes meanwhile.
    public func verify() async throws(EngineError) -> VerifyReport {
        try await atOneMoment { (engine) async throws(EngineError) in
            try await engine.verified()
        }
    }

    private func verified() async throws(EngineError) -> VerifyReport {
        var report = VerifyReport()
        var chain = HashChain()
        let replay = try await replay { page in
            report.problems += chain.verify(page).map(VerifyReport.Problem.init)
            report.events += Int64(page.count)
            report.head = page.last?.hash ?? report.head
        }
        report.problems += replay.problems
        report.brokenGlass = replay.brokenGlass
        try await verifyRegisters(replay.documents, &report)
        try await verifyDelegations(&report)
        let damage = try await stored { () async throws(StoreError) in try await store.damage() }
        for text in damage {
            report.problems.append(
                .init(
                    code: "damaged-index", item: nil, sequence: nil,
                    message: LocalizedText(
                        vi:
                            "Bảng tra cứu của kho dữ liệu không khớp: \(VerifyReport.vietnamese(text))",
                        en: "A look-up table of the store does not agree: \(text)")))
        }
        let states = replay.states
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
}

extension VerifyReport.Problem {
    init(_ problem: HashChain.Problem) {
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
