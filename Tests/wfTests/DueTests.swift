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
        #expect(run.status == 0)
        #expect(run.output.contains("Có phải so-tai-chinh?"), "\(run.output)")
    }
}
