import Foundation
import JSON
import Testing

/// Who proposed an estimate never appraises it, whatever way they try.
@Suite("The proposer does not appraise the own estimate")
struct ConstraintSuiteTests {
    /// Led by the Department of Finance itself, whose specialists appraise, too.
    private static func office(people: String = "") throws -> Office {
        let office = try Office(isLoaded: false)
        let file = "rules/people.csv"
        let known = try String(
            contentsOf: office.folder.appendingPathComponent(file), encoding: .utf8)
        try office.write(file, known + people)
        let start = try office.run(
            "start", "budgeted-task", "--id", "N.1", "--set", "lead=so-tai-chinh", as: "tc.hoa")
        try #require(start.status == 0, "\(start.errors)")
        return office
    }

    private static func submit(
        _ office: Office, as user: String, for principal: String? = nil
    ) throws {
        try office.write("du-toan.yaml", Office.estimate)
        try office.write("to-trinh.pdf", "%PDF-1.7 tờ trình")
        let run = try office.run(
            "advance", "N.1", "submit", "--set", "estimate=@du-toan.yaml", "--set",
            "finish_by=15/12/2021", "--attach", "to-trinh=to-trinh.pdf", "--for",
            principal ?? user, as: user)
        try #require(run.status == 0, "\(run.errors)")
    }

    private static func absent(_ office: Office, _ person: String, deputy: String) throws {
        try office.allowForeignDeputies()
        let run = try office.run(
            "absent", "--from", "14/04/2021", "--until", "30/04/2021", "--deputy", deputy,
            as: person)
        try #require(run.status == 0, "\(run.errors)")
    }

    /// Refused with the reason, by `advance` and by `why`, and nothing has happened.
    private static func expectRefusal(
        _ office: Office, _ action: String = "pass", as user: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = try office.json("history", "N.1")
        let run = try office.run("advance", "N.1", action, as: user, lang: "en")
        #expect(run.status == 1, "\(run.output)\(run.errors)", sourceLocation: sourceLocation)
        #expect(
            run.errors.contains("Who prepared the estimate neither appraises nor approves it"),
            "\(run.errors)", sourceLocation: sourceLocation)
        let why = try office.json("why", "N.1", action, as: user)
        #expect(why["allowed"] == false, sourceLocation: sourceLocation)
        #expect(why["reasons"][0]["code"] == "separation-of-duties", sourceLocation: sourceLocation)
        #expect(
            why["reasons"][0]["constraint"] == "preparer-neither-appraises-nor-approves",
            sourceLocation: sourceLocation)
        let after = try office.json("history", "N.1")
        #expect(before == after, sourceLocation: sourceLocation)
    }

    @Test("directly")
    func directly() throws {
        let office = try Self.office()
        try Self.submit(office, as: "tc.hoa")
        try Self.expectRefusal(office, as: "tc.hoa")
        let other = try office.run("advance", "N.1", "pass", as: "tc.binh")
        #expect(other.status == 0, "\(other.errors)")
    }

    @Test("as the deputy of one who may")
    func delegate() throws {
        let office = try Self.office()
        try Self.submit(office, as: "tc.hoa")
        try Self.absent(office, "tc.binh", deputy: "tc.hoa")
        try Self.expectRefusal(office, as: "tc.hoa")
        let run = try office.run(
            "advance", "N.1", "pass", "--for", "tc.binh", as: "tc.hoa", lang: "en")
        #expect(run.status == 1, "\(run.output)\(run.errors)")
        #expect(run.errors.contains("Who prepared the estimate neither appraises"))
        #expect(try office.json("history", "N.1")["events"].array?.count == 2)
    }

    @Test("through a deputy who proposes in their name, who then may not either")
    func throughADeputy() throws {
        let office = try Self.office()
        try Self.absent(office, "tc.hoa", deputy: "tc.binh")
        try Self.submit(office, as: "tc.binh", for: "tc.hoa")
        #expect(try office.json("history", "N.1")["events"][1]["for"] == "tc.hoa")
        try Self.expectRefusal(office, as: "tc.hoa")
        try Self.expectRefusal(office, as: "tc.binh")
    }

    @Test("by taking the proposal back and leaving it to somebody else")
    func takenBack() throws {
        let office = try Self.office()
        try Self.submit(office, as: "tc.hoa")
        let undo = try office.run("undo", "N.1", as: "tc.hoa")
        try #require(undo.status == 0, "\(undo.errors)")
        try Self.submit(office, as: "tc.binh")
        try Self.expectRefusal(office, as: "tc.hoa")
    }

    @Test("as an administrator, who may do everything else")
    func administrator() throws {
        let office = try Office(isLoaded: false)
        let file = office.folder.appendingPathComponent("rules/organisation.yaml")
        let organisation = try String(contentsOf: file, encoding: .utf8)
        let changed = organisation.replacingOccurrences(
            of: "\nroles:\n", with: "\nroles:\n  admin: {vi: Quản trị, en: Administrator}\n")
        try #require(changed != organisation)
        try office.write("rules/organisation.yaml", changed)
        let people = try String(
            contentsOf: office.folder.appendingPathComponent("rules/people.csv"), encoding: .utf8)
        let roles = "specialist|division-head|director|appraiser|clerk|admin"
        try office.write(
            "rules/people.csv", people + "root,Quản trị,so-tai-chinh,\(roles),,,,x\n")
        let start = try office.run(
            "start", "budgeted-task", "--id", "N.1", "--set", "lead=so-tai-chinh", as: "root")
        try #require(start.status == 0, "\(start.errors)")
        try Self.submit(office, as: "root")
        try Self.expectRefusal(office, as: "root")
    }

    @Test("through a change of office in between")
    func changeOfOffice() throws {
        let office = try Self.office(
            people: """
                lan,Lan,so-khcn,specialist,,2021-04-20,,x
                lan,Lan,so-tai-chinh,appraiser,2021-04-21,,,x

                """)
        let start = try office.run(
            "start", "budgeted-task", "--id", "N.2", "--set", "lead=so-khcn", as: "lan")
        try #require(start.status == 0, "\(start.errors)")
        try office.write("du-toan.yaml", Office.estimate)
        try office.write("to-trinh.pdf", "%PDF-1.7 tờ trình")
        let submit = try office.run(
            "advance", "N.2", "submit", "--set", "estimate=@du-toan.yaml", "--set",
            "finish_by=15/12/2021", "--attach", "to-trinh=to-trinh.pdf", as: "lan")
        try #require(submit.status == 0, "\(submit.errors)")
        office.now = "2021-04-22T08:00:00+07:00"
        let run = try office.run("advance", "N.2", "pass", as: "lan", lang: "en")
        #expect(run.status == 1, "\(run.output)\(run.errors)")
        #expect(run.errors.contains("Who prepared the estimate neither appraises"))
        // It is not their office that keeps them from it.
        let other = try office.json("why", "N.2", "pass", as: "tc.hoa")
        #expect(other["allowed"] == true)
    }

    @Test("through a return, after which somebody else hands it in again")
    func redone() throws {
        let office = try Self.office()
        try Self.submit(office, as: "tc.hoa")
        let back = try office.run(
            "advance", "N.1", "return", "--note", "Thiếu báo giá", as: "tc.binh")
        try #require(back.status == 0, "\(back.errors)")
        let again = try office.run("advance", "N.1", "resubmit", as: "tc.binh")
        try #require(again.status == 0, "\(again.errors)")
        try Self.expectRefusal(office, as: "tc.hoa")
        try Self.expectRefusal(office, as: "tc.binh")
    }

    @Test("two processes at once: one wins, the other exits with 75 or comes after")
    func processes() async throws {
        let office = try Office()
        for round in 0..<10 {
            let item = "P.\(round)"
            let start = try office.run(
                "start", "budgeted-task", "--id", item, "--set", "lead=so-khcn", as: "khcn.linh")
            try #require(start.status == 0, "\(start.errors)")
            try office.submit(item)
            let (folder, now) = (office.folder, office.now)
            @Sendable func pass(_ user: String) async throws -> Tool.Run {
                try Tool.run(
                    ["advance", item, "pass"], in: folder,
                    environment: ["WF_NOW": now, "WF_LANG": "en", "WF_USER": user])
            }
            async let one = pass("tc.hoa")
            async let other = pass("tc.binh")
            let runs = try await [one, other]
            #expect(runs.count { $0.status == 0 } == 1, "\(runs)")
            // Who read it before the other had written is overtaken; who read it after finds
            // nothing to appraise.
            #expect(runs.allSatisfy { [0, 1, 75].contains($0.status) }, "\(runs)")
            let history = try office.json("history", item)
            let passed = try #require(history["events"].array).filter {
                $0["data"]["action"] == "pass"
            }
            #expect(passed.count == 1)
        }
        #expect(try office.json("verify")["ok"] == true)
    }
}
