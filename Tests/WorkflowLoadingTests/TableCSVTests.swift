import CEL
import Diagnostics
import Testing
import WorkflowModel

@testable import WorkflowLoading

@Suite("Rows of a table in a CSV file")
struct TableCSVTests {
    /// What spreadsheets and people write for the same three rows.
    private static let spellings: [(name: String, text: String)] = [
        (
            "as plain as can be",
            """
            budget,source,office,days
            < 500000000,provincial,so-tai-chinh,5 working days
            >= 500000000,provincial,ubnd-tinh,7 working days
            -,central,bo-khcn,30 days
            """
        ),
        (
            "with its columns in another order",
            """
            office,days,source,budget
            so-tai-chinh,5 working days,provincial,< 500000000
            ubnd-tinh,7 working days,provincial,>= 500000000
            bo-khcn,30 days,central,-
            """
        ),
        (
            "by a spreadsheet in Vietnam: a mark, semicolons, CRLF, lines of empty cells",
            "\u{FEFF}budget;source;office;days;\r\n"
                + "< 500.000.000;provincial;so-tai-chinh;5 ngày làm việc;\r\n;;;;\r\n"
                + ">= 500.000.000;provincial;ubnd-tinh;7 ngày làm việc;\r\n\r\n"
                + ";central;bo-khcn;30 ngày;\r\n"
        ),
        (
            "with tabs, and quotes where none are needed",
            "budget\tsource\toffice\tdays\n"
                + "\"< 500000000\"\t\"provincial\"\tso-tai-chinh\t5 working days\n"
                + ">= 500000000\tprovincial\tubnd-tinh\t7 working days\n"
                + "\"\"\tcentral\tbo-khcn\t30 days\n"
        ),
        (
            "with a cell over two lines, and old ends of line",
            "budget,source,office,days\r\"<\r500000000\",provincial,so-tai-chinh,5 working days\r"
                + ">= 500000000,provincial,ubnd-tinh,7 working days\r-,central,bo-khcn,30 days"
        ),
    ]

    @Test("say the same as rows in YAML", arguments: spellings.indices)
    func spelling(_ index: Int) throws {
        let table = try CSVHome(rows: Self.spellings[index].text).table()
        #expect(
            table.rows.map { $0.outputs.map(DecisionTable.text) } == [
                ["so-tai-chinh", "5 working days"], ["ubnd-tinh", "7 working days"],
                ["bo-khcn", "30 days"],
            ])
        #expect(try table.decide([420_000_000, "provincial"]).rows == [1])
        #expect(try table.decide([500_000_000, "provincial"]).rows == [2])
        #expect(try table.decide([.null, "central"]).rows == [3])
    }

    @Test("know the line they stand on, and keep the text of their cells")
    func places() throws {
        let table = try CSVHome(
            rows: "budget,source,office,days\n\n\"1, \n 2\",provincial,a,1 day\n,central,b,1 day\n"
        ).table()
        #expect(
            table.rows.map(\.range.start.description) == ["rules/t.csv:3:1", "rules/t.csv:5:1"])
        #expect(table.text(ofCell: 0, inRow: 1) == "1, \n 2")
        #expect(table.text(ofCell: 0, inRow: 2) == "-")
    }

    @Test("are read in normal form C")
    func normalForm() throws {
        let table = try CSVHome(
            rows: "budget,source,office,days\n-,provincial,Ho\u{300}a Bi\u{300}nh,1 day\n"
        ).table()
        #expect(Array(DecisionTable.text(table.rows[0].outputs[0]).unicodeScalars).count == 8)
    }

    @Test("may hold CEL with quotes and commas in it")
    func expression() throws {
        let table = try CSVHome(
            rows: "budget,source,office,days\n"
                + "\"= value in [1, 2]\",\"= value.startsWith(\"\"pro\"\")\",a,1 day\n"
        ).table()
        #expect(try table.decide([2, "provincial"]).rows == [1])
        #expect(try table.decide([3, "provincial"]).rows == [])
    }

    @Test("count in the hash of the rules")
    func hash() throws {
        let row = "budget,source,office,days\n-,provincial,a,1 day\n"
        let first = try CSVHome(rows: row).rules().hash
        #expect(try CSVHome(rows: row).rules().hash == first)
        #expect(try CSVHome(rows: row + "\n").rules().hash != first)
    }

    @Test("may serve two tables")
    func shared() throws {
        let home = CSVHome(rows: "budget,source,office,days\n-,provincial,a,1 day\n")
        let other = DefinitionSource(
            path: "rules/sub/u.yaml",
            text: home.yaml.replacing("table: t", with: "table: u")
                .replacing("rows: t.csv", with: "rows: ../t.csv"))
        let rules = LibraryLoader(MemorySources(home.sources + [other])).rules()
        #expect(rules.tables["u"]?.rows.count == 1)
        #expect(rules.tables["t"]?.rows.count == 1)
    }
}

/// A table `t` of a budget and a source, whose rows stand in a CSV file.
struct CSVHome {
    let yaml: String
    private let rows: [DefinitionSource]

    init(file: String = "t.csv", inputs: String = "budget: money", rows: String) {
        yaml = """
            table: t
            inputs:
              \(inputs)
              source: {type: string, values: [provincial, central]}
            outputs: {office: string, days: limit}
            rows: \(file)
            """
        self.rows = [DefinitionSource(path: "rules/t.csv", text: rows)]
    }

    var sources: [DefinitionSource] { [DefinitionSource(path: "rules/t.yaml", text: yaml)] + rows }

    func rules() throws -> Rules {
        let loader = LibraryLoader(MemorySources(sources))
        let rules = loader.rules()
        try #require(loader.diagnostics.isEmpty, "\(loader.diagnostics.sorted)")
        return rules
    }

    func table() throws -> DecisionTable { try #require(try rules().tables["t"]) }

    /// All complaints as a person sees them in English.
    var rendered: String {
        let texts = Dictionary(uniqueKeysWithValues: sources.map { ($0.path, $0.text) })
        return render(LibraryLoader.check(MemorySources(sources)), texts)
    }
}
