import Foundation
import JSON
import Testing

@Suite("People and agencies on the command line")
struct PeopleTests {
    private func office() throws -> Office { try Office(isLoaded: false) }

    private func file(_ office: Office) throws -> String {
        try String(
            contentsOf: office.folder.appendingPathComponent("rules/people.csv"), encoding: .utf8)
    }

    @Test("somebody comes, gets another position, and leaves")
    func career() throws {
        let office = try office()
        let add = try office.json(
            "people", "add", "tc.lan", "--name", "Lan", "--agency", "Sở Tài chính", "--role",
            "appraiser")
        #expect(add["changed"] == true)
        #expect(add["person"]["positions"][0]["agency"] == "so-tai-chinh")
        _ = try office.json(
            "people", "set", "tc.lan", "--role", "division-head", "--from", "2021-07-01")
        let end = try office.json("people", "end", "tc.lan", "--on", "31/12/2021")
        #expect(end["person"]["positions"][0]["to"] == "2021-06-30")
        #expect(end["person"]["positions"][1]["from"] == "2021-07-01")
        #expect(end["person"]["positions"][1]["to"] == "2021-12-31")
        for (day, role) in [("2021-06-30", "appraiser"), ("2021-07-01", "division-head")] {
            office.now = day
            let heads = try office.json("people", "list", "--role", role, "--search", "tc.lan")
            #expect(heads["people"][0]["id"] == "tc.lan")
        }
        office.now = "2022-01-01"
        #expect(try office.json("people", "list", "--search", "tc.lan")["people"] == [])
        #expect(
            try office.json("people", "list", "--all", "--search", "tc.lan")["people"][0]["present"]
                == false)
    }

    @Test("who has left can do nothing more, and is told why")
    func gone() throws {
        let office = try Office()
        try office.run("people", "end", "khcn.linh", "--on", "2021-06-30")
        let now = "2021-07-01T08:00:00+07:00"
        let run = try office.run(
            "inbox", "--now", now, "--json", as: "khcn.linh", lang: "en")
        #expect(run.status == 77)
        #expect(try JSON.parse(run.errors)["error"]["code"] == "absent-actor")
        #expect(try office.run("inbox", as: "khcn.linh").status == 0)
    }

    @Test("an import says what it changes, and does it all or not at all")
    func importing() throws {
        let office = try office()
        let before = try file(office)
        try office.write(
            "moi.csv",
            "mã;họ tên;cơ quan;vai trò\r\ntc.moi;Mới;STC;Chuyên viên\r\ntc.hoa;Hoa;STC;appraiser\r\n"
        )
        let dry = try office.json("people", "import", "moi.csv", "--dry-run")
        #expect(dry["added"] == ["tc.moi"])
        #expect(dry["changed"] == ["tc.hoa"])
        #expect(try file(office) == before)
        _ = try office.json("people", "import", "moi.csv")
        #expect(try file(office).contains("tc.moi,Mới,so-tai-chinh,specialist"))
        let again = try office.json("people", "import", "moi.csv")
        #expect(again["unchanged"] == 2)

        let after = try file(office)
        try office.write("sai.csv", "id,name,agency\ntc.x,X,stc\ntc.y,Y,nowhere\n")
        let run = try office.run("people", "import", "sai.csv", lang: "en")
        #expect(run.status == 65)
        #expect(run.errors.contains("sai.csv:3:8"))
        #expect(try file(office) == after)
    }

    @Test(
        "what cannot be done is refused with what would help",
        arguments: [
            (["people", "add", "tc.x", "--agency", "stc"], Int32(64), "no-name"),
            (["people", "add", "tc.x", "--name", "X", "--agency", "stcc"], 66, "not-found"),
            (
                ["people", "add", "tc.x", "--name", "X", "--agency", "stc", "--role", "boss"], 66,
                "not-found"
            ),
            (["people", "set", "tc.hoaa", "--name", "X"], 66, "not-found"),
            (["people", "end", "tc.hoa", "--on", "soon"], 64, "bad-date"),
            (["people", "import", "none.csv"], 66, "no-such-file"),
            (["agencies", "show", "so-x"], 66, "not-found"),
        ])
    func refusals(arguments: [String], status: Int32, code: String) throws {
        let office = try office()
        let before = try file(office)
        let run = try Tool.run(
            arguments + ["--json"], in: office.folder, environment: ["WF_LANG": "en"])
        #expect(run.status == status)
        #expect(try JSON.parse(run.errors)["error"]["code"].string == code)
        #expect(try file(office) == before)
    }

    @Test("an agency is found by any of its names, and bears the name of the day")
    func agencies() throws {
        let office = try office()
        for (day, name) in [
            ("2021-04-14", "Ủy ban nhân dân tỉnh Thừa Thiên Huế"),
            ("2025-01-01", "Ủy ban nhân dân thành phố Huế"),
        ] {
            office.now = day
            let shown = try office.json("agencies", "show", "uy ban nhan dan thanh pho hue")
            #expect(shown["agency"]["code"] == "ubnd-tinh")
            #expect(shown["agency"]["name"]["vi"].string == name)
        }
    }
}
