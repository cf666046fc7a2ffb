import Foundation
import JSON
import Testing

@Suite("One action on many items")
struct BulkTests {
    /// Three items on the desk of the Department of Finance: 50, 420 and 420 million đồng.
    private func office() throws -> Office {
        let office = try Office()
        try office.submit("PL.II.6")
        try office.submit("PL.II.7")
        try office.write(
            "nho.yaml", "- {item: Hội thảo, unit: buổi, quantity: 1, unit_price: 50000000}")
        let run = try office.run(
            "advance", "PL.II.3", "submit", "--set", "estimate=@nho.yaml", "--set",
            "finish_by=15/12/2021", "--attach", "to-trinh=to-trinh.pdf", as: "khcn.linh")
        try #require(run.status == 0, "\(run.errors)")
        return office
    }

    @Test("a dry run says what would be done and does nothing")
    func dryRun() throws {
        let office = try office()
        let before = try office.json("list", "--state", "appraisal")
        let answer = try office.json(
            "advance", "--all", "--state", "appraisal", "--where", "item.budget < 100000000",
            "pass", "--dry-run", as: "tc.hoa")
        #expect(answer["selected"] == 1)
        #expect(answer["items"][0]["id"] == "PL.II.3")
        #expect(answer["items"][0]["outcome"] == "would")
        #expect(try office.json("list", "--state", "appraisal") == before)
    }

    @Test("each item is taken by itself: what is refused keeps no other")
    func each() throws {
        let office = try office()
        // Somebody appraised one of them already.
        try office.appraise("PL.II.6")
        let run = try office.run(
            "advance", "--all", "--plan", "plan-149-2021", "--where",
            "item.budget > 0", "pass", "--json", as: "tc.hoa")
        #expect(run.status == 1)
        let answer = try JSON.parse(run.output)
        let outcomes = (answer["items"].array ?? []).map {
            ($0["id"].string ?? "") + " " + ($0["outcome"].string ?? "")
        }
        #expect(outcomes == ["PL.II.3 done", "PL.II.6 refused", "PL.II.7 done"])
        #expect(answer["done"] == 2)
        #expect(answer["items"][1]["error"]["reasons"][0]["code"].string != nil)
        #expect(try office.json("verify")["ok"] == true)
    }

    @Test("who may not is refused for each, and the exit code says it is that")
    func notPermitted() throws {
        let office = try office()
        let run = try office.run(
            "advance", "--all", "--state", "appraisal", "pass", as: "khcn.linh", lang: "en")
        #expect(run.status == 77)
        #expect(run.output.contains("0 of 3 done."))
    }

    @Test(
        "a name that no definition has is a mistake, not a condition that nothing fits",
        arguments: [["--state", "apprasal"], ["--plan", "plan-149"], ["--workflow", "x"]])
    func unknownName(condition: [String]) throws {
        let office = try Office()
        let run = try office.run(["advance", "--all"] + condition + ["pass"], as: "tc.hoa")
        #expect(run.status == 66)
        #expect(run.errors.contains("Không có"))
    }

    @Test("a condition that nothing fits is no failure")
    func none() throws {
        let office = try office()
        let answer = try office.json(
            "advance", "--all", "--state", "appraisal", "--where", "item.budget < 0", "pass",
            as: "tc.hoa")
        #expect(answer["selected"] == 0)
    }

    @Test("a condition with a field that no item has is a mistake, shown where")
    func unknownField() throws {
        let office = try office()
        let run = try office.run(
            "advance", "--all", "--state", "appraisal", "--where", "item.bugdet < 1", "pass",
            as: "tc.hoa", lang: "en")
        #expect(run.status == 65)
        #expect(run.errors.contains("item.bugdet"))
        #expect(run.errors.contains("budget?"))
    }

    @Test(
        "what makes no sense is refused before anything is done",
        arguments: [
            ["advance", "PL.II.6", "pass", "--dry-run"],
            ["advance", "PL.II.6", "pass", "--where", "true"],
            ["advance", "--all", "PL.II.6", "pass"],
            ["advance", "--all", "--state", "appraisal", "pass", "--key", "k"],
            ["advance", "--all", "pass"],
            ["advance", "--all", "--plan", "plan-149-2021", "psas"],
        ])
    func usage(arguments: [String]) throws {
        let office = try Office()
        let run = try Tool.run(
            arguments + ["--as", "tc.hoa"], in: office.folder,
            environment: ["WF_NOW": office.now])
        #expect(run.status == 64)
    }
}
