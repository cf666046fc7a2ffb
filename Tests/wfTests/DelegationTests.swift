import JSON
import Testing

@Suite("Standing in on the command line")
struct DelegationTests {
    @Test("a deputy approves while the head is away, and the history says for whom")
    func scenario() throws {
        let office = try Office()
        try office.submit()
        try office.appraise()
        let away = try office.json(
            "absent", "--from", "14/04/2021", "--until", "20/04/2021", "--deputy", "ubnd.chair",
            "--note", "Nghỉ Tết", as: "ubnd.vice")
        #expect(away["delegation"]["number"] == 1)
        #expect(away["delegation"]["kind"] == "absence")
        let inbox = try office.json("inbox", as: "ubnd.chair")["items"]
        let entry = try #require(inbox.array?.first { $0["id"] == "PL.II.6" })
        #expect(entry["for"]["person"] == "ubnd.vice")
        #expect(entry["for"]["until"] == "2021-04-20")
        let text = try office.run("inbox", as: "ubnd.chair").output
        #expect(
            text.contains("Thay Phó Chủ tịch UBND tỉnh (người dùng thử) đến 20/04/2021: 1 việc"))

        let show = try office.json("show", "PL.II.6", as: "ubnd.chair")["item"]["actions"]
        let approve = try #require(show.array?.first { $0["name"] == "approve" })
        #expect(approve["for"] == "ubnd.vice")
        try office.write("quyet-dinh.pdf", "%PDF-1.7 quyết định")
        let done = try office.run(
            "advance", "PL.II.6", "approve", "--attach", "quyet-dinh=quyet-dinh.pdf",
            as: "ubnd.chair")
        #expect(done.status == 0, "\(done.errors)")
        let last = try #require(
            try office.json("history", "PL.II.6")["events"].array?.last)
        #expect(last["actor"] == "ubnd.chair")
        #expect(last["for"] == "ubnd.vice")
        let history = try office.run("history", "PL.II.6").output.split(
            whereSeparator: \.isWhitespace
        )
        .joined(separator: " ")
        #expect(
            history.contains(
                "ubnd.chair (thay Phó Chủ tịch UBND tỉnh (người dùng thử), ubnd.vice)"))
        #expect(try office.json("verify")["ok"] == true)
    }

    @Test("once it is over it is refused, with the reason and who could")
    func over() throws {
        let office = try Office()
        try office.submit()
        try office.allowForeignDeputies()
        try office.run(
            "absent", "--from", "14/04/2021", "--until", "20/04/2021", "--deputy", "khcn.an",
            as: "tc.hoa")
        office.now = "2021-04-21T08:00:00+07:00"
        let run = try office.run(
            "advance", "PL.II.6", "pass", "--json", as: "khcn.an", lang: "en")
        #expect(run.status == 77)
        let error = try JSON.parse(run.errors)["error"]
        #expect(error["message"].string?.contains("was over after 20/04/2021") == true)
        #expect(error["reasons"][0]["who_could"] == ["tc.hoa", "tc.binh"])
        let named = try office.run(
            "advance", "PL.II.6", "pass", "--for", "tc.hoa", as: "khcn.an", lang: "en")
        #expect(named.status == 77)
        #expect(named.errors.contains("does not stand in for"))
    }

    @Test("who prepared an estimate does not appraise it, not even for somebody else")
    func separation() throws {
        let office = try Office()
        try office.submit()
        try office.allowForeignDeputies()
        try office.run(
            "absent", "--from", "14/04/2021", "--until", "20/04/2021", "--deputy", "khcn.linh",
            as: "tc.hoa")
        for arguments in [["--for", "tc.hoa"], []] {
            let run = try Tool.run(
                ["advance", "PL.II.6", "pass", "--json"] + arguments, in: office.folder,
                environment: ["WF_NOW": office.now, "WF_LANG": "en", "WF_USER": "khcn.linh"])
            #expect(run.status == 1)
            #expect(try JSON.parse(run.errors)["error"]["code"] == "separation-of-duties")
        }
    }

    @Test("nobody of another agency stands in, and it is said who could")
    func foreignDeputy() throws {
        let office = try Office()
        func absent(_ person: String, deputy: String, lang: String) throws -> Tool.Run {
            try office.run(
                "absent", "--from", "14/04/2021", "--until", "20/04/2021", "--deputy", deputy,
                as: person, lang: lang)
        }
        let run = try absent("khcn.linh", deputy: "tc.hoa", lang: "en")
        #expect(run.status == 65)
        let said = run.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(said.contains("does not work at"))
        #expect(said.contains("khcn.an"))
        #expect(
            try absent("khcn.linh", deputy: "tc.hoa", lang: "vi").errors.contains("cùng cơ quan"))
        #expect(try absent("khcn.linh", deputy: "khcn.an", lang: "vi").status == 0)
    }

    @Test("given for some work only, listed, ended early, and never twice")
    func register() throws {
        let office = try Office()
        func give(_ arguments: String..., as user: String = "tc.nam") throws -> Tool.Run {
            try Tool.run(
                ["delegations", "give", "--from", "2021-04-14", "--until", "2021-04-20"]
                    + arguments,
                in: office.folder,
                environment: ["WF_NOW": office.now, "WF_LANG": "en", "WF_USER": user])
        }
        #expect(try give("--to", "tc.binh", "--workflow", "no-such-thing").status == 66)
        #expect(try give("--to", "tc.binh", "--action", "pas").errors.contains("pass"))
        #expect(try give("--to", "tc.bin").errors.contains("tc.binh"))
        #expect(try give("--to", "tc.hoa", as: "tc.binh").status == 0)
        #expect(
            try give("--to", "tc.binh", "--workflow", "budgeted-task", "--action", "pass")
                .status == 0)
        let again = try give(
            "--to", "tc.binh", "--workflow", "budgeted-task", "--action", "pass")
        #expect(again.status == 65)
        #expect(again.errors.contains("delegation 2, given by tc.nam"))
        // The head of the agency may for its people, and nobody for those of another.
        #expect(try give("--to", "tc.hoa", "--principal", "tc.tam", as: "tc.director").status == 0)
        #expect(
            try give("--to", "tc.hoa", "--principal", "khcn.an", as: "tc.director").status == 77)

        let list = try office.json("delegations", "--person", "tc.binh")["delegations"]
        #expect(list.array?.map { $0["number"] } == [1, 2])
        #expect(list[1]["actions"] == ["pass"])
        #expect(list[1]["status"] == "in-force")
        #expect(try office.run("delegations", "end", "2", as: "khcn.an").status == 77)
        #expect(try office.run("delegations", "end", "9", as: "tc.nam").status == 66)
        let ended = try office.json(
            "delegations", "end", "2", "--from", "16/04/2021", as: "tc.binh")
        #expect(ended["delegation"]["until"] == "2021-04-15")
        office.now = "2021-04-16T08:00:00+07:00"
        #expect(
            try office.json("delegations", "list", "--person", "tc.binh")["delegations"].array?
                .map { $0["number"] } == [1])
        #expect(
            try office.json("delegations", "list", "--all")["delegations"].array?.count == 3)
    }

    @Test("what somebody changes behind the back of the command is found")
    func tampering() throws {
        let office = try Office()
        try office.run(
            "absent", "--from", "14/04/2021", "--until", "20/04/2021", "--deputy", "tc.nam",
            as: "tc.hoa")
        try office.change("UPDATE delegations SET until = until + 300")
        let run = try office.run("verify", "--json")
        #expect(run.status == 65)
        #expect(
            try JSON.parse(run.output)["problems"].array?.map { $0["code"] }
                == ["delegation-differs"])
    }
}
