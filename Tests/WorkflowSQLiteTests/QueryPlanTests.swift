import GRDB
import TestSupport
import Testing
import WorkflowSQLite
import WorkflowStorage
import WorkflowTesting

@Suite struct `Query plans` {
    /// The steps of a plan that read a table from end to end or sort what they read.
    private func slowSteps(_ statements: [String]) async throws -> [String] {
        let folder = try TemporaryFolder()
        let path = folder.path("store.sqlite")
        await (try SQLiteStore(path: path, create: true)).close()
        let database = try DatabaseQueue(path: path)
        defer { try? database.close() }
        return try database.inDatabase { database in
            try statements.flatMap { sql in
                let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
                // The plan is the same whatever the arguments are.
                statement.setUncheckedArguments(StatementArguments())
                return try Row.fetchAll(statement).map { $0["detail"] as String }
                    .filter { step in
                        // The trail is the history of one item.
                        (step.hasPrefix("SCAN") && step != "SCAN trail")
                            || step.hasPrefix("USE TEMP B-TREE")
                    }
                    .map { "\($0): \(sql)" }
            }
        }
    }

    @Test func `no statement reads a whole table`() async throws {
        let statements = SQL.allCases.map(\.text).filter { sql in
            !["BEGIN", "COMMIT", "ROLLBACK"].contains(where: sql.hasPrefix)
                // The most urgent of one desk are sorted: its items lie in their own order. So are
                // the items that wake by a moment, and those overdue: neither lie in the order of
                // their due dates. Attempts are listed in the order of ids, and lie by item.
                && ![SQL.onDesk, .dueByWake, .dueByFacet, .listRetrying].map(\.text).contains(sql)
        }
        #expect(try await slowSteps(statements) == [])
    }

    @Test(arguments: [WorkflowSQLite.SQL.dueByWake, .dueByFacet, .listRetrying])
    func `what is due is sorted, but found without reading a whole table`(
        sql: WorkflowSQLite.SQL
    ) async throws {
        let steps = try await slowSteps([sql.text])
        #expect(steps.map { $0.hasPrefix("USE TEMP B-TREE FOR ORDER BY") } == [true])
    }

    @Test(arguments: [
        ItemQuery(), ItemQuery(after: "a"), ItemQuery(state: "review"),
        ItemQuery(agency: "so-khcn"), ItemQuery(workflow: "task"), ItemQuery(plan: "p"),
        ItemQuery(section: "II"), ItemQuery(isOverdue: true), ItemQuery(isOverdue: false),
        ItemQuery(isFinished: true), ItemQuery(isFinished: false),
        ItemQuery(dueBefore: Sample.instant(0)), ItemQuery(words: ["chuyen", "doi"]),
        ItemQuery(
            state: "review", agency: "so-khcn", workflow: "task", plan: "p", section: "II",
            isOverdue: true, isFinished: false, dueBefore: Sample.instant(0), words: ["so"],
            after: "a"),
    ])
    func `no list reads a whole table or sorts`(query: ItemQuery) async throws {
        let places = [
            Place(desk: .none, owner: "so-khcn", states: ["appraisal", "review"]),
            Place(desk: .none, owner: nil, states: ["appraisal", "review"]),
        ]
        let searches = ItemSearch.all(for: query, places: places)
        #expect(!searches.isEmpty)
        #expect(try await slowSteps(searches.map(\.sql)) == [])
    }
}
