import Foundation
import JSON
import Testing

/// A home of its own with the definitions of the repository, and a clock that stands at the
/// morning the plan was issued.
final class Office {
    let folder: URL
    var now = "2021-04-14T08:00:00+07:00"

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// - Parameters:
    ///   - isLoaded: with the items of the plan started.
    ///   - isServed: with a server over it.
    init(isLoaded: Bool = true, isServed: Bool = TrialServer.isWanted) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-office-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in ["workflows", "rules"] {
            try FileManager.default.copyItem(
                at: Self.root.appendingPathComponent(name),
                to: folder.appendingPathComponent(name))
        }
        if isLoaded {
            let store = try Self.loadedStore.get()
            try FileManager.default.createDirectory(
                at: data, withIntermediateDirectories: true)
            try store.write(to: database)
        }
        if isServed { try TrialServer.start(over: folder) }
    }

    deinit {
        TrialServer.stop(over: folder)
        // What is left behind is in the temporary folder.
        try? FileManager.default.removeItem(at: folder)
    }

    var data: URL { folder.appendingPathComponent(".wf") }
    var database: URL { data.appendingPathComponent("wf.sqlite") }

    /// Loading the plan takes its time; all offices begin with the same bytes.
    private static let loadedStore = Result<Data, any Error> {
        let office = try Office(isLoaded: false, isServed: false)
        let run = try office.run(
            "load", "workflows/plan-149-2021.yaml", as: "khcn.minh")
        try #require(run.status == 0, "\(run.errors)")
        return try Data(contentsOf: office.database)
    }

    @discardableResult
    func run(
        _ arguments: String..., as user: String? = nil, lang: String = "vi",
        environment: [String: String] = [:], input: String = ""
    ) throws -> Tool.Run {
        try run(arguments, as: user, lang: lang, environment: environment, input: input)
    }

    @discardableResult
    func run(
        _ arguments: [String], as user: String? = nil, lang: String = "vi",
        environment: [String: String] = [:], input: String = ""
    ) throws -> Tool.Run {
        var all = ["WF_NOW": now, "WF_LANG": lang, "COLUMNS": "80"]
        all["WF_USER"] = user
        return try Tool.run(
            arguments, in: folder, environment: all.merging(environment) { $1 }, input: input)
    }

    /// The JSON a command that must succeed answers with.
    func json(
        _ arguments: String..., as user: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> JSON {
        var environment = ["WF_NOW": now, "WF_LANG": "en"]
        environment["WF_USER"] = user
        let run = try Tool.run(arguments + ["--json"], in: folder, environment: environment)
        try #require(run.status == 0, "\(run.errors)", sourceLocation: sourceLocation)
        return try JSON.parse(run.output)
    }

    /// The contents of documents, as `ab/cdef…`.
    var keptFiles: [String] {
        let files = data.appendingPathComponent("files")
        let all = FileManager.default.enumerator(atPath: files.path)?.allObjects ?? []
        return all.compactMap { $0 as? String }.filter { $0.count > 60 }.sorted()
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        return name
    }

    /// Changes a file of definitions; what is to be changed must be there.
    func replace(_ old: String, with new: String, in name: String) throws {
        let text = try String(
            contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        try #require(text.contains(old))
        try write(name, text.replacingOccurrences(of: old, with: new))
    }

    /// Lets people of one agency stand in for those of another, which the rules shipped do not.
    func allowForeignDeputies() throws {
        try replace(", same_agency: true", with: "", in: "rules/organisation.yaml")
    }

    // MARK: The way of an item

    static let estimate = """
        - {item: Thuê chuyên gia tư vấn, unit: ngày, quantity: 120, unit_price: "2.500.000"}
        - {item: Đào tạo tại doanh nghiệp, unit: lớp, quantity: 4, unit_price: 30000000}
        """

    /// As often as it says that somebody was quicker, such as a `wf watch` beside the test.
    private func runAgain(_ arguments: String..., as user: String) throws -> Tool.Run {
        for _ in 1..<10 {
            let run = try run(arguments, as: user)
            if run.status != 75 { return run }
        }
        return try run(arguments, as: user)
    }

    /// Takes an item to the desk of the Department of Finance.
    func submit(_ item: String = "PL.II.6") throws {
        try write("du-toan.yaml", Self.estimate)
        try write("to-trinh.pdf", "%PDF-1.7 tờ trình")
        let run = try runAgain(
            "advance", item, "submit", "--set", "estimate=@du-toan.yaml", "--set",
            "finish_by=15/12/2021", "--attach", "to-trinh=to-trinh.pdf", as: "khcn.linh")
        try #require(run.status == 0, "\(run.errors)")
    }

    /// Asks the coordinating departments for their opinions on international cooperation, one of
    /// which gives its own.
    func ask(_ item: String = "PL.V.1") throws {
        try write("du-toan.yaml", Self.estimate)
        try write("to-trinh.pdf", "%PDF-1.7 tờ trình")
        let run = try runAgain(
            "advance", item, "submit", "--set", "estimate=@du-toan.yaml", "--set",
            "finish_by=15/12/2021", "--set", "partners=[KOICA]", "--attach",
            "to-trinh=to-trinh.pdf", as: "khcn.linh")
        try #require(run.status == 0, "\(run.errors)")
        let opinion = try runAgain("task", "complete", item, "opinion", "agree", as: "tt.mai")
        try #require(opinion.status == 0, "\(opinion.errors)")
    }

    /// On to the desk of the People's Committee.
    func appraise(_ item: String = "PL.II.6") throws {
        let run = try runAgain("advance", item, "pass", as: "tc.hoa")
        try #require(run.status == 0, "\(run.errors)")
    }

    /// On to being carried out.
    func approve(_ item: String = "PL.II.6") throws {
        try write("quyet-dinh.pdf", "%PDF-1.7 quyết định")
        let run = try runAgain(
            "advance", item, "approve", "--attach", "quyet-dinh=quyet-dinh.pdf", as: "ubnd.vice")
        try #require(run.status == 0, "\(run.errors)")
    }
}
