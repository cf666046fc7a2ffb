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
}
