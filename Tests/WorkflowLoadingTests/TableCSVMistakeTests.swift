import Diagnostics
import Testing
import WorkflowModel

@testable import WorkflowLoading

@Suite("Mistakes in the rows of a CSV file")
struct TableCSVMistakeTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let home: CSVHome
        let expected: String

        init(_ name: String, _ rows: String, inputs: String = "budget: money", _ expected: String) {
            testDescription = name
            home = CSVHome(inputs: inputs, rows: rows)
            self.expected = expected
        }
    }

    @Test("each is one complaint at its place", arguments: mistakes)
    func complaint(_ mistake: Mistake) {
        #expect(mistake.home.rendered == mistake.expected)
    }

    private static let header = "budget,source,office,days\n"

    private static let mistakes = [
        Mistake(
            "a literal of the wrong type", header + "< nhiều,provincial,a,1 day\n",
            """
            rules/t.csv:2:3: error: expected an amount of money (đồng), found “nhiều” [wrong-type]
             2 | < nhiều,provincial,a,1 day
               |   ^^^^^
            """),
        Mistake(
            "an output of the wrong type", header + "-,provincial,a,soon\n",
            """
            rules/t.csv:2:16: error: expected a limit, found the text “soon” [wrong-type]
             2 | -,provincial,a,soon
               |                ^^^^
            """),
        Mistake(
            "a value that is not listed", header + "-,\"provincial, centrall\",a,1 day\n",
            """
            rules/t.csv:2:16: error: expected a value of the column “source”, but there is no “centrall” [unknown-name]
             2 | -,"provincial, centrall",a,1 day
               |                ^^^^^^^^
              hint: did you mean “central”?
                    Known here: provincial, central
            """),
        Mistake(
            "one behind a doubled quote",
            header + "-,\"= value == \"\"a\"\" && vlue == 'b'\",a,1 day\n",
            """
            rules/t.csv:2:24: error: there is no variable “vlue” [unknown-variable]
             2 | -,"= value == ""a"" && vlue == 'b'",a,1 day
               |                        ^^^^
              hint: did you mean “value”?
            """),
        Mistake(
            "one on the second line of a cell",
            header + "\"[1..2],\r\n  < x\",provincial,a,1 day\n",
            """
            rules/t.csv:3:5: error: expected an amount of money (đồng), found “x” [wrong-type]
             3 |   < x",provincial,a,1 day
               |     ^
            """),
        Mistake(
            "an output left empty", header + "-,provincial,,1 day\n",
            """
            rules/t.csv:2:14: error: the cell of the output “office” is empty [missing-value]
             2 | -,provincial,,1 day
               |              ^
            """),
        Mistake(
            "a cell too few", header + "-,provincial,a\n",
            """
            rules/t.csv:2:1: error: the row has 3 cells, the table has 4 columns [wrong-cell-count]
             2 | -,provincial,a
               | ^
              hint: the columns: budget, source | office, days
            """),
        Mistake(
            "a cell too many: its comma wants quotes", header + "1, 2,provincial,a,1 day\n",
            """
            rules/t.csv:2:1: error: the row has 5 cells, the table has 4 columns [wrong-cell-count]
             2 | 1, 2,provincial,a,1 day
               | ^
              hint: the columns: budget, source | office, days
            """),
        Mistake(
            "a column spelt wrong", "budgt,source,office,days\n-,provincial,a,1 day\n",
            """
            rules/t.csv:1:1: error: expected a column of the table, but there is no “budgt” [unknown-name]
             1 | budgt,source,office,days
               | ^^^^^
              hint: did you mean “budget”?
                    Known here: budget
            """),
        Mistake(
            "columns left out", "budget,office\n-,a\n",
            """
            rules/t.csv:1:8: error: the first line has no column “source”, “days” [missing-column]
             1 | budget,office
               |        ^^^^^^
              hint: the table's columns: budget, source, office, days
            """),
        Mistake(
            "a column twice", "budget,source,office,days,source\n",
            """
            rules/t.csv:1:27: error: the column “source” is there already [duplicate-name]
             1 | budget,source,office,days,source
               |                           ^^^^^^
            rules/t.csv:1:8: note: first written here
             1 | budget,source,office,days,source
               |        ^^^^^^
            """),
        Mistake(
            "nothing at all", "\n",
            """
            rules/t.csv:1:1: error: the file is empty; its first line names the columns [no-columns]
             1 |
               | ^
              hint: the table's columns: budget, source, office, days
            """),
        Mistake(
            "columns and no row", header,
            """
            rules/t.csv:1:1: error: the table has no rows [no-rows]
             1 | budget,source,office,days
               | ^^^^^^
            """),
        Mistake(
            "a quote that does not end", header + "-,\"provincial,a,1 day\n",
            """
            rules/t.csv:2:3: error: the cell that begins with a quote here does not end [bad-csv]
             2 | -,"provincial,a,1 day
               |   ^
              hint: a quote inside a quoted cell is written twice: "a ""b"" c"
            """),
        Mistake(
            "text behind a quoted cell", header + "-,\"provincial\" ,a,1 day\n",
            """
            rules/t.csv:2:15: error: no text may stand behind the quote that ends a cell [bad-csv]
             2 | -,"provincial" ,a,1 day
               |               ^
              hint: a quote inside a quoted cell is written twice: "a ""b"" c"
            """),
        Mistake(
            "a comma for the point of a fraction",
            "budget;source;office;days\n< 1,5;provincial;a;1 day\n", inputs: "budget: double",
            """
            rules/t.csv:2:4: error: a comma between two digits: a fraction or two values? [bad-cell]
             2 | < 1,5;provincial;a;1 day
               |    ^
              hint: write a fraction with a point: 1.5; two values with a space: 1, 5
            """),
        Mistake(
            "a control character", header + "-,provincial,a\u{1},1 day\n",
            """
            rules/t.csv:2:15: error: the file may not contain the control character U+0001 [forbidden-character]
             2 | -,provincial,a\u{FFFD},1 day
               |               ^
              hint: delete it
            """),
    ]

    @Test("bytes that are no UTF-8 are named with their place")
    func encoding() {
        let sink = DiagnosticSink()
        let cells = CellDecoder(inputs: [], outputs: [], sink: sink)
        let rows = CSVRows(cells, sink: sink).rows([0x61, 0x2C, 0xE0, 0x2C], file: "t.csv")
        #expect(rows.isEmpty)
        #expect(sink.list.diagnostics.map(\.code) == ["not-utf-8"])
        #expect(sink.list.diagnostics.first?.range?.start.column == 3)
    }
}

@Suite("The file that a table names")
struct TableCSVFileTests {
    struct Name: Sendable {
        let name: String
        let code: String
        let hint: String?
    }

    @Test(
        "lies in the folder of the definitions, or is said to be wrong",
        arguments: [
            Name(name: "tt.csv", code: "file-missing", hint: "Known here: t.csv"),
            Name(name: "table.csv", code: "file-missing", hint: "Known here: t.csv"),
            Name(name: "/etc/t.csv", code: "file-outside", hint: nil),
            Name(name: "../t.csv", code: "file-outside", hint: nil),
            Name(name: "sub/../../t.csv", code: "file-outside", hint: nil),
            Name(name: "\"\\0/t.csv\"", code: "file-outside", hint: nil),
            Name(name: "t.yaml", code: "wrong-type", hint: nil),
            Name(name: "{a: b}", code: "wrong-type", hint: nil),
            Name(name: "''", code: "wrong-type", hint: nil),
        ])
    func names(_ name: Name) throws {
        let home = CSVHome(file: name.name, rows: "budget,source,office,days\n")
        let list = LibraryLoader.check(MemorySources(home.sources))
        #expect(list.diagnostics.map(\.code) == [name.code])
        let diagnostic = try #require(list.diagnostics.first)
        #expect(diagnostic.range?.start.description == "rules/t.yaml:6:7")
        if let hint = name.hint { #expect(diagnostic.hint?.en.contains(hint) == true) }
    }
}
