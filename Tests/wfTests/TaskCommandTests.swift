import Foundation
import JSON
import Testing

@Suite("wf task")
struct TaskCommandTests {
    /// International cooperation, with the opinions of the departments asked for.
    func consulting() throws -> Office {
        let office = try Office()
        try office.write("du-toan.yaml", Office.estimate)
        try office.write("to-trinh.pdf", "%PDF-1.7 tờ trình")
        let run = try office.run(
            "advance", "PL.V.1", "submit", "--set", "estimate=@du-toan.yaml", "--set",
            "finish_by=15/12/2021", "--set", "partners=[KOICA]", "--attach",
            "to-trinh=to-trinh.pdf", as: "khcn.linh")
        try #require(run.status == 0, "\(run.errors)")
        return office
    }

    @Test("list says whom each task waits for, and show how to answer")
    func lists() throws {
        let office = try consulting()
        let tasks = try office.json("task", "list", "PL.V.1")["tasks"]
        let opinions = (tasks.array ?? []).filter { $0["name"] == "opinion" }
        #expect(opinions.map { $0["member"] } == ["so-khcn", "so-tai-chinh", "so-tttt"])
        #expect(opinions.allSatisfy { $0["status"] == "open" })
        let show = try office.run("show", "PL.V.1", lang: "en")
        #expect(show.output.contains("wf advance PL.V.1 opinion --outcome agree|disagree|amend"))
        #expect(try office.run("task", "list", "PL.V.1").output.contains("đang chờ"))
    }

    @Test("complete is what advance does with the name of a task")
    func completes() throws {
        let office = try consulting()
        let run = try office.run(
            "task", "complete", "PL.V.1", "opinion", "agree", "--note", "Nhất trí", as: "tt.mai")
        #expect(run.status == 0, "\(run.errors)")
        let other = try office.run(
            "advance", "PL.V.1", "opinion", "--outcome", "disagree", as: "tc.hoa", lang: "en")
        #expect(other.status == 0, "\(other.errors)")
        let asked = try office.json("show", "PL.V.1")["item"]["asked"]
        #expect(
            (asked.array ?? []).map { $0["outcome"] } == [.null, "disagree", "agree"])
        #expect(asked[2]["note"] == "Nhất trí")
        let history = try office.run("history", "PL.V.1")
        #expect(history.output.contains("Cho ý kiến: Thống nhất – Mai"))
        #expect(history.output.contains("hỏi: Sở Khoa học và Công nghệ"))
        #expect(try office.json("verify")["ok"] == true)
    }

    @Test(
        "what is lacking or wrong is told, with the code it exits with",
        arguments: [
            (["opinion"], "tt.mai", 1, "--outcome agree|disagree|amend"),
            (["opinion", "agre"], "tt.mai", 65, "Did you mean agree?"),
            (["opinion", "agree"], "ubnd.vice", 77, "is not"),
            (["opinion", "agree", "--member", "bo-khcn"], "tt.mai", 65, "was not given to"),
            (["opinoin", "agree"], "tt.mai", 1, "no action opinoin"),
        ])
    func refused(_ row: (arguments: [String], user: String, status: Int, text: String)) throws {
        let office = try consulting()
        var environment = ["WF_NOW": office.now, "WF_LANG": "en", "COLUMNS": "200"]
        environment["WF_USER"] = row.user
        let run = try Tool.run(
            ["task", "complete", "PL.V.1"] + row.arguments, in: office.folder,
            environment: environment)
        #expect(Int(run.status) == row.status, "\(run.errors)")
        #expect(run.errors.contains(row.text), "\(run.errors)")
    }

    @Test("claim, assign and return are told in both languages, and bind the actions")
    func hands() throws {
        let office = try Office()
        try office.submit()
        let claim = try office.run("task", "claim", "PL.II.6", as: "tc.hoa")
        #expect(claim.output.contains("Nhận việc: Đang thẩm định"), "\(claim.errors)")
        let refused = try office.run("advance", "PL.II.6", "pass", as: "tc.binh", lang: "en")
        #expect(refused.status == 77)
        #expect(refused.errors.contains("tc.hoa"))
        #expect(try office.run("task", "claim", "PL.II.6", as: "tc.binh").status == 77)
        let inbox = try office.run("inbox", as: "tc.binh", lang: "en")
        #expect(inbox.output.contains("has it"))
        let assign = try office.run(
            "task", "assign", "PL.II.6", "--to", "tc.binh", as: "tc.nam", lang: "en")
        #expect(assign.status == 0, "\(assign.errors)")
        #expect(assign.output.contains("Assigned to Bình"))
        let back = try office.run(
            "task", "return", "PL.II.6", "--note", "Đi công tác", as: "tc.binh")
        #expect(back.output.contains("Trả lại việc"))
        #expect(try office.run("advance", "PL.II.6", "pass", as: "tc.hoa").status == 0)
        #expect(try office.json("verify")["ok"] == true)
    }

    @Test("an item version and a key guard what is claimed as they do an action")
    func guarded() throws {
        let office = try Office()
        let wrong = try office.run(
            "task", "claim", "PL.II.6", "--if-version", "7", as: "khcn.linh")
        #expect(wrong.status == 75)
        for _ in 1...2 {
            let run = try office.run(
                "task", "claim", "PL.II.6", "--key", "k1", "--if-version", "1", as: "khcn.linh")
            #expect(run.status == 0, "\(run.errors)")
        }
        #expect(try office.json("show", "PL.II.6")["item"]["version"] == 2)
    }
}
