import Foundation
import JSON
import Testing

@Suite("Numbers of documents")
struct NumberingTests {
    let office: Office

    init() throws {
        office = try Office()
    }

    private func number(
        _ options: String..., as user: String = "khcn.van", lang: String = "en"
    ) throws -> Tool.Run {
        try Tool.run(
            ["documents", "number"] + options, in: office.folder,
            environment: ["WF_NOW": office.now, "WF_USER": user, "WF_LANG": lang])
    }

    private func texts(_ options: String...) throws -> [String] {
        let run = try Tool.run(
            ["documents", "register", "--json"] + options, in: office.folder,
            environment: ["WF_NOW": office.now])
        return try JSON.parse(run.output)["documents"].array?.compactMap { $0["text"].string } ?? []
    }

    @Test("follow one another by type, padded, with the symbol of the office")
    func series() throws {
        for type in ["TTr", "to-trinh", "Báo cáo", "CV"] {
            #expect(try number(type, "--summary", "x").status == 0)
        }
        #expect(try number("CV", "--summary", "x", "--unit", "QLKH").status == 0)
        #expect(
            try texts() == [
                "01/BC-SKHCN", "01/SKHCN", "02/SKHCN-QLKH", "01/TTr-SKHCN", "02/TTr-SKHCN",
            ])
    }

    @Test("begin anew with the year of the document, and go on from those given elsewhere")
    func years() throws {
        #expect(
            try number("KH", "--summary", "x", "--office", "ubnd-tinh", as: "vp.thu").status == 0)
        office.now = "2022-01-04T08:00:00+07:00"
        #expect(
            try number("KH", "--summary", "x", "--office", "ubnd-tinh", as: "vp.thu").status == 0)
        #expect(
            try number(
                "KH", "--summary", "x", "--office", "ubnd-tinh", "--date", "31/12/2021",
                as: "vp.thu"
            ).status == 0)
        #expect(try texts("--year", "2021") == ["150/KH-UBND", "151/KH-UBND"])
        #expect(try texts() == ["01/KH-UBND"])
    }

    @Test("are given by the clerk of the office alone")
    func permission() throws {
        let run = try number("TTr", "--summary", "x", as: "khcn.linh")
        #expect(run.status == 77)
        #expect(run.errors.contains("khcn.van"))
        let other = try number("TTr", "--summary", "x", "--office", "so-tai-chinh")
        #expect(other.status == 77)
        #expect(try texts() == [])
    }

    @Test(
        "are refused for what is not right, with what would be",
        arguments: [
            (["TTx", "--summary", "x"], 65, "Did you mean TTr?"),
            (["TTr", "--summary", " "], 65, "what the document is about"),
            (["TTr", "--summary", "x", "--date", "15/04/2021"], 65, "after today"),
            (["TTr", "--summary", "x", "--date", "31/02/2021"], 65, "There is no day 31/02/2021"),
            (["TTr", "--summary", "x", "--unit", "QLKH"], 65, "for letters only"),
            (["TTr", "--summary", "x", "--urgency", "gap"], 65, "hoa-toc"),
            (["TTr", "--summary", "x", "--capacity", "KT"], 65, "Name the signer"),
            (["TTr", "--summary", "x", "--office", "so-khc"], 65, "Did you mean so-khcn?"),
            (["TTr", "--summary", "x", "--item", "PL.II.99"], 66, "PL.II.99"),
            (["--summary", "x"], 64, "Name a type"),
        ] as [([String], Int32, String)])
    func refused(options: [String], status: Int32, told: String) throws {
        let run = try Tool.run(
            ["documents", "number"] + options, in: office.folder,
            environment: ["WF_NOW": office.now, "WF_USER": "khcn.van", "WF_LANG": "en"])
        #expect(run.status == status)
        #expect(run.errors.contains(told), "\(run.errors)")
        #expect(try texts() == [])
    }

    @Test("of an earlier date are late: asked for, marked, and kept")
    func late() throws {
        #expect(try number("TTr", "--summary", "x").status == 0)
        let refused = try number("TTr", "--summary", "x", "--date", "13/04/2021")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("--late"))
        #expect(
            try number("TTr", "--summary", "x", "--date", "13/04/2021", "--late").status == 0)
        let documents = try office.json("documents", "register")["documents"]
        #expect(documents[1]["text"] == "02/TTr-SKHCN")
        #expect(documents[1]["late"] == true)
        #expect(documents[0]["late"] == false)
    }

    @Test("of an earlier date have a letter where the office says so")
    func suffix() throws {
        try office.write(
            "rules/documents.yaml",
            """
            documents:
              offices:
                - {agency: so-khcn, symbol: SKHCN, place: Huế, numbered_by: {role: clerk},
                   late: suffix, series: one, after: {2021: 11}}
            """)
        #expect(try number("TTr", "--summary", "x", "--date", "01/04/2021").status == 0)
        #expect(try number("BC", "--summary", "x", "--date", "09/04/2021").status == 0)
        #expect(
            try number("QĐ", "--summary", "x", "--date", "08/04/2021", "--late").status == 0)
        #expect(try texts() == ["12/TTr-SKHCN", "12a/QĐ-SKHCN", "13/BC-SKHCN"])
        #expect(try office.json("verify")["ok"] == true)
    }

    @Test("of an item are in its history, with who signed; the file is kept with it")
    func item() throws {
        try office.write("signed.pdf", "%PDF-1.7 ký")
        let run = try number(
            "TTr", "--item", "PL.II.6", "--summary", "Phê duyệt dự toán", "--signer",
            "Nguyễn Văn A", "--position", "Phó Giám đốc", "--capacity", "KT.", "--principal",
            "Giám đốc", "--to", "UBND tỉnh", "--to", "Lưu: VT", "--urgency", "khan", "--attach",
            "signed.pdf")
        #expect(run.status == 0, "\(run.errors)")
        let events = try office.json("history", "PL.II.6")["events"]
        let event = try #require(events.array?.last)
        #expect(event["type"] == "document.registered")
        #expect(event["data"]["number"] == 1)
        #expect(event["data"]["signer"]["capacity"] == "KT")
        #expect(event["data"]["recipients"] == ["UBND tỉnh", "Lưu: VT"])
        let document = try office.json("documents", "PL.II.6")["documents"][0]
        #expect(document["kind"] == "to-trinh")
        #expect(document["number"] == "01/TTr-SKHCN")
        #expect(office.keptFiles.count == 1)
        let history = try office.run("history", "PL.II.6")
        #expect(history.output.contains("Cấp số văn bản 01/TTr-SKHCN"))
        #expect(try texts("--item", "PL.II.6") == ["01/TTr-SKHCN"])
        #expect(try office.json("verify")["ok"] == true)
    }

    @Test("stand for what an action asks for, until the document is withdrawn")
    func requirement() throws {
        try office.write("du-toan.yaml", Office.estimate)
        try office.write("signed.pdf", "%PDF-1.7 ký")
        func submit() throws -> Tool.Run {
            try office.run(
                "advance", "PL.II.6", "submit", "--set", "estimate=@du-toan.yaml", "--set",
                "finish_by=15/12/2021", as: "khcn.linh")
        }
        #expect(
            try number("TTr", "--item", "PL.II.6", "--summary", "x", "--attach", "signed.pdf")
                .status == 0)
        let withdrawn = try office.run(
            "documents", "withdraw", "01/TTr-SKHCN", "--reason", "Sai số liệu", as: "khcn.van")
        #expect(withdrawn.status == 0, "\(withdrawn.errors)")
        let refused = try submit()
        #expect(refused.status == 1)
        #expect(refused.errors.contains("to-trinh"))
        let again = try office.run(
            "documents", "withdraw", "01/TTr-SKHCN", "--reason", "x", as: "khcn.van")
        #expect(again.status == 1)
        #expect(
            try number("TTr", "--item", "PL.II.6", "--summary", "x", "--attach", "signed.pdf")
                .status == 0)
        #expect(try submit().status == 0)
        #expect(try texts() == ["01/TTr-SKHCN", "02/TTr-SKHCN"])
        let list = try office.run("documents", "register")
        #expect(list.output.contains("đã thu hồi"))
        #expect(try office.json("verify")["ok"] == true)
    }

    @Test("with a key are given once")
    func key() throws {
        for item in [[], ["--item", "PL.II.6"]] {
            let options =
                ["documents", "number", "TTr", "--summary", "x", "--json", "--key", "k\(item)"]
                + item
            let environment = ["WF_NOW": office.now, "WF_USER": "khcn.van"]
            let first = try Tool.run(options, in: office.folder, environment: environment)
            let second = try Tool.run(options, in: office.folder, environment: environment)
            #expect(first.status == 0, "\(first.errors)")
            #expect(first.output == second.output)
        }
        #expect(try texts().count == 2)
    }

    @Test(
        "changed behind its back are found by `wf verify`",
        .local("the file of the store is put back under a server that has it open"))
    func tampered() throws {
        #expect(try number("TTr", "--summary", "một").status == 0)
        #expect(try number("TTr", "--summary", "hai").status == 0)
        #expect(try office.json("verify")["ok"] == true)
        let changes = [
            "UPDATE documents SET data = replace(data, 'hai', 'ba') WHERE number = 2",
            "UPDATE documents SET is_withdrawn = 1 WHERE number = 1",
            "DELETE FROM documents WHERE number = 1",
        ]
        let whole = try Data(contentsOf: office.database)
        for change in changes {
            try office.change(change)
            let run = try office.run("verify", "--json")
            #expect(run.status == 65)
            let codes = try JSON.parse(run.output)["problems"].array?.compactMap {
                $0["code"].string
            }
            #expect(codes?.contains("register-differs") == true, "\(change): \(run.output)")
            try whole.write(to: office.database)
        }
    }

    @Test("8 processes give 10,000 documents numbers: no gap, no double", .timeLimit(.minutes(10)))
    func concurrent() async throws {
        let (processes, each) = (8, 1_250)
        let items = (1...9).map { "PL.II.\($0)" }
        try await withThrowingTaskGroup { group in
            for process in 0..<processes {
                // Every tenth belongs to an item, which several processes change at once.
                let lines = (0..<each).map { line in
                    let item = line % 10 == 0 ? #","item":"\#(items[line / 10 % 9])""# : ""
                    return #"{"type":"TTr","summary":"\#(process)-\#(line)"\#(item)}"#
                }
                let (folder, now) = (office.folder, office.now)
                group.addTask {
                    let run = try Tool.run(
                        ["documents", "number", "--batch"], in: folder,
                        environment: ["WF_NOW": now, "WF_USER": "khcn.van", "WF_LANG": "en"],
                        input: lines.joined(separator: "\n"))
                    #expect(run.status == 0, "\(run.errors)")
                    #expect(run.lines.count == each)
                }
            }
            try await group.waitForAll()
        }
        let documents = try #require(
            try office.json("documents", "register", "--office", "so-khcn")["documents"].array)
        #expect(documents.count == processes * each)
        #expect(
            documents.map { $0["number"].int } == (1...(processes * each)).map { Int64($0) })
        #expect(Set(documents.compactMap { $0["text"].string }).count == processes * each)
        #expect(Set(documents.compactMap { $0["summary"].string }).count == processes * each)
        #expect(try office.json("verify")["ok"] == true)
    }
}
