import Foundation
import JSON
import Testing

@Suite("Exit codes and errors")
struct ContractTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var user: String?
        var status: Int32
        var code: String

        init(_ line: String, as user: String? = nil, _ status: Int32, _ code: String) {
            arguments = line.split(separator: " ").map(String.init)
            self.user = user
            self.status = status
            self.code = code
        }

        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let cases = [
        Case("advance PL.II.6 submit", as: "khcn.linh", 1, "missing"),
        Case("advance PL.II.6 approve", as: "ubnd.vice", 1, "not-available"),
        Case(
            "start training-course --id PL.II.6 --set lead=so-khcn", as: "khcn.linh", 1,
            "already-exists"),
        Case("show", 64, "usage"),
        Case("show PL.II.6 --colour", 64, "usage"),
        Case("list --limit many", 64, "usage"),
        Case("list --limit 0", 64, "usage"),
        Case("list --lang fr", 64, "usage"),
        Case("list --due-within soon", 64, "bad-limit"),
        Case("due --within soon", 64, "bad-limit"),
        Case("due --limit 0", 64, "usage"),
        Case("notifications list --limit 0", 64, "usage"),
        Case("notifications list --state died", 64, "bad-state"),
        Case("notifications list --after 1.5", 64, "bad-id"),
        Case("notifications list --sink nobody", 66, "not-found"),
        Case("notifications show", 64, "usage"),
        Case("notifications show wf-0-1", 64, "bad-id"),
        Case("notifications show wf-99999-1", 66, "not-found"),
        Case("notifications retry", 64, "usage"),
        Case("notifications retry wf-1-1 --all", 64, "usage"),
        Case("notifications drop wf-1-1 --sink log", 64, "usage"),
        Case("notifications drop wf-99999-1", 66, "not-found"),
        Case("notifications shwo", 64, "unknown-command"),
        Case("list --now yesterday", 64, "bad-time"),
        Case("shwo PL.II.6", 64, "unknown-command"),
        Case("--now 2021-04-14 shwo PL.II.6", 64, "unknown-command"),
        Case("--colour list", 64, "usage"),
        Case("inbox", 64, "no-user"),
        Case("advance PL.II.6 submit --set estimate", as: "khcn.linh", 64, "bad-set"),
        Case("calendar due 2021-02-30 3-days", 64, "bad-limit"),
        Case("calendar lunar 2021-02-30", 64, "bad-date"),
        Case("calendar due 2021-04-14 3 days --receipt noon", 64, "bad-receipt"),
        Case("calendar due 2021-04-14 3 days --roll up", 64, "bad-roll"),
        Case("calendar due 2021-04-14T08:00 3 days --before", 64, "bad-date"),
        Case("calendar due 2021-04-14 3 days --version 1", 66, "not-found"),
        Case("calendar periods 2021 --cycle week", 64, "bad-cycle"),
        Case("calendar periods 2021 --window lunar", 64, "bad-window"),
        Case("calendar periods 2021 --day 32", 64, "bad-day"),
        Case("calendar periods 12", 64, "bad-year"),
        Case("eval", 64, "usage"),
        Case("advance PL.II.6 submit --set colour=red", as: "khcn.linh", 65, "unknown-field"),
        Case("advance PL.II.6 submit --set estimate=12", as: "khcn.linh", 65, "invalid-input"),
        Case("advance PL.II.6 submit --set appraised=1", as: "khcn.linh", 65, "invalid-input"),
        Case("eval 1+", 65, "bad-expression"),
        Case("table approval-authority --input [1]", 65, "bad-input"),
        Case("table approval-authority --input {\"budgt\":1}", 65, "unknown-input"),
        Case("show PL.II.66", 66, "not-found"),
        Case("history PL.II.66", 66, "not-found"),
        Case("start trainig-course", as: "khcn.linh", 66, "not-found"),
        Case("load plan-150", as: "khcn.linh", 66, "not-found"),
        Case("table approval", 66, "not-found"),
        Case("board plan-150", 66, "not-found"),
        Case(
            "advance PL.II.6 submit --attach to-trinh=no.pdf", as: "khcn.linh", 66,
            "no-such-file"),
        Case("advance PL.II.6 submit --if-version 7", as: "khcn.linh", 75, "version-mismatch"),
        Case("advance PL.II.6 submit", as: "tc.hoa", 77, "not-permitted"),
        Case("advance PL.II.6", as: "tc.hoa", 77, "not-permitted"),
        Case("inbox", as: "khcn.lin", 77, "unknown-actor"),
    ]

    /// About homes, stores and what runs on their machine: of a server they are its own.
    static let localCases = [
        Case("watch", 64, "fixed-time"),
        Case("watch --now 2021-04-14", 64, "fixed-time"),
        Case("list --store mysql:x", 64, "bad-store"),
        Case("load nothing.yaml", as: "khcn.linh", 66, "no-such-file"),
        Case("list --home /nowhere", 66, "no-home"),
        Case("list --store postgres://localhost/wf", 69, "no-postgres"),
        Case("list --store sqlite:/nowhere/wf.sqlite", 69, "store-unreachable"),
        Case("list --server https://wf.example", 77, "no-token"),
    ]

    @Test(
        "options all commands have may stand before the command",
        arguments: [
            ["--lang", "en", "list"], ["--json", "list"], ["--as=khcn.linh", "--json", "inbox"],
            ["--now", "2021-05-01", "list", "--limit", "3"],
            ["--lang", "en", "--json", "calendar", "due", "2021-04-14", "3 days"],
        ])
    func leadingOptions(arguments: [String]) throws {
        try expectLeading(arguments)
    }

    @Test(
        "so may those of homes and stores", .local("a server has its own"),
        arguments: [
            ["--home", ".", "board"], ["--store", "sqlite:.wf/wf.sqlite", "list"],
        ])
    func leadingHome(arguments: [String]) throws {
        try expectLeading(arguments)
    }

    private func expectLeading(_ arguments: [String]) throws {
        let office = try Office()
        let leading = arguments.prefix {
            $0 != "list" && $0 != "inbox" && $0 != "board"
                && $0 != "calendar"
        }
        let usual = arguments.dropFirst(leading.count) + leading
        let environment = ["WF_NOW": office.now, "WF_LANG": "vi", "COLUMNS": "80"]
        let run = try Tool.run(arguments, in: office.folder, environment: environment)
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            try Tool.run(Array(usual), in: office.folder, environment: environment).output
                == run.output)
    }

    @Test(
        "an agency goes by its code, name or alias, with or without marks",
        arguments: ["so-khcn", "Sở KH&CN", "so kh&cn", "Sở Khoa học và Công nghệ"])
    func agencies(name: String) throws {
        let office = try Office()
        let byCode = try office.run("list", "--agency", "so-khcn", "--json")
        let run = try office.run("list", "--agency", name, "--json")
        #expect(run.output == byCode.output)
        #expect(run.output.contains("PL.I.1"))
    }

    @Test("every failure has its exit code, one sentence, and one JSON document", arguments: cases)
    func failure(_ expected: Case) throws {
        try expectFailure(expected)
    }

    @Test(
        "so has every one of homes and stores", .local("a server has its own"),
        arguments: localCases)
    func localFailure(_ expected: Case) throws {
        try expectFailure(expected)
    }

    private func expectFailure(_ expected: Case) throws {
        let office = try Office()
        var environment = ["WF_NOW": office.now, "WF_LANG": "vi", "COLUMNS": "80"]
        environment["WF_USER"] = expected.user
        let told = try Tool.run(
            expected.arguments, in: office.folder, environment: environment)
        #expect(told.status == expected.status, "\(told.errors)")
        #expect(told.errors.hasPrefix("Lỗi: ") || told.errors.hasPrefix("Không được: "))
        #expect(!told.errors.contains("Fatal"))

        let run = try Tool.run(
            expected.arguments + ["--json"], in: office.folder, environment: environment)
        #expect(run.status == expected.status)
        #expect(run.output.isEmpty)
        let error = try JSON.parse(run.errors)["error"]
        #expect(error["code"].string == expected.code)
        #expect(error["message"].string?.isEmpty == false)
        #expect(error["exit"].int == Int64(expected.status))
    }

    @Test("a refusal says who could")
    func whoCould() throws {
        let office = try Office()
        let run = try office.run("advance", "PL.II.6", "submit", "--json", as: "tc.hoa")
        let error = try JSON.parse(run.errors)["error"]
        #expect(error["who_could"] == ["khcn.linh", "khcn.an"])
        #expect(error["reasons"][0]["who_could"] == ["khcn.linh", "khcn.an"])
    }

    @Test("who prepared the estimate and moved to the other desk is refused by a rule")
    func separationOfDuties() throws {
        let office = try Office()
        try office.submit()
        _ = try office.json(
            "people", "set", "khcn.linh", "--agency", "so-tai-chinh", "--role", "appraiser")
        let run = try office.run("advance", "PL.II.6", "pass", "--json", as: "khcn.linh")
        #expect(run.status == 1)
        let error = try JSON.parse(run.errors)["error"]
        #expect(error["code"] == "separation-of-duties")
        #expect(error["who_could"].array?.contains("tc.hoa") == true)
        #expect(error["who_could"].array?.contains("khcn.linh") == false)
    }

    @Test("a workflow that is only there to be extended starts nothing, and that is said")
    func abstractWorkflow() throws {
        let office = try Office(isLoaded: false)
        let run = try office.run("start", "plan-activity", as: "khcn.linh", lang: "en")
        #expect(run.status == 65)
        #expect(run.errors.contains("workflows/plan-activity.yaml:4:11"))
        #expect(run.errors.contains("[abstract-workflow]"))
    }

    @Test("editions of a calendar differ also where there are no items yet")
    func calendarsWithoutStore() throws {
        let office = try Office(isLoaded: false)
        #expect(try office.json("calendar", "diff", "2026.1")["moves"] == [])
    }

    @Test(
        "a store nobody may open is not taken for one that is not there",
        .local("a server has its store open already"))
    func forbiddenStore() throws {
        let office = try Office()
        try FileManager.default.removeItem(at: office.database)
        try FileManager.default.createDirectory(
            at: office.database, withIntermediateDirectories: false)
        let run = try office.run("list", lang: "en")
        #expect([69, 74].contains(run.status))
        #expect(!run.errors.contains("no items yet"))
    }

    @Test(
        "a quantity is told as written and as it was read",
        arguments: [
            ("PL.II.8", #"{"max":1,"min":1,"text":"01 lớp","unit":"lớp"}"#),
            ("PL.II.5", #"{"max":2,"min":1,"text":"01-02 dự án","unit":"dự án"}"#),
        ])
    func quantity(item: String, expected: String) throws {
        let office = try Office()
        let shown = try office.json("show", item)["item"]
        #expect(shown["quantities"]["quantity"].canonical == expected)
        #expect(shown["fields"]["quantity"] == shown["quantities"]["quantity"]["text"])
    }

    struct Typo: Sendable {
        var arguments: [String]
        var suggestion: String
    }

    @Test(
        "what is misspelt is suggested",
        arguments: [
            Typo(arguments: ["lst"], suggestion: "có phải wf list?"),
            Typo(arguments: ["calendar", "day"], suggestion: "có phải wf calendar days?"),
            Typo(arguments: ["list", "--agncy", "x"], suggestion: "Có phải --agency?"),
            Typo(arguments: ["show", "pl.ii.6"], suggestion: "có phải PL.II.6?"),
            Typo(arguments: ["start", "trainig-course"], suggestion: "training-course"),
            Typo(arguments: ["table", "approval-authorit"], suggestion: "approval-authority"),
            Typo(arguments: ["board", "plan-149-2020"], suggestion: "plan-149-2021"),
            Typo(arguments: ["advance", "PL.II.6", "sumbit"], suggestion: "submit"),
            Typo(
                arguments: ["advance", "PL.II.6", "submit", "--set", "estimte=1"],
                suggestion: "có phải estimate?"),
            Typo(arguments: ["inbox", "--as", "khcn.lin"], suggestion: "có phải khcn.linh?"),
            Typo(arguments: ["list", "--state", "apprasal"], suggestion: "có phải appraisal?"),
            Typo(
                arguments: ["list", "--plan", "plan-149-2020", "--json"],
                suggestion: "plan-149-2021"),
            Typo(
                arguments: ["due", "--workflow", "trainig-course"], suggestion: "training-course"),
            Typo(
                arguments: ["advance", "--all", "--plan", "plan-149-2021", "sumbit"],
                suggestion: "submit"),
        ])
    func suggestion(typo: Typo) throws {
        let office = try Office()
        let run = try Tool.run(
            typo.arguments, in: office.folder,
            environment: ["WF_USER": "khcn.linh", "WF_NOW": office.now])
        #expect(run.errors.contains(typo.suggestion), "\(run.errors)")
    }

    @Test("what is shown may be typed: titles in place of codes")
    func titles() throws {
        let office = try Office()
        try office.submit("PL.II.6")
        let list = try office.json("list", "--state", "thẩm định dự toán")["items"]
        #expect(list.array?.map { $0["id"] } == ["PL.II.6"])
        #expect(
            try office.json("list", "--workflow", "Nhiem vu co du toan kinh phi", "--all")["items"]
                .array?.isEmpty == false)
        let set = try office.run(
            "set", "PL.II.7", "Mức độ khẩn=khẩn", "phối hợp=x", as: "khcn.linh")
        #expect(set.errors.contains("phối hợp"))
        #expect(
            try office.run("set", "PL.II.7", "Mức độ khẩn=khẩn", as: "khcn.minh").status == 0)
        let shown = try office.json("show", "PL.II.7")["item"]
        #expect(shown["fields"]["priority"] == "khan")
        let passed = try office.run(
            "advance", "PL.II.6", "Thống nhất dự toán", "--note", "Đúng định mức", as: "tc.hoa")
        #expect(passed.status == 0, "\(passed.errors)")
        let started = try office.run(
            "start", "budgeted-task", "--id", "N.9", "--set", "lead=Sở KH&CN", "--set",
            "content=Mua máy đo", "--set", "Cơ quan phối hợp=[STC, UBND tỉnh]", as: "khcn.linh")
        #expect(started.status == 0, "\(started.errors)")
        let fields = try office.json("show", "N.9")["item"]["fields"]
        #expect(fields["lead"] == "so-khcn")
        #expect(fields["coordinating"] == ["so-tai-chinh", "ubnd-tinh"])
    }

    @Test("who may start an item is up to its workflow, and everybody else hears who could")
    func starters() throws {
        let office = try Office()
        func start(_ id: String, as person: String, lead: String = "so-khcn") throws -> Tool.Run {
            try office.run(
                "start", "budgeted-task", "--id", id, "--set", "lead=\(lead)", "--set",
                "content=Mua máy đo", as: person, lang: "en")
        }
        let run = try start("N.1", as: "vnpi.dung")
        #expect(run.status == 77)
        #expect(run.errors.contains("may not start this item"))
        #expect(run.errors.contains("khcn.linh"))
        #expect(try office.run("show", "N.1").status == 66)
        #expect(try start("N.1", as: "khcn.linh").status == 0)
        #expect(try start("N.2", as: "tt.mai", lead: "so-tttt").status == 0)
        #expect(try start("N.3", as: "khcn.an", lead: "so-tttt").status == 0)
        #expect(try start("N.4", as: "tt.mai").status == 77)
    }

    @Test("a clock that was set does not write history backwards")
    func backwards() throws {
        let office = try Office(isServed: false)
        office.now = "2021-04-20T08:00:00+07:00"
        try office.submit("PL.II.6")
        office.now = "2021-04-19T08:00:00+07:00"
        let run = try office.run("advance", "PL.II.6", "pass", as: "tc.hoa", lang: "en")
        #expect(run.status == 65)
        #expect(run.errors.contains("history is not written"))
        #expect(try office.json("history", "PL.II.6")["events"].array?.count == 2)
    }

    @Test("a home is found from inside it")
    func nearestHome() throws {
        let office = try Office()
        let inside = office.folder.appendingPathComponent("workflows")
        let run = try Tool.run(
            ["list", "--json"], in: inside, environment: ["WF_NOW": office.now])
        #expect(try JSON.parse(run.output)["items"].array?.count == 16)
    }

    @Test("definitions with faults are shown with their places")
    func check() throws {
        let office = try Office(isLoaded: false)
        let file = office.folder.appendingPathComponent("workflows/plan-activity.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
            .replacingOccurrences(of: "when: item.budget > 0", with: "when: item.bugdet > 0")
        try text.write(to: file, atomically: true, encoding: .utf8)
        let run = try office.run("check")
        #expect(run.status == 65)
        #expect(run.output.contains("workflows/plan-activity.yaml:"))
        #expect(run.output.contains("^^^^"))
        let json = try JSON.parse(try office.run("check", "--json").output)
        let diagnostic = json["diagnostics"][0]
        #expect(diagnostic["file"] == "workflows/plan-activity.yaml")
        #expect(diagnostic["severity"] == "error")
        #expect((diagnostic["line"].int ?? 0) > 1)
        #expect((diagnostic["column"].int ?? 0) > 1)
    }

    @Test("faults of a table's rows in a CSV file are shown there, also when the table is checked")
    func checkRows() throws {
        let office = try Office(isLoaded: false)
        try office.write(
            "rules/numbers.yaml",
            "table: numbers\ninputs: {n: int}\noutputs: {name: string}\nrows: numbers.csv\n")
        try office.write("rules/numbers.csv", "\u{FEFF}n;name\r\n1;một\r\nhai;hai\r\n")
        for arguments in [
            ["check"], ["check", "rules/numbers.yaml"], ["check", "rules/numbers.csv"],
        ] {
            let run = try Tool.run(
                arguments, in: office.folder, environment: ["WF_LANG": "vi", "COLUMNS": "80"])
            #expect(run.status == 65)
            #expect(
                run.output.hasPrefix(
                    """
                    rules/numbers.csv:3:1: lỗi: cần số nguyên, nhưng đây là “hai” [wrong-type]
                     3 | hai;hai
                       | ^^^
                    """), "\(run.output)")
        }
    }

    @Test("a single file is checked with what it builds on, and only it is spoken of")
    func checkFile() throws {
        let office = try Office(isLoaded: false)
        #expect(try office.run("check", "workflows/budgeted-task.yaml").status == 0)
        try office.write(
            "mine.yaml",
            """
            workflow: mine
            version: 1
            extends: budgeted-task
            titel: {vi: Của tôi, en: Mine}
            """)
        let run = try office.run("check", "mine.yaml", "--json")
        #expect(run.status == 65)
        let diagnostics = try #require(try JSON.parse(run.output)["diagnostics"].array)
        #expect(diagnostics.map { $0["file"] } == ["mine.yaml"])
        #expect(diagnostics.map { $0["line"] } == [4])
        #expect(try office.run("check", "nothing.yaml").status == 66)
    }
}
