import JSON
import Testing

/// “02 lớp”: an activity whose classes are items of their own.
@Suite("An activity with several classes")
struct ChildrenTests {
    /// The activity with two classes, both being prepared.
    private static func office() throws -> Office {
        let office = try Office()
        try office.submit("PL.II.7")
        try office.appraise("PL.II.7")
        try office.approve("PL.II.7")
        office.now = "2021-06-15T09:00:00+07:00"
        try office.write("thong-bao.pdf", "%PDF-1.7 thông báo")
        try office.write("danh-sach.pdf", "%PDF-1.7 danh sách")
        return office
    }

    private static func start(_ office: Office, lang: String = "vi") throws -> Tool.Run {
        try office.run(
            "advance", "PL.II.7", "start-work", "--set", "trainer=Trường Đại học A", "--set",
            "opening_on=2021-06-15", "--attach", "thong-bao=thong-bao.pdf", as: "khcn.linh",
            lang: lang)
    }

    private static func hold(_ office: Office, _ item: String) throws {
        _ = try office.json(
            "advance", item, "hold", "--set", "opening_on=2021-06-15", "--set", "trainees=30",
            as: "khcn.linh")
        _ = try office.json(
            "advance", item, "report-class", "--attach", "danh-sach-hoc-vien=danh-sach.pdf",
            as: "khcn.linh")
    }

    @Test("From the start of work to the report, seen by programs")
    func wholeWay() throws {
        let office = try Self.office()
        #expect(try Self.start(office).status == 0)
        let activity = try office.json("show", "PL.II.7", as: "khcn.linh")["item"]
        #expect(
            activity["children"].array?.map { $0["id"].string } == ["PL.II.7.1", "PL.II.7.2"])
        #expect(activity["children"][0]["state_title"] == "Preparation and enrolment")
        #expect(activity["children"][0]["due"] == "2021-12-15")
        #expect(activity["children"][0]["plan"] == "plan-149-2021")
        let lesson = try office.json("show", "PL.II.7.1", as: "khcn.linh")["item"]
        #expect(lesson["parent"] == "PL.II.7")
        #expect(lesson["fields"]["trainer"] == "Trường Đại học A")
        #expect(lesson["fields"]["content"].string?.hasPrefix("Lớp 1 – ") == true)
        let listed = try office.json("list", "--parent", "PL.II.7")["items"]
        #expect(listed.array?.map { $0["parent"].string } == ["PL.II.7", "PL.II.7"])

        try Self.hold(office, "PL.II.7.2")
        let half = try office.json("show", "PL.II.7", as: "khcn.linh")["item"]
        #expect(half["fields"]["delivered"] == "01 lớp")
        #expect(half["states"].array?.contains("classes") == true)
        let byHand = try office.run(
            "advance", "PL.II.7", "finish", "--note", "x", as: "khcn.linh", lang: "en")
        #expect(byHand.status == 1)
        try Self.hold(office, "PL.II.7.1")
        let done = try office.json("show", "PL.II.7", as: "khcn.linh")["item"]
        #expect(done["fields"]["delivered"] == "02 lớp")
        #expect(done["fields"]["trainees"] == 60)
        #expect(done["fields"]["fulfilled"] == true)
        #expect(done["states"].array?.contains("report-drafting") == true)

        let board = try office.json("board", "plan-149-2021")["plans"][0]
        #expect(board["tally"]["total"] == 16)
        let entries = board["sections"].array?.flatMap { $0["items"].array ?? [] } ?? []
        #expect(entries.first { $0["id"] == "PL.II.7" }?["delivered"] == "02 lớp")
        #expect(!entries.contains { $0["id"].string?.hasPrefix("PL.II.7.") == true })
        #expect(try office.json("verify")["problems"] == [])
    }

    @Test("One class more is added by whoever may, and by nobody else")
    func more() throws {
        let office = try Self.office()
        #expect(try Self.start(office).status == 0)
        let added = try office.json(
            "start", "training-class", "--parent", "PL.II.7", "--set", "content=Lớp thêm",
            as: "khcn.linh")["item"]
        #expect(added["id"] == "PL.II.7.3")
        #expect(added["parent"] == "PL.II.7")
        let other = try office.run(
            "start", "training-class", "--parent", "PL.II.7", as: "tc.hoa", lang: "en")
        #expect(other.status == 77)
        #expect(other.errors.contains("khcn.linh"))
        let elsewhere = try office.run(
            "start", "training-class", "--parent", "PL.II.8", as: "khcn.linh", lang: "en")
        #expect(elsewhere.status == 1)
        #expect(try office.run("start", "training-class", "--parent", "X").status == 64)
    }

    @Test("What is suspended and cancelled is so with its classes")
    func cascades() throws {
        let office = try Self.office()
        #expect(try Self.start(office).status == 0)
        func states() throws -> [String?] {
            try office.json("list", "--parent", "PL.II.7", "--all")["items"].array?
                .map { $0["states"].array?.last?.string } ?? []
        }
        let suspended = try office.json(
            "advance", "PL.II.7", "suspend", "--note", "Dịch bệnh", as: "khcn.director")
        #expect(suspended["related"].array?.count == 2)
        #expect(try states() == ["suspended", "suspended"])
        _ = try office.json("advance", "PL.II.7", "resume", as: "khcn.director")
        #expect(try states() == ["prepare", "prepare"])
        try office.write("qd.pdf", "%PDF-1.7 quyết định")
        _ = try office.json(
            "advance", "PL.II.7", "cancel", "--note", "Thôi", "--attach",
            "quyet-dinh-cham-dut=qd.pdf", as: "ubnd.vice")
        #expect(try states() == ["cancelled", "cancelled"])
        #expect(try office.json("verify")["ok"] == true)
    }

    @Test("People are told in both languages", arguments: ["vi", "en"])
    func pages(_ lang: String) throws {
        let office = try Self.office()
        let started = try Self.start(office, lang: lang)
        try Snapshot.expect(started.output, is: "children-start-\(lang)")
        try Self.hold(office, "PL.II.7.1")
        let page = try office.run("show", "PL.II.7", as: "khcn.linh", lang: lang)
        try Snapshot.expect(page.output, is: "children-show-\(lang)")
        let child = try office.run("show", "PL.II.7.2", as: "khcn.linh", lang: lang)
        try Snapshot.expect(child.output, is: "children-show-child-\(lang)")
        let list = try office.run("list", "--parent", "PL.II.7", "--all", lang: lang)
        try Snapshot.expect(list.output, is: "children-list-\(lang)")
        _ = try office.run(
            "advance", "PL.II.7.2", "suspend", "--note", "Dịch bệnh", as: "khcn.director")
        _ = try office.run(
            "advance", "PL.II.7", "suspend", "--note", "Dịch bệnh", as: "khcn.director")
        let history = try office.run("history", "PL.II.7", lang: lang)
        try Snapshot.expect(history.output, is: "children-history-\(lang)")
        let childHistory = try office.run("history", "PL.II.7.1", lang: lang)
        try Snapshot.expect(childHistory.output, is: "children-history-child-\(lang)")
    }
}
