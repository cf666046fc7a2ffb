import Foundation
import JSON
import TestSupport
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowSQLite
import WorkflowStorage

/// A small office that answers letters, each by its own date, and climbs a ladder over those that
/// lie there.
struct LetterOffice {
    /// Which store the letters lie in.
    enum Kind: CaseIterable {
        case memory, sqlite
    }

    let store: any Store
    var library: Library
    /// Gone with the office; nil for one in memory.
    private let folder: TemporaryFolder?

    /// - Parameter extra: further definitions.
    init(_ kind: Kind = .memory, extra: [String] = []) throws {
        switch kind {
        case .memory:
            folder = nil
            store = MemoryStore()
        case .sqlite:
            let folder = try TemporaryFolder()
            self.folder = folder
            store = try SQLiteStore(path: folder.url.path + "/wf.sqlite", create: true)
        }
        library = try Self.library(extra)
    }

    static func library(_ extra: [String] = []) throws -> Library {
        let texts = [organisation, calendar("office"), rules, letter] + extra
        return try Library.load(
            from: MemorySources(
                texts.enumerated().map { DefinitionSource(path: "file\($0).yaml", text: $1) }))
    }

    /// The office at a time in 2021: `04-14T08:00`.
    func engine(at time: String, over store: (any Store)? = nil) throws -> Engine {
        let text = "2021-\(time):00+07:00"
        let now = try #require(Instant(parsing: text, in: .vietnam))
        return Engine(library: library, store: store ?? self.store, clock: .fixed(now))
    }

    /// A letter that came on the morning of 14/04 and is to be answered by a day of 2021.
    func receive(
        _ id: String, answerBy day: String? = nil, lookAt look: String? = nil, divisor: Int64 = 1,
        workflow: String = "letter"
    ) async throws {
        var fields: [(name: String, value: FieldValue?)] = [("divisor", .int(divisor))]
        if let day { fields.append(("answer_by", .day("2021-\(day)"))) }
        if let look { fields.append(("look_at", .day("2021-\(look)"))) }
        try await engine(at: "04-14T08:00").start(workflow, id: id, fields: fields, as: "an")
    }

    /// What the clock did: `A overdue 04-30T00:00`, each with the time it was due.
    func fired(of item: String? = nil) async throws -> [String] {
        try await store.events(item: item, after: 0, limit: .max)
            .filter { $0.event.actor == nil }.map(Self.line)
    }

    private static func line(_ sealed: SealedEvent) throws -> String {
        let data = try JSON.parse(sealed.event.data)
        let moment = try #require(data["was_due_at"].int ?? data["timer"]["due_at"].int)
        let kind = sealed.event.type.split(separator: ".").last ?? ""
        let time = Instant(millisecondsSinceEpoch: moment).iso8601(in: .vietnam)
            .dropFirst(5).prefix(11)
        return "\(sealed.event.item) \(kind) \(time)"
    }

    // MARK: Definitions

    private static let organisation = """
        organisation: test
        roles: {specialist: Specialist}
        agencies: [{code: so-a, name: Sở A}]
        people: [{id: an, name: An, agency: so-a, roles: [specialist], demo: true}]
        """

    static func calendar(_ name: String) -> String {
        """
        calendar: \(name)
        version: test.1
        zone: Asia/Ho_Chi_Minh
        title: Office
        week:
          monday: ["07:30-11:30", "13:30-17:00"]
          tuesday: ["07:30-11:30", "13:30-17:00"]
          wednesday: ["07:30-11:30", "13:30-17:00"]
          thursday: ["07:30-11:30", "13:30-17:00"]
          friday: ["07:30-11:30", "13:30-17:00"]
        """
    }

    /// Reminded in the morning of the last day, overdue at its end, and told to others a day later.
    private static let rules = """
        escalations:
          ladder:
            steps:
              - {at: due, remind: [owner]}
              - {after: 1 working day, overdue: true, notify: [owner]}
        """

    private static let letter = """
        workflow: letter
        calendar: office
        fields:
          lead: {type: agency, default: so-a}
          answer_by: {type: date}
          look_at: {type: date}
          divisor: {type: int, default: 1}
          share: {type: int}
        states:
          waiting:
            owner: item.lead
            deadline: {on: item.answer_by, source: office setting, escalate: ladder}
            after: {on: item.look_at, set: {share: 100 / item.divisor}}
          answered: {final: completed}
        actions:
          note: {by: anyone, input: [divisor]}
          answer: {by: anyone, to: answered}
        """
}
