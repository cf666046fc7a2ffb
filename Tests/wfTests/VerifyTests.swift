import JSON
import Testing

@Suite("Checking the history on the command line")
struct VerifyTests {
    @Test("a definition that was changed in the store is found, and told once")
    func changedDefinition() throws {
        let office = try Office()
        try office.submit()
        #expect(try office.json("verify")["ok"] == true)
        // A comment: it changes nothing of what the definition says.
        try office.change(
            #"""
            UPDATE definitions SET sources = replace(sources, '"text":"', '"text":"# x\n')
            WHERE name = 'consultancy-scheme'
            """#)
        let run = try office.run("verify", "--json")
        #expect(run.status == 65)
        let problems = try JSON.parse(run.output)["problems"].array
        #expect(problems?.map { $0["code"] } == ["changed-definition"])
        #expect(problems?.first?["item"] == "PL.II.6")
    }

    @Test("what is stored otherwise than the history says is found, and put right when asked")
    func rebuilds() throws {
        let office = try Office()
        try office.submit()
        let before = try office.json("show", "PL.II.6")
        try office.change("UPDATE items SET lead = 'so-nnmt' WHERE id = 'PL.II.6'")
        let run = try office.run("verify", "--json")
        #expect(run.status == 65)
        let codes = try JSON.parse(run.output)["problems"].array?.map { $0["code"] } ?? []
        #expect(codes.contains("projection-differs"))
        let rebuilt = try office.json("verify", "--rebuild")
        #expect(rebuilt["ok"] == true)
        #expect(rebuilt["rebuilt"] == 16)
        #expect(try office.json("show", "PL.II.6") == before)
        #expect(try office.run("verify", "--rebuild").output.contains("16 hồ sơ"))
    }

    @Test("nothing is built from a history that was changed: what is stored still tells of it")
    func tampered() throws {
        let office = try Office()
        try office.submit()
        let before = try office.json("show", "PL.II.6")
        try office.change(
            "UPDATE events SET data = replace(data, 'Thuê chuyên gia', 'Thuê xe') WHERE version = 2"
        )
        let run = try office.run("verify", "--rebuild", "--json")
        #expect(run.status == 65)
        let answer = try JSON.parse(run.output)
        #expect(answer["rebuilt"] == 0)
        let codes = answer["problems"].array?.map { $0["code"] } ?? []
        #expect(codes.contains("broken-chain"))
        #expect(codes.contains("projection-differs"))
        #expect(try office.json("show", "PL.II.6") == before)
    }
}
