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
    @Test("The API says and does what the engine does")
    func actions() async throws {
        let house = try await APIOffice()
        let engine = house.office.engine
        let people = Self.people(engine)
        #expect(people.count > 8)
        for workflow in engine.library.workflows.values.sorted(by: { $0.name < $1.name }) {
            let item = try #require(
                try await Self.item(of: workflow, engine, people), "\(workflow.name)")
            try await house.ask { api in
                for person in people {
                    try await Self.compare(item, person, engine, api)
                }
            }
        }
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

    private static func compare(
        _ item: String, _ person: String, _ engine: Engine, _ api: APIClient
    ) async throws {
        let before = try await engine.state(of: item)
        let listed = try await api(.get, "/items/\(item)/actions", as: person).json["actions"]
        for action in before.workflow.actionNames {
            let what = Comment(rawValue: "\(person) \(item) \(action)")
            let reasons = try await engine.why(item, action, as: person)
            let why = try await api(.get, "/items/\(item)/actions/\(action)", as: person)
            #expect(why.status == 200, what)
            #expect(why.json["allowed"] == .bool(reasons.isEmpty), what)
            #expect(why.json["reasons"].array?.count == reasons.count, what)
            if let shown = listed.array?.first(where: { $0["name"].string == action }) {
                #expect(shown["allowed"] == .bool(reasons.isEmpty), what)
            }
            // What nothing but a field or a document stands in the way of is theirs.
            if reasons.allSatisfy({ $0.code == .missing }) { continue }
            let taken = try await api(
                .post, "/items/\(item)/actions/\(action)", as: person, ["note": "x"])
            #expect([403, 404, 409, 422].contains(taken.status), what)
        }
        #expect(try await engine.state(of: item).version == before.version, "\(person) \(item)")
    }
}
