import BenchmarkOffice
import Benchmarking
import Glibc
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowSQLite

/// A home with the real definitions and a store of many items, some of which wait to be advanced.
struct ProcessHome {
    /// `wf-bench` calls itself with this to make the store, so as to stay small itself: a process
    /// it starts is charged with the memory it has at that moment.
    static let fillCommand = "--fill"
    static let items = 10_000
    static let workflow = "budgeted-task"
    static let appraiser = "tc.hoa"
    private static let preparer = "khcn.linh"

    let folder: String

    var store: String { folder + "/.wf/wf.sqlite" }

    static func id(_ number: Int) -> String { "N.\(100_000 + number)" }

    /// Takes the definitions of the folder one is in.
    static func make(in folder: String) throws -> ProcessHome {
        for name in ["workflows", "rules"] {
            guard let place = realpath(name, nil) else {
                throw BenchFailure(
                    "there is no \(name)/ here: run it in the folder of wf's sources")
            }
            defer { free(place) }
            guard symlink(place, "\(folder)/\(name)") == 0 else {
                throw BenchFailure("\(name)/ cannot be linked to")
            }
        }
        mkdir(folder + "/.wf", 0o700)
        return ProcessHome(folder: folder)
    }

    /// How many of the items, from the first on, wait for the appraiser.
    static let waiting = 200

    func fill() async throws {
        let library = try Library.load(from: folder + "/workflows", folder + "/rules")
        let store = BatchingStore(try SQLiteStore(path: store, create: true))
        let engine = Engine(library: library, store: store, clock: .fixed(try BenchOffice.now()))
        for number in 1...Self.items {
            try await engine.start(
                Self.workflow, id: Self.id(number), fields: fields(number), as: Self.preparer)
        }
        try await store.flush()
        let document = DocumentRecord(
            kind: "to-trinh", name: "to-trinh.pdf", sha256: String(repeating: "0", count: 64),
            size: 1)
        for number in 1...Self.waiting {
            try await engine.advance(
                Self.id(number), "submit", documents: [document], as: Self.preparer)
        }
        try await store.flush()
        await store.close()
    }

    private func fields(_ number: Int) -> [(name: String, value: FieldValue?)] {
        let line = Budget.Line(
            item: "Thuê chuyên gia", unit: "ngày", quantity: 10, unitPrice: 2_000_000,
            source: nil)
        return [
            ("section", .string("II")),
            ("content", .string("Nhiệm vụ khoa học và công nghệ số \(number) của tỉnh")),
            ("lead", .string("so-khcn")),
            ("estimate", Budget(lines: [line]).map(FieldValue.budget)),
            ("finish_by", CalendarDate(parsing: "2021-12-10").map(FieldValue.date)),
        ]
    }
}
