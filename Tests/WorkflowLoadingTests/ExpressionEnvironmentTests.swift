import CEL
import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowLoading
import WorkflowModel

/// An item that has been to its first state and is in its second.
private final class TestItem: ExpressionHost {
    let calendar: WorkingCalendar
    let workflow: Workflow
    let table: DecisionTable

    init(_ library: Library, _ workflow: Workflow) throws {
        calendar = try #require(library.rules.calendars["vn-state"]?.all.first)
        table = try #require(library.rules.tables["authority"])
        self.workflow = workflow
    }

    func hasVisited(_ state: StateID) -> Bool { workflow[state].name == "open" }
    func isActive(_ state: StateID) -> Bool { workflow[state].name == "closed" }

    func lastAct(of action: Int) -> ActRecord? {
        guard workflow.actionNames[action] == "submit" else { return nil }
        let at = Instant(millisecondsSinceEpoch: 1_618_390_800_000)  // 2021-04-14T16:00+07:00
        return ActRecord(actor: "khcn.linh", agency: "so-khcn", at: at, count: 2)
    }

    func outputs(ofTable name: String) throws(EvaluationError) -> Value {
        do {
            return .object(TableObject(table, try table.decide([.int(420_000_000)])))
        } catch {
            throw EvaluationError(.invalidArgument, "\(error)")
        }
    }

    func superior(of agency: String) -> String? { agency == "so-khcn" ? "ubnd-tinh" : nil }
}

@Suite("What an expression of a workflow sees")
struct ExpressionEnvironmentTests {
    static let cases: [(expression: String, holds: Bool)] = [
        ("item.id == 'PL.II.6' && item.workflow == 'task' && item.version == 1", true),
        ("item.budget == 420000000", true),
        ("item.estimate.total == 420000000 && size(item.estimate.lines) == 1", true),
        (
            "item.estimate.lines[0].unit_price * item.estimate.lines[0].quantity == item.budget",
            true
        ),
        ("item.quantity.min == 1 && item.quantity.max == 2 && item.quantity.unit == 'dự án'", true),
        ("item.quantity.text == '01-02 dự án'", true),
        ("item.quantity.reaches(item.quantity)", true),
        ("item.level == 'central'", false),
        ("item.start == date('14/04/2021') && item.start < today", true),
        ("item.begun < now", true),
        ("'so-tttt' in item.coordinating", true),
        ("has(item.missing)", false),
        ("has(item.quantity.unit)", true),
        (
            "actor.id == 'khcn.linh' && actor.agency == 'so-khcn' && 'specialist' in actor.roles",
            true
        ),
        ("action == 'submit' && note == 'gấp'", true),
        ("visited('open') && !visited('closed')", true),
        ("in_state('closed') && !in_state('open')", true),
        ("last('submit').done && last('submit').actor == actor.id", true),
        ("last('submit').count == 2 && last('submit').agency == 'so-khcn'", true),
        ("last('reopen').done || last('reopen').count > 0", false),
        ("date(last('submit').at) == date('2021-04-14')", true),
        ("table('authority').role == 'director'", true),
        ("table('authority').limit == limit('5 ngày làm việc')", true),
        ("working_days_between(date('2021-04-14'), date('2021-04-20')) == 4", true),
        ("working_days_between(last('submit').at, today) == 4", true),
        ("add_working_days(date('2021-04-14'), 4) == date('2021-04-20')", true),
        ("add_working_days(today, -9223372036854775808) < today || true", true),
        ("superior('so-khcn') == 'ubnd-tinh' && superior('ubnd-tinh') == ''", true),
    ]

    @Test("is the item, the actor, the moment, and what the functions say", arguments: cases)
    func holds(expression: String, holds: Bool) throws {
        let definitions = Definitions(
            workflow: """
                workflow: task
                fields:
                  estimate: {type: budget}
                  budget: {type: money, value: item.estimate.total}
                  quantity: {type: quantity}
                  level: {type: enum, values: [provincial, central]}
                  start: {type: date}
                  begun: {type: instant}
                  coordinating: {type: list, of: string}
                  missing: {type: int}
                states:
                  open: {actions: {submit: {by: anyone, when: \(quoted(expression)), to: closed}}}
                  closed: {actions: {reopen: {by: anyone, to: open}}}
                """)
        let library = try definitions.load()
        let task = try #require(library.workflows["task"])
        let program = try #require(task.states[1].actions[0].guardExpression?.program)

        let budget = try #require(
            Budget(lines: [
                .init(item: "Tư vấn", unit: "gói", quantity: 2, unitPrice: 210_000_000, source: nil)
            ]))
        let start = try #require(CalendarDate(parsing: "2021-04-14"))
        let today = try #require(CalendarDate(parsing: "2021-04-20"))
        let fields: [FieldValue?] = [
            .budget(budget), .money(budget.total), .quantity(Quantity("01-02 dự án")),
            .string("provincial"), .date(start), .instant(Instant(start, in: .vietnam)),
            .list([.string("so-tttt")]), nil,
        ]
        var values = [Value?](repeating: nil, count: ExpressionSlots.count)
        values[ExpressionSlots.item] = .object(
            ItemObject(fields: fields, id: "PL.II.6", workflow: task))
        values[ExpressionSlots.actor] = .object(
            ActorObject(id: "khcn.linh", name: "Linh", agency: "so-khcn", roles: ["specialist"]))
        values[ExpressionSlots.action] = "submit"
        values[ExpressionSlots.note] = "gấp"
        values[ExpressionSlots.now] = Instant(today, in: .vietnam).timestamp.map(Value.timestamp)
        values[ExpressionSlots.today] = .date(today)
        let activation = Activation(values, host: try TestItem(library, task))
        #expect(try program.evaluate(activation) == .bool(holds))
    }

    private func quoted(_ expression: String) -> String {
        "\"" + expression.replacing("\"", with: "\\\"") + "\""
    }

    static let conversions: [(type: FieldType, value: Value, result: FieldValue?)] = [
        (.string, "a", .string("a")),
        (.money, 5, .money(5)),
        (.int, 5, .int(5)),
        (.double, 5, .double(5)),
        (.double, 2.5, .double(2.5)),
        (.bool, true, .bool(true)),
        (.quantity, "02 lớp", .quantity(Quantity("02 lớp"))),
        (.choice([.init(code: "a", title: .init("a"))]), "a", .string("a")),
        (.list(.int), [1, 2], .list([.int(1), .int(2)])),
        (.date, .date(CalendarDate(daysSinceEpoch: 3)), .date(CalendarDate(daysSinceEpoch: 3))),
        (.money, .null, nil),
    ]

    @Test("What it gives becomes the value of a field", arguments: conversions)
    func assignment(type: FieldType, value: Value, result: FieldValue?) throws {
        #expect(try type.fieldValue(value) == result)
    }

    static let refusals: [(type: FieldType, value: Value)] = [
        (.string, 1), (.money, 1.5), (.int, "1"), (.date, "2021-04-14"),
        (.choice([.init(code: "a", title: .init("a"))]), "b"), (.list(.int), [1, "2"]),
        (.list(.int), [.null]),
    ]

    @Test("or is refused when it is of another type", arguments: refusals)
    func refusal(type: FieldType, value: Value) {
        #expect(throws: FieldTypeMismatch.self) { try type.fieldValue(value) }
    }

    static let moments: [Int64] = [0, 1, -1, 999, -1_001, 1_618_390_800_123, -62_135_596_800_000]

    @Test("Moments keep their milliseconds on the way in and out", arguments: moments)
    func instants(milliseconds: Int64) throws {
        let instant = Instant(millisecondsSinceEpoch: milliseconds)
        #expect(Instant(try #require(instant.timestamp)) == instant)
    }
}
