import Diagnostics
import HTTPTypes
import JSON
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowServer
import WorkflowStorage

@Suite("Every role with every action of every workflow that is shipped")
struct ShippedMatrixTests {
    @Test("The API says and does what the engine does, wherever an item stands")
    func actions() async throws {
        var matrix = Matrix()
        var walk = Walk()
        // Each goes through an office of its own, one item of every workflow, where those before it
        // went least.
        for _ in 0..<Walk.count {
            let house = try await APIOffice()
            let engine = house.office.engine
            let people = Self.people(engine)
            #expect(people.count > 8)
            for workflow in engine.library.workflows.values.sorted(by: { $0.name < $1.name }) {
                let item = try #require(
                    try await Self.item(of: workflow, engine, people), "\(workflow.name)")
                matrix.workflows.insert(workflow.name)
                for _ in 0..<Walk.length {
                    let state = try await engine.state(of: item)
                    if matrix.isNew(state) {
                        let asked = matrix
                        matrix = try await house.ask { api in
                            var matrix = asked
                            for person in people {
                                try await matrix.compare(state, person, engine, api)
                            }
                            return matrix
                        }
                        let after = try await engine.state(of: item)
                        #expect(after.version == state.version, "\(item)")
                    }
                    guard try await walk.step(state, people, engine) else { break }
                }
            }
        }
        // Some states lie behind guards over time or figures; most do not.
        let missed = matrix.missed
        #expect(missed.count * 4 <= matrix.known.count, "\(missed.sorted())")
    }

    /// One for each post there is: an agency and the roles one has in it.
    private static func people(_ engine: Engine) -> [String] {
        var posts: Set<[String]> = []
        return engine.rules.organisation.people.filter {
            posts.insert([$0.agency] + $0.roles.sorted()).inserted
        }.map(\.id)
    }

    /// One of the plan, else one that somebody may start.
    private static func item(
        of workflow: Workflow, _ engine: Engine, _ people: [String]
    ) async throws -> String? {
        let open = try await engine.items(ItemQuery(workflow: workflow.name, limit: 1))
        if let item = open.first { return item.id }
        let id = "X.\(workflow.name)"
        let names = workflow.fields.map(\.name)
        let fields: [(name: String, value: FieldValue?)] = [
            ("lead", .string("so-khcn")), ("content", .string("Thử")),
            // Of a report, which schedules start as a rule.
            ("period", .string("Tháng 5")), ("period_first", day(1)), ("period_last", day(28)),
            ("due_on", day(30)),
        ].filter { names.contains($0.0) }
        for person in people {
            do throws(EngineError) {
                return try await engine.start(workflow.name, id: id, fields: fields, as: person)
                    .item.id
            } catch {
                // Not theirs to start.
                continue
            }
        }
        return nil
    }

    private static func day(_ day: Int) -> FieldValue? {
        CalendarDate(year: 2021, month: 5, day: day).map(FieldValue.date)
    }
}

/// What was asked of the API so far.
private struct Matrix: Sendable {
    var workflows: Set<String> = []
    private var configurations: Set<[String]> = []
    /// By workflow and state: those that were stood in, and all there are.
    private var visited: Set<String> = []
    private(set) var known: Set<String> = []
    private var asked: Set<String> = []

    var missed: Set<String> { known.subtracting(visited) }

    /// Whether no item of the workflow was seen in these states before.
    mutating func isNew(_ state: ItemState) -> Bool {
        let workflow = state.workflow
        for node in workflow.states {
            if case .history = node.kind { continue }
            known.insert("\(workflow.name) \(node.name)")
        }
        let names = state.configuration.map { workflow[$0].name }
        for name in names { visited.insert("\(workflow.name) \(name)") }
        return configurations.insert([workflow.name] + names).inserted
    }

    mutating func compare(
        _ state: ItemState, _ person: String, _ engine: Engine, _ api: APIClient
    ) async throws {
        let item = state.id
        let listed = try await api(.get, "/items/\(item)/actions", as: person).json["actions"]
        var shown: [String: JSON] = [:]
        for action in listed.array ?? [] { shown[action["name"].string ?? ""] = action["allowed"] }
        for action in state.workflow.actionNames {
            let what = Comment(rawValue: "\(person) \(item) \(action)")
            let reasons = try await engine.why(item, action, as: person)
            if let allowed = shown[action] { #expect(allowed == .bool(reasons.isEmpty), what) }
            // Asked once where it is offered and once where it is not.
            let isOffered = shown[action] != nil
            let question = "\(state.workflow.name) \(action) \(person) \(isOffered)"
            guard asked.insert(question).inserted else { continue }
            let why = try await api(.get, "/items/\(item)/actions/\(action)", as: person)
            #expect(why.status == 200, what)
            #expect(why.json["allowed"] == .bool(reasons.isEmpty), what)
            #expect(why.json["reasons"].array?.count == reasons.count, what)
            // Where nothing stands in the way but what is handed in with it, it is theirs.
            if reasons.allSatisfy({ $0.code == .missing || $0.code == .guardFailed }) { continue }
            let taken = try await api(
                .post, "/items/\(item)/actions/\(action)", as: person, ["note": "x"])
            #expect([403, 404, 409, 422].contains(taken.status), what)
        }
    }
}

/// Goes through workflows by what is allowed, first where it was least.
private struct Walk {
    static let count = 4
    static let length = 16

    /// How often an action of a workflow was tried. What ends an item counts for more.
    private var tries: [[String]: Int] = [:]

    /// False when nobody can do anything any more.
    mutating func step(
        _ state: ItemState, _ people: [String], _ engine: Engine
    ) async throws -> Bool {
        var ways: [(key: [String], person: String, action: Action)] = []
        for person in people {
            for available in try await engine.actions(on: state, as: person)
            where available.isTheirs {
                ways.append(
                    ([state.workflow.name, available.action.name], person, available.action))
            }
        }
        ways.sort {
            (tries[$0.key] ?? 0, $0.key.last ?? "") < (tries[$1.key] ?? 0, $1.key.last ?? "")
        }
        for way in ways {
            tries[way.key, default: 0] += 1
            do throws(EngineError) {
                let outcome = try await engine.advance(
                    state.id, way.action.name, fields: Self.fields(of: way.action, state),
                    note: "Thử", documents: Self.documents(of: way.action), as: way.person)
                if outcome.item.outcome != nil { tries[way.key, default: 0] += 4 }
                return true
            } catch {
                // A guard over what was made up; another way may be open.
                guard case .refused = error else { throw error }
            }
        }
        return false
    }

    private static func fields(
        of action: Action, _ state: ItemState
    ) -> [(name: String, value: FieldValue?)] {
        action.requirements.compactMap { requirement in
            guard case .field(let index) = requirement else { return nil }
            let field = state.workflow.fields[index]
            return field.value == nil ? (field.name, value(of: field.type)) : nil
        }
    }

    private static func documents(of action: Action) -> [DocumentRecord] {
        action.requirements.compactMap { requirement in
            guard case .document(let kind) = requirement else { return nil }
            let hash = String(repeating: "a", count: 64)
            return DocumentRecord(kind: kind, name: "\(kind).pdf", sha256: hash, size: 1)
        }
    }

    private static func value(of type: FieldType) -> FieldValue? {
        switch type {
        case .string, .text, .person: .string("khcn.linh")
        case .int: .int(1)
        case .double: .double(1)
        case .bool: .bool(true)
        case .money: .money(20_000_000)
        case .date: CalendarDate(year: 2021, month: 9, day: 30).map(FieldValue.date)
        case .instant: .instant(Instant(millisecondsSinceEpoch: 1_622_700_000_000))
        case .quantity: .quantity(Quantity("01"))
        case .choice(let choices): choices.first.map { .string($0.code) }
        case .agency: .string("so-khcn")
        case .list(let element): .list([value(of: element)].compactMap(\.self))
        case .budget:
            Budget(lines: [
                Budget.Line(
                    item: "Thuê giảng viên", unit: "buổi", quantity: 5, unitPrice: 4_000_000,
                    source: "su-nghiep-khcn-2021")
            ]).map(FieldValue.budget)
        }
    }
}
