import Diagnostics
import HTTPTypes
import JSON
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowReports
import WorkflowStorage

extension Endpoint {
    static let definitions = [
        listWorkflows, getWorkflow, listPlans, getPlan, board, listTables, getTable, decide,
        listSchedules,
    ]

    private static let listWorkflows = Endpoint(
        .get, "/workflows", id: "listWorkflows", .definitions,
        LocalizedText(vi: "Các quy trình", en: "The workflows"),
        answers: [
            .json(
                200, .object(required("workflows", .list(.reference("WorkflowSummary")))),
                "As they are now; an item stays on the definition it was started with.")
        ]
    ) { call in
        let workflows = call.engine.library.workflows.sorted { $0.key < $1.key }
        return .json(["workflows": .array(workflows.map { .object($0.value.summary) })])
    }

    private static let getWorkflow = Endpoint(
        .get, "/workflows/{workflow}", id: "getWorkflow", .definitions,
        LocalizedText(vi: "Một quy trình", en: "A workflow"),
        parameters: [.path("workflow", "Its name.")],
        answers: [
            .json(
                200, .object(required("workflow", .reference("Workflow"))),
                "Its fields, states and actions.")
        ],
        refusals: [.notFound]
    ) { call in
        let name = call.path("workflow")
        let workflows = call.engine.library.workflows
        guard let workflow = workflows[name] else {
            throw EngineError.notFound(
                .workflow, name, suggestion: nearest(name, in: workflows.keys.sorted()))
        }
        return .json(["workflow": workflow.definitionView])
    }

    private static let listPlans = Endpoint(
        .get, "/plans", id: "listPlans", .definitions,
        LocalizedText(vi: "Các kế hoạch", en: "The plans"),
        answers: [
            .json(200, .object(required("plans", .list(.reference("PlanSummary")))), "The plans.")
        ]
    ) { call in
        let plans = call.engine.library.plans.sorted { $0.key < $1.key }
        return .json(["plans": .array(plans.map { .object($0.value.summary) })])
    }

    private static let getPlan = Endpoint(
        .get, "/plans/{plan}", id: "getPlan", .definitions,
        LocalizedText(vi: "Một kế hoạch", en: "A plan"),
        parameters: [.path("plan", "Its name.")],
        answers: [
            .json(
                200, .object(required("plan", .reference("Plan"))),
                "Its sections and activities.")
        ],
        refusals: [.notFound]
    ) { call in
        .json(["plan": try call.engine.plan(call.path("plan")).definitionView])
    }

    private static let board = Endpoint(
        .get, "/plans/{plan}/board", id: "planBoard", .reports,
        LocalizedText(vi: "Bảng tiến độ của kế hoạch", en: "How a plan stands"),
        about: "By section, with what is expected and what was delivered.",
        parameters: [.path("plan", "Its name.")],
        answers: [.json(200, .reference("Board"), "The board.")],
        refusals: [.notFound]
    ) { call in
        let plan = try call.engine.plan(call.path("plan"))
        let rows = try await call.engine.items(ItemQuery(plan: plan.name, limit: .max))
        return .json(Board(plan, items: rows, clock: call.clock).view)
    }

    private static let listTables = Endpoint(
        .get, "/tables", id: "listTables", .definitions,
        LocalizedText(vi: "Các bảng quyết định", en: "The decision tables"),
        answers: [
            .json(200, .object(required("tables", .list(.reference("Table")))), "The tables.")
        ]
    ) { call in
        let tables = call.engine.rules.tables.sorted { $0.key < $1.key }
        return .json(["tables": .array(tables.map(\.value.definitionView))])
    }

    private static let table = Parameter.path("table", "Its name.")

    private static let getTable = Endpoint(
        .get, "/tables/{table}", id: "getTable", .definitions,
        LocalizedText(vi: "Một bảng quyết định", en: "A decision table"), parameters: [table],
        answers: [.json(200, .object(required("table", .reference("Table"))), "The table.")],
        refusals: [.notFound]
    ) { call in
        .json(["table": try call.engine.table(call.path("table")).definitionView])
    }

    private static let decide = Endpoint(
        .post, "/tables/{table}/decide", id: "decideTable", .definitions,
        LocalizedText(vi: "Tra bảng quyết định", en: "Ask a decision table"),
        parameters: [table],
        body: .json(
            .object(required("inputs", Schema.fieldValues, "By name; what is left out is null.")),
            example: ["inputs": ["budget": 400_000_000, "source": "provincial"]]),
        answers: [
            .json(
                200,
                .object(
                    required(
                        "outputs", .list(.object(others: .any)), "One for each row that counts."),
                    required("rows", .list(.count), "The rows that matched, from 1.")),
                "What it says.")
        ],
        refusals: [.notFound]
    ) { call in
        let table = try call.engine.table(call.path("table"))
        let values = try table.values(in: call.body["inputs"])
        let decision: DecisionTable.Decision
        do throws(DecisionError) {
            decision = try table.decide(values)
        } catch {
            throw Failure(
                .invalid, "table-failed", vi: "Bảng \(table.name): \(error.message.vi).",
                en: "Table \(table.name): \(error.message.en).")
        }
        return .json([
            "outputs": .array(decision.outputs.map(table.view)),
            "rows": .array(decision.rows.map { .int(Int64($0)) }),
        ])
    }

    private static let listSchedules = Endpoint(
        .get, "/schedules", id: "listSchedules", .definitions,
        LocalizedText(vi: "Lịch định kỳ", en: "The schedules"),
        about: "What is started by itself, what was last, and what comes next.",
        answers: [
            .json(
                200, .object(required("schedules", .list(.reference("Schedule")))),
                "The schedules.")
        ]
    ) { call in
        .json(["schedules": .array(try await call.engine.scheduleLines().map(\.view))])
    }
}

extension Engine {
    fileprivate func plan(_ name: String) throws(EngineError) -> Plan {
        if let plan = library.plans[name] { return plan }
        throw .notFound(.plan, name, suggestion: nearest(name, in: library.plans.keys.sorted()))
    }

    fileprivate func table(_ name: String) throws(EngineError) -> DecisionTable {
        if let table = rules.tables[name] { return table }
        throw .notFound(.table, name, suggestion: nearest(name, in: rules.tables.keys.sorted()))
    }
}
