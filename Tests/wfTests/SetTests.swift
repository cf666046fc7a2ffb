import Foundation
import JSON
import Testing

@Suite("Changing fields and taking back")
struct SetTests {
    @Test("without a field, those that may be changed are listed with what they hold")
    func list() throws {
        let office = try Office()
        try expect(try office.run("set", "PL.II.6", as: "khcn.linh"), is: "set-list-vi")
        let fields = try office.json("set", "PL.II.6", as: "khcn.linh")["fields"].array ?? []
        #expect(
            fields.compactMap { $0["name"].string }
                == ["coordinating", "funding_source", "estimate", "finish_by", "contact"])
        let none = try office.run("set", "PL.II.6", as: "tc.hoa")
        #expect(none.status == 0)
        #expect(none.output.contains("không sửa được trường nào"))
    }

    @Test("a change is told line by line, and so is it in the history")
    func change() throws {
        let office = try Office()
        try office.write(
            "a.csv", "Nội dung,ĐVT,SL,Đơn giá,Thành tiền\nA,buổi,6,100,600\nB,bộ,1,50,50\n")
        try office.write("b.csv", "Nội dung;ĐVT;SL;Đơn giá\nA;buổi;5;100\nC;bộ;1;70\n")
        let first = try office.run("set", "PL.II.6", "estimate=@a.csv", as: "khcn.linh")
        #expect(first.status == 0, "\(first.errors)")
        let run = try office.run(
            "set", "PL.II.6", "estimate=@b.csv", "--note", "Báo giá mới", as: "khcn.an")
        try expect(run, is: "set-vi")
        let history = try office.run("history", "PL.II.6")
        #expect(history.output.contains("– A: 6 × 100 = 600 → 5 × 100 = 500"))
        #expect(history.output.contains("– bỏ B: 1 × 50 = 50"))
        #expect(history.output.contains("– thêm C: 1 × 70 = 70"))
        let changes = try office.json("history", "PL.II.6")["events"][2]["data"]["changes"]
        #expect(changes[0]["old"][0]["quantity"] == 6)
        #expect(changes[0]["new"][0]["quantity"] == 5)
        #expect(changes[1] == ["field": "budget", "new": 570, "old": 650])
    }

    @Test("nothing is changed when the values are the same, and a value can be taken away")
    func nothing() throws {
        let office = try Office()
        #expect(try office.json("set", "PL.II.6", "contact=Linh", as: "khcn.van")["events"] != [])
        #expect(try office.json("set", "PL.II.6", "contact=Linh", as: "khcn.van")["events"] == [])
        let item = try office.json("set", "PL.II.6", "contact=", as: "khcn.van")["item"]
        #expect(item["fields"]["contact"].isNull)
        #expect(item["version"] == 3)
    }

    struct Refused: Sendable {
        var arguments: [String]
        var user: String
        var status: Int32
        var says: String
    }

    @Test(
        "a refusal says who could, where, and by which action",
        arguments: [
            Refused(
                arguments: ["finish_by=15/12/2021"], user: "tc.hoa", status: 77,
                says: "Người có thẩm quyền: Linh"),
            Refused(
                arguments: ["appraised=1"], user: "khcn.linh", status: 1,
                says: "Bước nhận trường này: adjust"),
            Refused(arguments: ["budget=1"], user: "khcn.linh", status: 65, says: "máy tính ra"),
            Refused(
                arguments: ["contakt=1"], user: "khcn.linh", status: 65,
                says: "có phải contact?"),
            Refused(arguments: ["contact"], user: "khcn.linh", status: 64, says: "TRƯỜNG=GIÁ-TRỊ"),
            Refused(
                arguments: ["contact=x", "--if-version", "9"], user: "khcn.linh", status: 75,
                says: "phiên bản 1"),
        ])
    func refused(_ refused: Refused) throws {
        let office = try Office()
        let arguments = refused.arguments
        let run =
            arguments.count == 1
            ? try office.run("set", "PL.II.6", arguments[0], as: refused.user)
            : try office.run(
                "set", "PL.II.6", arguments[0], arguments[1], arguments[2], as: refused.user)
        #expect(run.status == refused.status)
        #expect(
            (run.errors + run.output).split(whereSeparator: \.isWhitespace)
                .joined(separator: " ").contains(refused.says), "\(run.errors)")
    }

    @Test(
        "a day there is not is told as that",
        arguments: [
            ("vi", "không có ngày 31/02/2021: tháng 2 năm 2021 chỉ có 28 ngày (năm nhuận có 29)."),
            (
                "en",
                "there is no day 31/02/2021: February 2021 has only 28 days (29 in a leap year)."
            ),
        ])
    func noSuchDay(lang: String, says: String) throws {
        let office = try Office()
        for command in [
            ["set", "PL.II.6", "finish_by=31/02/2021"],
            ["advance", "PL.II.6", "submit", "--set", "finish_by=31/02/2021"],
        ] {
            let run = try office.run(command, as: "khcn.linh", lang: lang)
            #expect(run.status == 65)
            #expect(
                run.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                    .contains(says), "\(run.errors)")
        }
    }

    @Test("an action is taken back, once, and the store agrees with the history")
    func undo() throws {
        let office = try Office()
        try office.submit()
        try expect(
            try office.run("undo", "PL.II.6", "--note", "Nhầm tệp", as: "khcn.linh"),
            is: "undo-vi")
        #expect(try office.json("show", "PL.II.6")["item"]["states"][2] == "proposal")
        let again = try office.run("undo", "PL.II.6", as: "khcn.linh")
        #expect(again.status == 1)
        #expect(
            again.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                .contains("rút lại một bước"))
        let history = try office.run("history", "PL.II.6")
        #expect(history.output.contains("Rút lại: Gửi Sở Tài chính thẩm định (submit)"))
        #expect(try office.run("verify").status == 0)
    }

    @Test("the appraiser's figures are shown beside the proposer's, with the difference")
    func beside() throws {
        let office = try Office()
        try office.submit()
        try office.write(
            "td.csv",
            """
            Nội dung chi,ĐVT,Số lượng,Đơn giá
            Thuê chuyên gia tư vấn,ngày,100,2500000
            Đào tạo tại doanh nghiệp,lớp,4,30000000
            """)
        let run = try office.run(
            "advance", "PL.II.6", "adjust", "--set", "appraised=370.000.000", "--set",
            "appraised_estimate=@td.csv", "--note", "Giảm 20 ngày", as: "tc.hoa")
        #expect(run.status == 0, "\(run.errors)")
        let show = try office.run("show", "PL.II.6")
        let table = show.lines.drop { !$0.contains("Nội dung chi") }.prefix { !$0.isEmpty }
        try Snapshot.expect(table.joined(separator: "\n") + "\n", is: "budget-beside-vi")
        let budget = try office.json("show", "PL.II.6")["item"]["budgets"][0]
        #expect(budget["difference"] == -50_000_000)
        #expect(budget["lines"][0]["beside"]["quantity"] == 100)
        #expect(budget["lines"][1]["difference"] == 0)
    }

    private func expect(
        _ run: Tool.Run, is name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(run.status == 0, "\(run.errors)", sourceLocation: sourceLocation)
        try Snapshot.expect(run.output, is: name)
    }
}
