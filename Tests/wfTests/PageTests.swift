import Diagnostics
import JSON
import Testing

@Suite("What people see")
struct PageTests {
    /// The recorded text, and that it fits the terminal.
    private func expect(
        _ run: Tool.Run, is name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws {
        let text = run.output + run.errors
        for line in text.split(separator: "\n") {
            #expect(
                DisplayWidth.of(String(line)) <= 80, "\(line)", sourceLocation: sourceLocation)
            #expect(!line.contains("\u{1B}"), sourceLocation: sourceLocation)
            #expect(line.last != " ", "\(line)", sourceLocation: sourceLocation)
        }
        try Snapshot.expect(text, is: name, sourceLocation: sourceLocation)
    }

    @Test("an item on the desk of the Department of Finance", arguments: ["vi", "en"])
    func show(language: String) throws {
        let office = try Office()
        try office.submit()
        office.now = "2021-04-27T09:00:00+07:00"
        try expect(
            try office.run("show", "PL.II.6", as: "tc.hoa", lang: language),
            is: "show-appraisal-\(language)")
    }

    @Test("an item sent back, with a difficulty reported meanwhile")
    func showParallel() throws {
        let office = try Office()
        try office.submit()
        try office.run(
            "advance", "PL.II.6", "return", "--note", "Thiếu báo giá", as: "tc.hoa")
        try office.write("cong-van.pdf", "%PDF-1.7 công văn")
        let run = try office.run(
            "advance", "PL.II.6", "report-difficulty", "--note", "Chưa có đơn vị tư vấn",
            "--attach", "cong-van.pdf", as: "khcn.linh")
        #expect(run.status == 0)
        try expect(
            try office.run("show", "PL.II.6", as: "khcn.linh"), is: "show-difficulty-vi")
    }

    @Test("a suspended item, and a finished one")
    func showEnds() throws {
        let office = try Office()
        try office.run(
            "advance", "PL.II.7", "suspend", "--note", "Dịch bệnh", as: "khcn.director")
        try expect(try office.run("show", "PL.II.7", as: "khcn.director"), is: "show-suspended-vi")
        try office.run(
            "advance", "PL.II.8", "withdraw", "--note", "Trùng nội dung", as: "khcn.minh")
        try expect(try office.run("show", "PL.II.8", as: "khcn.minh"), is: "show-withdrawn-vi")
    }

    @Test("the board half a month later", arguments: ["vi", "en"])
    func board(language: String) throws {
        let office = try Office()
        try office.submit()
        try office.run(
            "advance", "PL.II.7", "suspend", "--note", "Dịch bệnh", as: "khcn.director")
        office.now = "2021-05-06T08:00:00+07:00"
        try office.run("tick")
        try expect(try office.run("board", lang: language), is: "board-\(language)")
        try expect(
            try office.run("list", "--overdue", "--limit", "4", lang: language),
            is: "list-overdue-\(language)")
    }

    @Test("what is due, the overdue first", arguments: ["vi", "en"])
    func due(language: String) throws {
        let office = try Office()
        try office.submit()
        office.now = "2021-05-06T08:00:00+07:00"
        try expect(
            try office.run("due", "--agency", "so-tai-chinh", lang: language),
            is: "due-\(language)")
        try expect(
            try office.run("due", "--limit", "2", lang: language), is: "due-more-\(language)")
        office.now = "2021-04-14T08:00:00+07:00"
        try expect(
            try office.run("due", "--within", "2 giờ làm việc", lang: language),
            is: "due-nothing-\(language)")
    }

    @Test("an inbox, and an empty one")
    func inbox() throws {
        let office = try Office()
        try office.submit()
        office.now = "2021-04-28T09:00:00+07:00"
        try expect(try office.run("inbox", as: "tc.hoa"), is: "inbox-vi")
        try expect(try office.run("inbox", as: "ubnd.vice"), is: "inbox-empty-vi")
    }

    @Test("a history with notes, documents and amounts", arguments: ["vi", "en"])
    func history(language: String) throws {
        let office = try Office()
        try office.submit()
        office.now = "2021-04-16T14:30:00+07:00"
        try office.run(
            "advance", "PL.II.6", "adjust", "--set", "appraised=400.000.000", "--note",
            "Giảm số ngày chuyên gia", as: "tc.hoa")
        try office.approve()
        try expect(
            try office.run("history", "PL.II.6", lang: language), is: "history-\(language)")
    }

    @Test("why not, with everything that stands in the way", arguments: ["vi", "en"])
    func why(language: String) throws {
        let office = try Office()
        try expect(
            try office.run("why", "PL.II.6", "submit", as: "khcn.linh", lang: language),
            is: "why-missing-\(language)")
        try expect(
            try office.run("why", "PL.II.6", "submit", as: "tc.hoa", lang: language),
            is: "why-permission-\(language)")
    }

    @Test("what a tick did")
    func tick() throws {
        let office = try Office()
        office.now = "2021-04-27T08:00:00+07:00"
        try expect(try office.run("tick"), is: "tick-vi")
        try expect(try office.run("tick"), is: "tick-nothing-vi")
    }

    @Test("why the rows of a table match or not", arguments: ["vi", "en"])
    func explainTable(language: String) throws {
        let office = try Office()
        let input = #"{"budget": 420000000, "level": "provincial"}"#
        try expect(
            try office.run(
                "table", "approval-authority", "--explain", "--input", input, lang: language),
            is: "table-explain-\(language)")
    }

    @Test("a large table is explained as far as there is room, what matches first")
    func explainLargeTable() throws {
        let office = try Office()
        try office.write(
            "rules/numbers.yaml",
            "table: numbers\ninputs: {n: int}\noutputs: {name: string}\nrows: numbers.csv\n")
        let rows = (1...40).map { "\($0 == 30 ? 1 : $0),row \($0)\r\n" }
        try office.write("rules/numbers.csv", "n,name\r\n" + rows.joined())
        try expect(
            try office.run("table", "numbers", "--explain", "--input", #"{"n": 30}"#),
            is: "table-explain-none-vi")
        // Two rows contradict one another: they are shown, and it is an error.
        let run = try office.run("table", "numbers", "--explain", "--input", #"{"n": 1}"#)
        #expect(run.status == 65)
        try expect(run, is: "table-explain-conflict-vi")
    }

    @Test("what an action did, and a refusal")
    func advance() throws {
        let office = try Office()
        try office.submit()
        try expect(
            try office.run(
                "advance", "PL.II.6", "return", "--note", "Thiếu báo giá", as: "tc.hoa"),
            is: "advance-vi")
        try expect(
            try office.run("advance", "PL.II.6", "resubmit", as: "tc.hoa"), is: "refused-vi")
    }

    @Test("the calendar, counted out", arguments: ["vi", "en"])
    func calendar(language: String) throws {
        let office = try Office(isLoaded: false)
        try expect(
            try office.run(
                "calendar", "due", "14/04/2021", "10 ngày làm việc", "--explain", lang: language),
            is: "calendar-due-\(language)")
        try expect(
            try office.run("calendar", "days", "2021", lang: language),
            is: "calendar-days-\(language)")
        try expect(
            try office.run("calendar", "lunar", "2021-04-21", lang: language),
            is: "calendar-lunar-\(language)")
    }

    @Test("a decision table")
    func table() throws {
        let office = try Office(isLoaded: false)
        let input = #"{"budget": 420000000, "level": "provincial"}"#
        try expect(
            try office.run("table", "approval-authority", "--input", input), is: "table-vi")
    }

    @Test("nothing there yet: what to do next")
    func empty() throws {
        let office = try Office()
        #expect(try office.run("list", "--search", "zzz").output.contains("--all"))
    }

    @Test("colour on a terminal, none without or with NO_COLOR")
    func colour() throws {
        let office = try Office()
        let environment = ["WF_NOW": office.now, "WF_LANG": "vi"]
        let terminal = try Pty.run(["list"], in: office.folder, environment: environment)
        #expect(terminal.contains("\u{1B}["))
        let plain = try Pty.run(
            ["list"], in: office.folder, environment: environment.merging(["NO_COLOR": "1"]) { $1 })
        #expect(plain.contains("PL.II.6"))
        #expect(!plain.contains("\u{1B}["))
    }
}
