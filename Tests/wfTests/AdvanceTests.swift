import Foundation
import JSON
import Testing

@Suite("Taking actions")
struct AdvanceTests {
    @Test("without a name the only action is taken")
    func onlyOne() throws {
        let office = try Office()
        try office.submit("PL.II.3")
        try office.appraise("PL.II.3")
        try office.approve("PL.II.3")
        let run = try office.run("advance", "PL.II.3", as: "khcn.linh")
        #expect(run.status == 0)
        #expect(run.output.contains("Bắt đầu triển khai"))
    }

    @Test("without a name, several are listed with what each needs, and none is taken")
    func several() throws {
        let office = try Office()
        try office.submit()
        let run = try office.run("advance", "PL.II.6", as: "tc.hoa")
        #expect(run.status == 64)
        #expect(run.output.contains("wf advance PL.II.6 pass"))
        #expect(run.output.contains("wf advance PL.II.6 return --note \"…\""))
        #expect(try office.json("show", "PL.II.6")["item"]["version"] == 2)
    }

    struct Given: Sendable {
        var argument: String
        var field: String
        var value: JSON
    }

    @Test(
        "values are read by the type of their field",
        arguments: [
            Given(argument: "budget_x=420.000.000", field: "budget_x", value: 420_000_000),
            Given(argument: "budget_x=420000000", field: "budget_x", value: 420_000_000),
            Given(argument: "day=15/12/2021", field: "day", value: "2021-12-15"),
            Given(argument: "day=2021-12-15", field: "day", value: "2021-12-15"),
            Given(argument: "flag=true", field: "flag", value: true),
            Given(argument: "word=no: 07:00", field: "word", value: "no: 07:00"),
            Given(argument: "count=30", field: "count", value: 30),
            Given(argument: "amount=01-02 dự án", field: "amount", value: "01-02 dự án"),
            Given(
                argument: "lines=[{item: A, quantity: 2, unit_price: 500}]", field: "total",
                value: 1000),
            Given(
                argument: "offices=[so-khcn, so-tai-chinh]", field: "offices",
                value: ["so-khcn", "so-tai-chinh"]),
        ])
    func values(given: Given) throws {
        let office = try Office(isLoaded: false)
        try office.write(
            "workflows/values.yaml",
            """
            workflow: values
            version: 1
            title: {vi: Giá trị, en: Values}
            fields:
              budget_x: {type: money}
              day: {type: date}
              flag: {type: bool}
              word: {type: string}
              count: {type: int}
              amount: {type: quantity}
              lines: {type: budget}
              total: {type: money, value: item.lines.total}
              offices: {type: list, of: agency}
            states:
              open: {}
              closed: {final: closed}
            """)
        let item = try office.json(
            "start", "values", "--id", "V1", "--set", given.argument, as: "khcn.linh")["item"]
        #expect(item["fields"][given.field] == given.value)
    }

    @Test("a document is kept once under its hash")
    func attachments() throws {
        let office = try Office()
        try office.submit("PL.II.6")
        try office.submit("PL.II.7")
        let kept = office.keptFiles
        #expect(kept.count == 1)
        let record = try office.json("show", "PL.II.7")["item"]["documents"][0]
        #expect(record["name"] == "to-trinh.pdf")
        #expect(record["sha256"].string == kept.first?.replacingOccurrences(of: "/", with: ""))
        let content = try Data(
            contentsOf: office.data.appendingPathComponent("files/\(kept[0])"))
        #expect(content == Data("%PDF-1.7 tờ trình".utf8))
    }

    @Test("a refused action leaves no file behind")
    func refusedAttachment() throws {
        let office = try Office()
        try office.write("to-trinh.pdf", "%PDF-1.7 tờ trình")
        let run = try office.run(
            "advance", "PL.II.6", "submit", "--attach", "to-trinh=to-trinh.pdf", as: "khcn.linh")
        #expect(run.status == 1)
        #expect(office.keptFiles.isEmpty)
    }

    @Test("a document of more than 50 MB is refused")
    func largeAttachment() throws {
        let office = try Office()
        let file = office.folder.appendingPathComponent("large.pdf")
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: 50 << 20 | 1)
        try handle.close()
        let run = try office.run(
            "advance", "PL.II.6", "submit", "--attach", "to-trinh=large.pdf", as: "khcn.linh")
        #expect(run.status == 65)
        #expect(run.errors.contains("50 MB"))
    }

    @Test("the kind of a document need not be said when only one can be meant")
    func inferredKind() throws {
        let office = try Office()
        try office.write("a.pdf", "%PDF-1.7")
        try office.write("du-toan.yaml", Office.estimate)
        let item = try office.json(
            "advance", "PL.II.6", "submit", "--set", "estimate=@du-toan.yaml", "--attach",
            "a.pdf", as: "khcn.linh")["item"]
        #expect(item["documents"][0]["kind"] == "to-trinh")
    }

    @Test("the same key does the same thing once")
    func key() throws {
        let office = try Office()
        try office.submit()
        let first = try office.json("advance", "PL.II.6", "pass", "--key", "k1", as: "tc.hoa")
        let second = try office.json("advance", "PL.II.6", "pass", "--key", "k1", as: "tc.hoa")
        #expect(first["events"] == second["events"])
        #expect(second["item"]["version"] == 3)
        let run = try office.run("advance", "PL.II.6", "pass", "--key", "k1", as: "tc.hoa")
        #expect(run.output.contains("không làm lại"))
    }

    @Test("what is missing comes with the command that hands it in")
    func completeCommand() throws {
        let office = try Office()
        let run = try office.run("advance", "PL.II.6", "submit", as: "khcn.linh")
        #expect(run.errors.contains("--set estimate=@dự-toán.yaml"))
        #expect(run.errors.contains("--attach to-trinh=TỆP"))
    }
}
