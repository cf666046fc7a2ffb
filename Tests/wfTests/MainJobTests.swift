import JSON
import Testing

@Suite("The way of an activity, in JSON")
struct MainJobTests {
    @Test("A plan is loaded once, however often it is loaded")
    func load() throws {
        let office = try Office(isLoaded: false)
        let first = try office.json("load", "workflows/plan-149-2021.yaml", as: "khcn.minh")
        #expect(first["started"].array?.count == 16)
        #expect(first["unchanged"].array?.isEmpty == true)
        let second = try office.json("load", "plan-149-2021", as: "khcn.minh")
        #expect(second["started"].array?.isEmpty == true)
        #expect(second["unchanged"].array?.count == 16)
    }

    @Test("From proposal to the report")
    func wholeWay() throws {
        let office = try Office()
        try office.submit("PL.II.3")
        let inbox = try office.json("inbox", as: "tc.hoa")
        #expect(inbox["items"][0]["id"] == "PL.II.3")
        #expect(inbox["items"][0]["task"]["agency"] == "so-tai-chinh")
        try office.appraise("PL.II.3")
        try office.approve("PL.II.3")
        let started = try office.json("advance", "PL.II.3", as: "khcn.linh")
        #expect(started["events"][0]["type"] == "item.advanced")
        #expect(started["events"][0]["data"]["action"] == "start-work")
        let record = try office.json(
            "advance", "PL.II.3", "record", "--set", "delivered=01 nhiệm vụ", as: "khcn.linh")
        #expect(record["item"]["fields"]["fulfilled"] == true)
        _ = try office.json("advance", "PL.II.3", "finish", as: "khcn.linh")
        try office.write("bao-cao.pdf", "%PDF-1.7 báo cáo")
        _ = try office.json(
            "advance", "PL.II.3", "report", "--set", "results=Đã đánh giá xong",
            "--attach", "bao-cao=bao-cao.pdf", as: "khcn.linh")
        let done = try office.json("advance", "PL.II.3", "accept-report", as: "ubnd.vice")
        #expect(done["item"]["outcome"] == "completed")
        #expect(done["item"]["tasks"] == [])
        let verify = try office.json("verify")
        #expect(verify["ok"] == true)
        #expect(verify["problems"] == [])
    }

    @Test("Other things than were expected do not make up for them")
    func units() throws {
        let office = try Office()
        try office.submit("PL.II.3")
        try office.appraise("PL.II.3")
        try office.approve("PL.II.3")
        _ = try office.json("advance", "PL.II.3", "start-work", as: "khcn.linh")
        for (delivered, isReached) in [
            ("02 NHIEM VU", true), ("2", true), ("0 nhiệm vụ", false), ("05 lớp", false),
        ] {
            let record = try office.json(
                "advance", "PL.II.3", "record", "--set", "delivered=\(delivered)", as: "khcn.linh")
            #expect(record["item"]["fields"]["fulfilled"] == .bool(isReached), "\(delivered)")
            // Less may be handed in with the step, and then a note is needed.
            let show = try office.run("show", "PL.II.3", as: "khcn.linh")
            #expect(
                show.output.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(
                    "thêm --note \"…\" khi điều kiện của bước đòi hỏi: Chưa đủ số lượng dự kiến")
                    == isReached)
        }
        let refused = try office.run(
            "advance", "PL.II.3", "finish", "--set", "delivered=04 lớp", as: "khcn.linh")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("Chưa đủ số lượng dự kiến; muốn kết thúc phải ghi lý do."))
        #expect(refused.errors.contains("Đủ số lượng dự kiến: không"))
        #expect(!refused.errors.contains("item."))
        let why = try office.run("why", "PL.II.3", "finish", as: "khcn.linh")
        #expect(why.output.contains("item.fulfilled || note != ''"))
    }

    @Test("`show` tells everything a page needs")
    func show() throws {
        let office = try Office()
        try office.submit()
        let item = try office.json("show", "PL.II.6", as: "tc.hoa")["item"]
        #expect(item["id"] == "PL.II.6")
        #expect(item["workflow"] == "consultancy-scheme")
        #expect(item["version"] == 2)
        #expect(item["states"].array?.contains("review") == true)
        #expect(item["fields"]["budget"] == 420_000_000)
        #expect(item["fields"]["finish_by"] == "2021-12-15")
        #expect(item["tasks"][0]["state"] == "review")
        #expect(item["documents"][0]["kind"] == "to-trinh")
        let appraisal = item["deadlines"].array?.first { $0["name"] == "appraisal" }
        #expect(appraisal?["status"] == "running")
        #expect(appraisal?["due"] == "2021-04-29")
        let actions = item["actions"].array ?? []
        let pass = try #require(actions.first { $0["name"] == "pass" })
        #expect(pass["allowed"] == true)
        let adjust = try #require(actions.first { $0["name"] == "adjust" })
        #expect(adjust["allowed"] == false)
        #expect(adjust["reasons"].array?.contains { $0["code"] == "missing" } == true)
    }

    @Test("History is the chain of events")
    func history() throws {
        let office = try Office()
        try office.submit()
        let events = try #require(try office.json("history", "PL.II.6")["events"].array)
        #expect(events.map { $0["type"] } == ["item.started", "item.advanced"])
        for event in events {
            #expect(event["item"] == "PL.II.6")
            #expect(event["hash"].string?.count == 64)
            #expect(event["seq"].int != nil)
            #expect(event["at"] == "2021-04-14T08:00:00+07:00")
        }
        #expect(events[1]["actor"] == "khcn.linh")
    }

    @Test("A tick flags what is overdue, once, and tells")
    func tick() throws {
        let office = try Office()
        office.now = "2021-05-06T08:00:00+07:00"
        let first = try office.json("tick")
        let fired = try #require(first["fired"].int)
        #expect(fired > 0)
        // Two specialists, and one message for each of them.
        #expect(try #require(first["notifications"].int) > fired)
        // For both, for the head of the division and for the director; and the 16 tasks that arrived.
        #expect(first["digests"] == 4)
        #expect(first["delivered"] == 20)
        #expect(first["failed"] == 0)
        #expect(first["held"] == 0)
        #expect(first["held_until"] == .null)
        let second = try office.json("tick")
        #expect(second["fired"] == 0)
        #expect(second["delivered"] == 0)
        let overdue = try office.json("list", "--overdue")
        #expect(overdue["items"].array?.contains { $0["id"] == "PL.II.6" } == true)
        #expect(overdue["items"][0]["status"] == "overdue")
    }

    @Test("Out of office hours a tick says what waits, and until when")
    func tickAtNight() throws {
        let office = try Office()
        office.now = "2021-04-14T09:00:00+07:00"
        #expect(try office.json("tick")["delivered"] == 16)
        // Due on 29/4; 30/4 to 3/5 are days off.
        office.now = "2021-04-30T01:00:00+07:00"
        let night = try office.json("tick")
        #expect((night["fired"].int ?? 0) > 0)
        #expect(night["held"] == night["notifications"])
        #expect(night["held_until"] == "2021-05-04T07:30:00+07:00")
        #expect(night["delivered"] == 0)
        for (language, line) in [
            ("vi", "thông báo chờ đến giờ gửi, sớm nhất 07:30 04/05/2021."),
            ("en", "notifications wait, the first until 07:30 04/05/2021."),
        ] {
            #expect(try office.run("tick", lang: language).output.contains(line))
        }
        office.now = "2021-05-04T07:29:00+07:00"
        #expect(try office.json("tick")["delivered"] == 0)
        office.now = "2021-05-04T07:30:00+07:00"
        let morning = try office.json("tick")
        #expect(morning["held"] == 0)
        #expect(morning["digests"] == 3)
        #expect(morning["delivered"] == 3)
    }

    @Test("The board tells expected, delivered, state and due by section")
    func board() throws {
        let office = try Office()
        let plan = try office.json("board")["plans"][0]
        #expect(plan["plan"] == "plan-149-2021")
        #expect(plan["tally"]["total"] == 16)
        #expect(plan["sections"].array?.map { $0["items"].array?.count ?? 0 } == [1, 9, 2, 3, 1])
        let activity = plan["sections"][1]["items"][5]
        #expect(activity["id"] == "PL.II.6")
        #expect(activity["expected"] == "02 doanh nghiệp")
        #expect(activity["delivered"] == .null)
        #expect(activity["due"] == "2021-04-29")
        #expect(plan["sections"][0]["items"][0]["expected"] == .null)
    }

    @Test("Lists can be narrowed and paged")
    func list() throws {
        let office = try Office()
        try office.submit()
        func identifiers(_ arguments: String...) throws -> [String] {
            let run = try Tool.run(
                ["list", "--json"] + arguments, in: office.folder,
                environment: ["WF_NOW": office.now])
            return try JSON.parse(run.output)["items"].array?.compactMap(\.["id"].string) ?? []
        }
        #expect(try identifiers("--state", "appraisal") == ["PL.II.6"])
        #expect(try identifiers("--agency", "so-tai-chinh") == ["PL.II.6"])
        #expect(try identifiers("--search", "trien khai de an iso 56000") == ["PL.II.6"])
        #expect(try identifiers("--search", "hoi thao khoa hoc").contains("PL.IV.3"))
        #expect(try identifiers("--due-within", "9 working days").isEmpty)
        #expect(try identifiers("--due-within", "10 ngày làm việc").contains("PL.II.7"))
        #expect(try identifiers("--limit", "3") == ["PL.I.1", "PL.II.1", "PL.II.2"])
        #expect(try identifiers("--limit", "2", "--after", "PL.II.2") == ["PL.II.3", "PL.II.4"])
    }

    @Test("An item can be started by hand")
    func start() throws {
        let office = try Office(isLoaded: false)
        let item = try office.json(
            "start", "training-course", "--id", "LOP-01", "--set", "lead=so-khcn", "--set",
            "content=Lớp tập huấn", as: "khcn.linh")["item"]
        #expect(item["id"] == "LOP-01")
        #expect(item["fields"]["content"] == "Lớp tập huấn")
    }
}
