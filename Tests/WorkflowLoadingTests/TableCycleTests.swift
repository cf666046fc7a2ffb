import Diagnostics
import Testing
import WorkflowModel

@testable import WorkflowLoading

/// Tables whose inputs come from other tables.
@Suite("Tables that consult tables")
struct TableCycleTests {
    /// A table of one text input computed by `value`.
    private static func table(_ name: String, value: String) -> String {
        """
        table: \(name)
        inputs: {key: {type: string, value: "\(value)"}}
        outputs: {out: string}
        rows: [["-", x]]
        """
    }

    @Test("a chain is fine, and so is a table consulted on two ways")
    func chain() {
        let loaded = LoadedRules(
            Self.table("a", value: "table('b').out + table('c').out"),
            Self.table("b", value: "table('d').out"), Self.table("c", value: "table('d').out"),
            Self.table("d", value: "item.name"))
        #expect(loaded.rendered == "")
    }

    @Test(
        "a circle is found when the rules are read, even if no workflow uses the tables",
        arguments: [
            (
                ["a": "table('a').out"],
                ["a.yaml:2:37: the tables ask one another in a circle: a → a"]
            ),
            (
                ["a": "table('b').out", "b": "has(item.x) ? table('a').out : ''"],
                ["b.yaml:2:37: the tables ask one another in a circle: a → b → a"]
            ),
            (
                ["a": "table('b').out", "b": "table('c').out", "c": "table('b').out"],
                ["c.yaml:2:37: the tables ask one another in a circle: b → c → b"]
            ),
            (
                ["a": "'table(\\\"b\\\")'", "b": "table('a').out"],
                []
            ),
            (
                ["a": "[1].exists(x, table('b').out == visited(x, y))", "b": "table('a').out"],
                ["b.yaml:2:37: the tables ask one another in a circle: a → b → a"]
            ),
        ])
    func circle(_ values: [String: String], _ expected: [String]) {
        let names = values.keys.sorted()
        let loaded = LoadedRules(names.map { Self.table($0, value: values[$0, default: ""]) })
        let found = loaded.list.sorted.map { diagnostic in
            "\(diagnostic.range.map { "\($0.start)" } ?? ""): \(diagnostic.message.en)"
        }
        #expect(found == expected)
        #expect(loaded.list.sorted.allSatisfy { $0.code == "table-cycle" })
    }

    @Test("a circle that a workflow uses is told once")
    func usedCircle() {
        let definitions = Definitions(
            ("rules/x.yaml", Self.table("x", value: "table('y').out")),
            ("rules/y.yaml", Self.table("y", value: "table('x').out")),
            (
                "task.yaml",
                """
                workflow: task
                fields: {size: {type: string, value: table('x').out}}
                states: {open: {}, done: {final: completed}}
                """
            ))
        #expect(
            definitions.complaints.filter { $0.contains("circle") } == [
                "rules/y.yaml:2:37 error table-cycle: the tables ask one another in a circle: "
                    + "x → y → x"
            ])
    }
}
