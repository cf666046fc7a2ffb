import JSON
import Testing

@Suite("wf due")
struct DueTests {
    private func items(_ office: Office, _ arguments: String...) throws -> [JSON] {
        let run = try Tool.run(
            ["due"] + arguments + ["--json"], in: office.folder,
            environment: ["WF_NOW": office.now, "WF_LANG": "en"])
        try #require(run.status == 0, "\(run.errors)")
        return try #require(try JSON.parse(run.output)["items"].array)
    }

    @Test("lists the soonest first, whether or not a tick has marked what is overdue")
    func order() throws {
        let office = try Office()
        try office.submit()
        office.now = "2021-05-06T08:00:00+07:00"
        let before = try items(office)
        let times = before.compactMap { $0["due_at"].string }
        #expect(times.count == before.count)
        #expect(times == times.sorted())
        let late = before.prefix { $0["overdue"] == true }
        #expect(!late.isEmpty)
        #expect(before.dropFirst(late.count).allSatisfy { $0["overdue"] == false })
        try office.run("tick")
        let after = try items(office)
        #expect(after.map { $0["id"] } == before.map { $0["id"] })
    }

    @Test("agrees with wf list --due-within", arguments: ["1 working day", "10 days", "3 months"])
    func sameAsList(limit: String) throws {
        let office = try Office()
        try office.submit()
        office.now = "2021-04-20T08:00:00+07:00"
        for arguments in [[], ["--agency", "so-khcn"], ["--workflow", "budgeted-task"]] {
            let run = try Tool.run(
                ["list", "--due-within", limit, "--limit", "500", "--json"] + arguments,
                in: office.folder, environment: ["WF_NOW": office.now])
            let listed = try #require(try JSON.parse(run.output)["items"].array)
            let due = try Tool.run(
                ["due", "--within", limit, "--limit", "500", "--json"] + arguments,
                in: office.folder, environment: ["WF_NOW": office.now])
            let found = try #require(try JSON.parse(due.output)["items"].array)
            #expect(
                found.compactMap { $0["id"].string }.sorted()
                    == listed.compactMap { $0["id"].string }.sorted())
        }
    }

    @Test("an agency goes by its name as well, and finds its items behind those of others")
    func agency() throws {
        let office = try Office()
        try office.submit()
        office.now = "2021-05-06T08:00:00+07:00"
        let byCode = try items(office, "--agency", "so-tai-chinh")
        #expect(byCode.map { $0["id"] } == ["PL.II.6"])
        #expect(try items(office, "--agency", "Sở Tài chính", "--limit", "1") == byCode)
    }

    @Test("a limit that cuts something off says so")
    func limit() throws {
        let office = try Office()
        office.now = "2021-05-06T08:00:00+07:00"
        let run = try office.run("due", "--limit", "2", "--json")
        let answer = try JSON.parse(run.output)
        #expect(answer["items"].array?.count == 2)
        #expect(answer["more"] == true)
    }

    @Test("a misspelt agency is suggested")
    func suggestion() throws {
        let office = try Office()
        let run = try office.run("due", "--agency", "so-tai-chin")
        #expect(run.status == 66)
        #expect(run.errors.contains("có phải so-tai-chinh?"), "\(run.errors)")
    }

    /// Days off of 2028 are not decreed: every date counted there is an expected one.
    @Test("expected dates say so wherever a list shows them")
    func expected() throws {
        let office = try Office()
        office.now = "2028-03-10T09:00:00+07:00"
        try office.run(
            "start", "budgeted-task", "--id", "THU.1", "--set", "content=Việc thử", "--set",
            "lead=so-khcn", as: "khcn.linh")
        for command in ["list", "due", "inbox"] {
            let more = command == "due" ? ["--within", "3 months"] : []
            let user = command == "inbox" ? "khcn.linh" : nil
            let page = try office.run([command] + more, as: user).output
            #expect(page.contains("24/03/2028"), "\(page)")
            #expect(page.contains("(dự kiến)"), "\(page)")
            let answer = try JSON.parse(
                try office.run([command, "--json"] + more, as: user).output)
            let item = answer["items"].array?.first { $0["id"] == "THU.1" }
            #expect(item?["provisional"] == true, "\(answer)")
        }
    }

    @Test("what moves on by itself is told with its moment, and no more once it has moved")
    func timed() throws {
        let office = try Office()
        try office.run(
            "start", "international-cooperation", "--id", "HT.1", "--set", "content=Hợp tác",
            "--set", "lead=so-khcn", as: "khcn.linh")
        let estimate = try office.write(
            "estimate.yaml", "- {item: In ấn, unit: bộ, quantity: 10, unit_price: 100000}")
        let letter = try office.write("to-trinh.pdf", "%PDF-1.4")
        try office.run(
            "advance", "HT.1", "submit", "--set", "estimate=@\(estimate)", "--set",
            "finish_by=20/12/2021", "--set", "partners=[\"Đối tác A\"]", "--attach",
            "to-trinh=\(letter)", as: "khcn.linh")
        let moves = try JSON.parse(
            try office.run("due", "--within", "20 working days", "--json").output)["timed"]
        #expect(moves[0]["item"] == "HT.1")
        #expect(moves[0]["from"] == "consultation")
        #expect(moves[0]["to"] == ["appraisal"])
        // Ten working days from 14/04/2021, Hùng Kings day between: the end of 29/04.
        #expect(moves[0]["at"] == "2021-04-30T00:00:00+07:00")
        let shown = try office.run("show", "HT.1").output
        #expect(shown.contains("00:00 30/04/2021"), "\(shown)")
        let others = try JSON.parse(
            try office.run(
                "due", "--within", "20 working days", "--agency", "so-tai-chinh", "--json"
            ).output)["timed"]
        #expect(others == [])

        office.now = "2021-05-04T08:00:00+07:00"
        try office.run("tick")
        let after = try JSON.parse(
            try office.run("due", "--within", "20 working days", "--json").output)
        #expect(after["timed"] == [])
    }
}
