import Foundation
import TestSupport
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowStorage

/// The shipped definitions over a store in memory, with a clock that is set by hand.
final class Office: Sendable {
    static let home = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let library = Result {
        try Library.load(from: home.path + "/workflows", home.path + "/rules")
    }

    /// The same, but people of one agency may stand in for those of another.
    static let openLibrary = Result {
        let folder = try TemporaryFolder()
        for name in ["workflows", "rules"] {
            try FileManager.default.copyItem(
                at: home.appending(path: name), to: folder.url.appending(path: name))
        }
        let file = folder.url.appending(path: "rules/organisation.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let open = text.replacing(", same_agency: true", with: "")
        precondition(open != text)
        try open.write(to: file, atomically: true, encoding: .utf8)
        return try Library.load(
            from: folder.url.path + "/workflows", folder.url.path + "/rules")
    }

    let library: Library
    let store: any Store

    /// - Parameter library: in place of the shipped definitions as they are.
    init(store: any Store = MemoryStore(), library: Library? = nil) throws {
        self.library = try library ?? Self.library.get()
        self.store = store
    }

    func engine(at time: String) throws -> Engine {
        guard let now = Instant(parsing: time, in: .vietnam) else { throw BadTime(text: time) }
        return Engine(library: library, store: store, clock: .fixed(now))
    }

    struct BadTime: Error {
        let text: String
    }

    @discardableResult
    func advance(
        _ id: String, _ action: String, as actor: String, at time: String,
        _ fields: [(name: String, value: FieldValue?)] = [], note: String? = nil,
        documents: [String] = []
    ) async throws -> Outcome {
        try await engine(at: time).advance(
            id, action, fields: fields, note: note,
            documents: documents.map {
                DocumentRecord(kind: $0, name: "\($0).txt", sha256: "0", size: 1)
            },
            as: actor)
    }

    func deadline(_ name: String, of id: String) async throws -> DeadlineState? {
        let state = try await engine(at: "2021-04-14").state(of: id)
        return state.workflow.deadlineIndex[name].flatMap { state.deadlines[$0] }
    }

    func states(of id: String) async throws -> [String] {
        let state = try await engine(at: "2021-04-14").state(of: id)
        return state.visibleLeaves.map { state.workflow[$0].name }
    }
}

extension FieldValue {
    static func day(_ text: String) -> FieldValue? { CalendarDate(parsing: text).map { .date($0) } }

    static let estimate: FieldValue? = Budget(lines: [
        Budget.Line(
            item: "Thuê giảng viên", unit: "buổi", quantity: 6, unitPrice: 4_000_000,
            source: "su-nghiep-khcn-2021")
    ]).map { .budget($0) }
}
