import Diagnostics
import Testing
import WorkflowModel

@testable import WorkflowLoading

@Suite("Where the inputs of tables come from")
struct TableInputTests {
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

    @Test("a field the table reads and the workflow lacks is told with the workflow that asks")
    func askedByAWorkflow() {
        let definitions = Definitions(
            ("rules/x.yaml", Self.table("x", value: "item.nothing")),
            (
                "task.yaml",
                """
                workflow: task
                fields: {size: {type: string, value: table('x').out}}
                states: {open: {}, done: {final: completed}}
                """
            ))
        #expect(
            LibraryLoader.check(MemorySources(definitions.sources)).sorted.map { diagnostic in
                [diagnostic.code]
                    + diagnostic.notes.map { note in
                        "\(note.range.map { "\($0.start)" } ?? ""): \(note.message.en)"
                    }
            } == [["unknown-field", "task.yaml:1:11: the workflow “task” consults this table"]])
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

    @Test("an input of an enum field takes all that the field can be")
    func choices() {
        func complaints(_ values: String) -> [String] {
            Definitions(
                (
                    "rules/fees.yaml",
                    """
                    table: fees
                    inputs: {level: {type: string, value: item.level, values: [\(values)]}}
                    outputs: {fee: money}
                    rows: [["-", 1]]
                    """
                ),
                (
                    "task.yaml",
                    """
                    workflow: task
                    fields:
                      level: {type: enum, values: [a, b, c]}
                      fee: {type: money, value: table('fees').fee}
                    states: {open: {}, done: {final: completed}}
                    """
                )
            ).complaints.filter { $0.contains("fees") }
        }
        #expect(complaints("a, b, c, d") == [])
        #expect(
            complaints("b") == [
                "rules/fees.yaml:2:39 warning unlisted-choice: the field “level” can be “a”, “c”, "
                    + "but the input “level” of the table “fees” does not take it"
            ])
    }
}
