import Foundation
import HTTPTypes
import TestSupport
import Testing
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowStorage

@testable import WorkflowServer

@Suite("Pages of daily work")
struct PageTests {
    @Test("Who is not known is sent to sign in, and comes back")
    func signIn() async throws {
        try await House().visit { visitor in
            let answer = try await visitor.get("/items/PL.II.8?history=all", as: nil)
            #expect(answer.status == .seeOther)
            #expect(
                answer.headers[.location] == "/sign-in?next=%2Fitems%2FPL.II.8%3Fhistory%3Dall")
        }
    }

    @Test("Every page is protected and kept by nobody", arguments: ["/", "/items", "/KHONG-CO"])
    func headers(_ path: String) async throws {
        try await House().visit { visitor in
            let answer = try await visitor.get(path, as: "tc.hoa")
            let policy = try #require(answer.headers[.contentSecurityPolicy])
            #expect(policy.contains("default-src 'none'"))
            #expect(!policy.contains("unsafe"))
            #expect(answer.headers[.cacheControl] == "no-store")
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            #expect(!answer.text.contains(" style="))
            #expect(!answer.text.contains("<style"))
            #expect(!answer.text.contains("onclick"))
        }
    }

    @Test("Looks have names of their content and are kept for ever")
    func assets() async throws {
        try await House().visit { visitor in
            let page = try await visitor.get("/", as: "tc.hoa")
            for asset in Asset.all {
                #expect(page.text.contains(asset.path))
                let answer = try await visitor.get(asset.path, as: nil)
                #expect(answer.status == .ok)
                #expect(answer.headers[.cacheControl]?.contains("immutable") == true)
            }
            #expect(try await visitor.get("/assets/wf-0.css", as: nil).status == .notFound)
        }
    }

    @Test("The inbox tells what waits, in words")
    func inbox() async throws {
        try await House().visit { visitor in
            let page = try await visitor.get("/", as: "tc.hoa")
            #expect(page.status == .ok)
            for item in House.items.prefix(3) { #expect(page.text.contains(">\(item)<")) }
            #expect(page.text.contains("3 việc đang chờ"))
            let english = try await visitor.get("/", as: "tc.hoa", lang: "en")
            #expect(english.text.contains("<html lang=\"en\">"))
            #expect(english.text.contains("3 tasks are waiting"))
            let none = try await visitor.get("/", as: "bo.anh")
            #expect(none.text.contains("Không có việc nào đang chờ"))
        }
    }

    @Test("The list is narrowed by words without marks, by agency, and page by page")
    func list() async throws {
        try await House().visit { visitor in
            let all = try await visitor.get("/items", as: "khcn.linh")
            #expect(all.text.contains("16 hồ sơ"))
            let found = try await visitor.get("/items?q=hoi+thao", as: "khcn.linh")
            #expect(found.text.contains("PL.IV.3"))
            let none = try await visitor.get("/items?q=%3Cb%3Ekhongco", as: "khcn.linh")
            #expect(none.text.contains("Không có hồ sơ nào khớp"))
            #expect(none.text.contains("value=\"&lt;b&gt;khongco\""))
            let after = try await visitor.get("/items?after=PL.II.8", as: "khcn.linh")
            #expect(!after.text.contains(">PL.II.8<"))
        }
    }

    @Test("An item offers what one may do, and says who may do the rest")
    func item() async throws {
        try await House().visit { visitor in
            let appraiser = try await visitor.get("/items/PL.II.8", as: "tc.hoa")
            #expect(appraiser.text.contains("href=\"/items/PL.II.8/actions/pass\""))
            #expect(appraiser.text.contains("48.000.000"))
            #expect(appraiser.text.contains("tờ trình.txt"))
            let proposer = try await visitor.get("/items/PL.II.8", as: "khcn.linh")
            #expect(!proposer.text.contains("/actions/pass\""))
            #expect(proposer.text.contains("Thống nhất dự toán"))
            #expect(proposer.text.contains("Người có thẩm quyền: Hoa"))
            // The one who sent it can still take it back.
            #expect(proposer.text.contains("/items/PL.II.8/undo"))
        }
    }

    @Test("An action is taken once however often its form is sent")
    func twice() async throws {
        let house = try await House()
        try await house.visit { visitor in
            let page = try await visitor.get("/items/PL.II.8/actions/return", as: "tc.hoa")
            let fields = [
                ("version", page.hidden("version") ?? ""), ("key", page.hidden("key") ?? ""),
                ("note", "Thiếu báo giá"),
            ]
            let first = try await visitor.post(
                "/items/PL.II.8/actions/return", fields, as: "tc.hoa")
            #expect(first.status == .seeOther)
            let again = try await visitor.post(
                "/items/PL.II.8/actions/return", fields, as: "tc.hoa")
            #expect(again.headers[.location] == first.headers[.location])
            let done = try await visitor.get(first.headers[.location] ?? "", as: "tc.hoa")
            #expect(done.text.contains("Đã xong: Trả lại hồ sơ để bổ sung"))
            #expect(done.text.contains("Việc tiếp theo: "))
        }
        let history = try await house.office.engine.history(of: "PL.II.8")
        #expect(history.filter { $0.event.type == "item.advanced" }.count == 2)
    }

    @Test("Whoever is overtaken sees what changed, keeps what was typed, and can go on")
    func overtaken() async throws {
        let house = try await House()
        try await house.visit { visitor in
            let path = "/items/PL.IV.3/edit"
            let page = try await visitor.get(path, as: "khcn.linh")
            let version = page.hidden("version") ?? ""
            try await house.office.engine.set(
                "PL.IV.3", fields: [("contact", .string("Chị Vân"))], as: "khcn.an")
            let late = try await visitor.post(
                path,
                [
                    ("version", version), ("key", page.hidden("key") ?? ""),
                    ("field.contact", "Anh Bình"),
                ], as: "khcn.linh")
            #expect(late.status == .conflict)
            #expect(late.text.contains("Hồ sơ đã thay đổi trong khi bạn nhập"))
            #expect(late.text.contains("Chị Vân"))
            #expect(late.text.contains("value=\"Anh Bình\""))
            let again = try await visitor.post(
                path,
                [
                    ("version", late.hidden("version") ?? ""), ("key", late.hidden("key") ?? ""),
                    ("field.contact", "Anh Bình"),
                ], as: "khcn.linh")
            #expect(again.status == .seeOther)
        }
        let item = try await house.office.engine.state(of: "PL.IV.3")
        #expect(item[field: "contact"] == .string("Anh Bình"))
    }

    @Test("What is wrong is said beside each field, with what was typed")
    func faults() async throws {
        try await House().visit { visitor in
            let path = "/items/PL.II.8/actions/adjust"
            let page = try await visitor.get(path, as: "tc.hoa")
            let answer = try await visitor.post(
                path,
                [
                    ("version", page.hidden("version") ?? ""), ("key", page.hidden("key") ?? ""),
                    ("field.appraised", "bốn mươi <b>"), ("note", "  "),
                ], as: "tc.hoa")
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("value=\"bốn mươi &lt;b&gt;\""))
            #expect(answer.text.contains("id=\"f-field-appraised-fault\""))
            #expect(answer.text.contains("cần nêu lý do"))
            // What a rule says, in its words.
            let same = try await visitor.post(
                path,
                [
                    ("version", page.hidden("version") ?? ""), ("key", page.hidden("key") ?? ""),
                    ("field.appraised", "48.000.000"), ("note", "như đề nghị"),
                ], as: "tc.hoa")
            #expect(same.status == .conflict)
            #expect(same.text.contains("Số thẩm định phải lớn hơn 0 và khác tổng dự toán"))
        }
    }

    @Test(
        "What a rule says is told in its words and in titles, never as an expression",
        arguments: [
            (
                "vi", "Chỉ trong 03 ngày làm việc",
                "Hôm nay: 27/04/2021; Ngày nhận đủ hồ sơ: 20/04/2021"
            ),
            (
                "en", "Only within 03 working days",
                "Today: 27/04/2021; Complete dossier received: 20/04/2021"
            ),
        ])
    func rules(lang: String, words: String, values: String) async throws {
        let house = try await House()
        try await house.visit { visitor in
            let path = "/items/PL.II.8/actions/return"
            let page = try await visitor.get(path, as: "tc.hoa")
            house.clock.set("2021-04-27T03:00:00Z")
            let sent = [
                ("version", page.hidden("version") ?? ""), ("key", page.hidden("key") ?? ""),
                ("note", "Thiếu báo giá"),
            ]
            for answer in [
                try await visitor.get("/items/PL.II.8", as: "tc.hoa", lang: lang),
                try await visitor.get(path, as: "tc.hoa", lang: lang),
                try await visitor.post(path, sent, as: "tc.hoa", lang: lang),
            ] {
                #expect(answer.text.contains(words))
                #expect(answer.text.contains(values))
                for technical in ["item.", "add_working_days", "today", "&lt;=", "return-late)"] {
                    #expect(!answer.text.contains(technical), "\(technical)")
                }
            }
        }
    }

    @Test("A paper that is missing is asked for by its name")
    func paper() async throws {
        try await House().visit { visitor in
            let path = "/items/PL.III.1/actions/approve"
            let page = try await visitor.get(path, as: "ubnd.vice")
            let answer = try await visitor.post(
                path,
                [("version", page.hidden("version") ?? ""), ("key", page.hidden("key") ?? "")],
                as: "ubnd.vice")
            #expect(answer.status == .conflict)
            #expect(answer.text.contains("Còn thiếu văn bản “Quyết định”."))
            #expect(!answer.text.contains("--attach"))
        }
    }

    @Test("An estimate is checked line by line")
    func estimate() async throws {
        let house = try await House()
        try await house.visit { visitor in
            let path = "/items/PL.II.8/actions/adjust"
            let page = try await visitor.get(path, as: "tc.hoa")
            var fields = [
                ("version", page.hidden("version") ?? ""), ("key", page.hidden("key") ?? ""),
                ("field.appraised", "45.000.000"), ("note", "Giảm tiền in"),
            ]
            let lines = [
                ("Thuê giảng viên", "buổi", "6", "4.000.000"),
                ("In tài liệu", "bộ", "60", "100.000"), ("Thuê hội trường", "ngày", "3", "5000000"),
            ]
            for (index, line) in lines.enumerated() {
                let prefix = "field.appraised_estimate.\(index)."
                fields += [
                    (prefix + "item", line.0), (prefix + "unit", line.1),
                    (prefix + "quantity", line.2), (prefix + "unit_price", line.3),
                ]
            }
            let answer = try await visitor.post(path, fields, as: "tc.hoa")
            #expect(answer.status == .seeOther, "\(answer.text)")
            let item = try await visitor.get("/items/PL.II.8", as: "khcn.linh")
            #expect(item.text.contains("-3.000.000"))
            #expect(item.text.contains("60 × 150.000 → 60 × 100.000"))
        }
    }

    @Test(
        "Only the wrong cells of an estimate are marked, and told with their lines",
        arguments: [
            (
                "vi", "dòng 2, số lượng: “sáu mươi” không phải số nguyên",
                "dòng 3, đơn giá: chưa ghi"
            ),
            (
                "en", "line 2, quantity: “sáu mươi” is no whole number",
                "line 3, unit price: is missing"
            ),
        ])
    func wrongCells(lang: String, quantity: String, price: String) async throws {
        try await House().visit { visitor in
            let path = "/items/PL.IV.3/actions/submit"
            let page = try await visitor.get(path, as: "khcn.linh")
            #expect(!page.text.contains("aria-invalid"))
            var fields = [
                ("version", page.hidden("version") ?? ""), ("key", page.hidden("key") ?? ""),
                ("field.finish_by", "30/09/2021"),
            ]
            let lines = [
                ("Thuê giảng viên", "6", "4.000.000"), ("In tài liệu", "sáu mươi", "100.000"),
                ("Thuê hội trường", "3", ""),
            ]
            for (index, line) in lines.enumerated() {
                let prefix = "field.estimate.\(index)."
                fields += [
                    (prefix + "item", line.0), (prefix + "quantity", line.1),
                    (prefix + "unit_price", line.2),
                ]
            }
            let answer = try await visitor.post(path, fields, as: "khcn.linh", lang: lang)
            #expect(answer.status == .unprocessableContent)
            let wrong = answer.text.components(separatedBy: "<input ").filter {
                $0.prefix { $0 != ">" }.contains("aria-invalid")
            }
            #expect(wrong.count == 2)
            #expect(wrong.first?.contains("name=\"field.estimate.1.quantity\"") == true)
            #expect(wrong.last?.contains("name=\"field.estimate.2.unit_price\"") == true)
            for (id, text) in [
                ("f-field-estimate-1-quantity", quantity), ("f-field-estimate-2-unit_price", price),
            ] {
                #expect(answer.text.contains("<a href=\"#\(id)\">"))
                #expect(answer.text.contains("id=\"\(id)\" aria-invalid=\"true\""))
                #expect(answer.text.contains("<span class=\"fault\" id=\"\(id)-fault\">"))
                #expect(answer.text.contains(text))
            }
            #expect(!answer.text.contains("is-broad is-wrong"))
        }
    }

    @Test(
        "A day there is not is told as that, beside the field",
        arguments: [
            ("vi", "31/04/2021", "không có ngày 31/04/2021: tháng 4 năm 2021 chỉ có 30 ngày."),
            ("en", "31/04/2021", "there is no day 31/04/2021: April 2021 has only 30 days."),
            ("vi", "mai", "cần một ngày (2021-04-14 hoặc 14/04/2021), nhưng đây là chữ “mai”."),
        ])
    func noSuchDay(lang: String, typed: String, says: String) async throws {
        try await House().visit { visitor in
            let path = "/items/PL.IV.3/actions/submit"
            let page = try await visitor.get(path, as: "khcn.linh")
            let answer = try await visitor.post(
                path,
                [
                    ("version", page.hidden("version") ?? ""), ("key", page.hidden("key") ?? ""),
                    ("field.finish_by", typed),
                ], as: "khcn.linh", lang: lang)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains(says))
            #expect(answer.text.contains("value=\"\(typed)\""))
        }
    }

    @Test(
        "What a rule may ask for is not called optional, and where it stands in the way leads to it",
        arguments: [
            (
                "vi", "(cần khi điều kiện của bước đòi hỏi)", "(không bắt buộc)",
                "Chưa đủ số lượng dự kiến; muốn kết thúc phải ghi lý do."
            ),
            (
                "en", "(where the step needs it)", "(optional)",
                "Less than the expected quantity was delivered; a note must say why."
            ),
        ])
    func conditional(lang: String, needed: String, optional: String, says: String) async throws {
        let house = try await House()
        try await house.begin("PL.II.3")
        try await house.visit { visitor in
            let path = "/items/PL.II.3/actions/finish"
            let item = try await visitor.get("/items/PL.II.3", as: "khcn.linh", lang: lang)
            #expect(item.text.contains("<a href=\"\(path)\">"))
            let page = try await visitor.get(path, as: "khcn.linh", lang: lang)
            for input in ["f-field-delivered", "f-note"] {
                let label = try #require(
                    page.text.components(separatedBy: "<label for=\"").first {
                        $0.hasPrefix(input + "\"")
                    })
                #expect(label.contains(needed))
                #expect(!label.contains(optional))
            }
            #expect(page.text.contains(says))
            let refused = try await visitor.post(
                path,
                [("version", page.hidden("version") ?? ""), ("key", page.hidden("key") ?? "")],
                as: "khcn.linh", lang: lang)
            #expect(refused.status == .conflict)
            let done = try await visitor.post(
                path,
                [
                    ("version", refused.hidden("version") ?? ""),
                    ("key", refused.hidden("key") ?? ""), ("note", "Đơn vị tư vấn rút lui"),
                ], as: "khcn.linh", lang: lang)
            #expect(done.status == .seeOther)
        }
    }

    @Test("The board counts what was expected, and nothing else beside it")
    func board() async throws {
        let house = try await House()
        try await house.begin("PL.II.3")
        for (delivered, isCounted) in [("05 lớp", false), ("1  Nhiệm\u{A0}vụ", true), ("1", true)] {
            try await house.office.engine.advance(
                "PL.II.3", "record", fields: [("delivered", .quantity(Quantity(delivered)))],
                as: "khcn.linh")
            let item = try await house.office.engine.state(of: "PL.II.3")
            #expect(item[field: "fulfilled"] == .bool(isCounted), "\(delivered)")
            try await house.visit { visitor in
                let page = try await visitor.get("/board", as: "khcn.linh")
                let row = try #require(
                    page.text.components(separatedBy: "<tr>").first {
                        $0.contains(">PL.II.3<")
                    })
                #expect(row.contains(delivered))
                #expect(row.contains("1 trên 1") == isCounted, "\(row)")
            }
        }
    }

    @Test(
        "A position and its agency are told without naming the agency twice",
        arguments: [
            (
                "vi", "Chủ tịch hoặc Phó Chủ tịch của Ủy ban nhân dân tỉnh Thừa Thiên Huế",
                "Chuyên viên của “Cơ quan làm hồ sơ”"
            ),
            (
                "en", "Chairman or Vice-Chairman, People",
                "Specialist of “Agency keeping the dossier”"
            ),
        ])
    func positions(lang: String, named: String, told: String) async throws {
        try await House().visit { visitor in
            let page = try await visitor.get(
                "/workflows/budgeted-task", as: "khcn.linh", lang: lang)
            #expect(page.text.contains(named))
            #expect(page.text.contains(told))
        }
    }

    @Test("A document is handed in with an action, kept, and given out to be saved")
    func documents() async throws {
        let house = try await House()
        try await house.visit { visitor in
            let path = "/items/PL.III.1/actions/approve"
            let page = try await visitor.get(path, as: "ubnd.vice")
            #expect(page.text.contains("enctype=\"multipart/form-data\""))
            let fields = [
                ("version", page.hidden("version") ?? ""), ("key", page.hidden("key") ?? ""),
            ]
            let program = try await visitor.post(
                path, fields, files: [("document.quyet-dinh", "qd.exe", "MZ")], as: "ubnd.vice")
            #expect(program.status == .unprocessableContent)
            #expect(program.text.contains("Không nhận tệp qd.exe"))
            let answer = try await visitor.post(
                path, fields, files: [("document.quyet-dinh", "quyết định.txt", "Phê duyệt")],
                as: "ubnd.vice")
            #expect(answer.status == .seeOther, "\(answer.text)")
            let item = try await house.office.engine.state(of: "PL.III.1")
            let record = try #require(item.documents.last)
            let file = try await visitor.get(
                "/items/PL.III.1/documents/\(record.sha256)", as: "ubnd.vice")
            #expect(file.text == "Phê duyệt")
            #expect(file.headers[.contentDisposition]?.hasPrefix("attachment;") == true)
            let elsewhere = try await visitor.get(
                "/items/PL.II.8/documents/\(record.sha256)", as: "ubnd.vice")
            #expect(elsewhere.status == .notFound)
        }
    }

    @Test("A form from elsewhere changes nothing", arguments: ["", "form-of-tc.binh"])
    func forged(_ csrf: String) async throws {
        let house = try await House()
        try await house.visit { visitor in
            let answer = try await visitor.post(
                "/items/PL.II.8/actions/return", [("note", "x")], as: "tc.hoa", csrf: csrf)
            #expect(answer.status == .forbidden)
        }
        #expect(try await house.office.engine.state(of: "PL.II.8").isActive("review"))
    }

    @Test(
        "Every form that changes something carries the secret of the session, first of all",
        arguments: [
            ("/", "tc.hoa"), ("/items/PL.II.8", "tc.hoa"), ("/items/PL.II.8/assign", "tc.nam"),
            ("/items/PL.II.8/actions/return", "tc.hoa"), ("/items/PL.II.3/undo", "khcn.linh"),
            ("/items/PL.III.1/actions/approve", "ubnd.vice"), ("/items/PL.IV.3/edit", "khcn.linh"),
            ("/items/new/budgeted-task", "khcn.linh"),
        ])
    func secrets(_ path: String, _ person: String) async throws {
        try await House().visit { visitor in
            let page = try await visitor.get(path, as: person)
            let forms = page.text.components(separatedBy: "<form method=\"post\"").dropFirst()
            #expect(!forms.isEmpty)
            for form in forms {
                let input = try #require(form.range(of: "<input"))
                #expect(
                    form[input.lowerBound...].hasPrefix(
                        "<input type=\"hidden\" name=\"csrf\" value=\"form-of-\(person)\">"))
            }
        }
    }

    @Test("An item is started by whoever has the words for it")
    func start() async throws {
        let house = try await House()
        try await house.visit { visitor in
            #expect(try await visitor.get("/items/new", as: "khcn.linh").status == .ok)
            let page = try await visitor.get("/items/new/budgeted-task", as: "khcn.linh")
            let key = page.hidden("key") ?? ""
            let wrong = try await visitor.post(
                "/items/new/budgeted-task", [("key", key), ("id", "a b")], as: "khcn.linh")
            #expect(wrong.status == .unprocessableContent)
            let answer = try await visitor.post(
                "/items/new/budgeted-task",
                [
                    ("key", key), ("id", "NV-01"), ("field.content", "Mua máy đo"),
                    ("field.lead", "so-khcn"),
                ], as: "khcn.linh")
            #expect(answer.status == .seeOther, "\(answer.text)")
            let taken = try await visitor.post(
                "/items/new/budgeted-task",
                [("id", "NV-01"), ("field.lead", "so-khcn")], as: "khcn.linh")
            #expect(taken.status == .conflict)
        }
    }

    @Test("A task is taken, handed back, and given to somebody")
    func tasks() async throws {
        let house = try await House()
        try await house.visit { visitor in
            let page = try await visitor.get("/items/PL.II.8", as: "tc.hoa")
            let fields = [
                ("task", page.hidden("task") ?? ""), ("key", page.hidden("key") ?? ""),
            ]
            let taken = try await visitor.post("/items/PL.II.8/claim", fields, as: "tc.hoa")
            #expect(taken.status == .seeOther, "\(taken.text)")
            #expect(
                try await visitor.get("/items/PL.II.8", as: "tc.binh").text.contains("Hoa"))
            let form = try await visitor.get("/items/PL.II.8/assign", as: "tc.nam")
            #expect(form.status == .ok)
            let given = try await visitor.post(
                "/items/PL.II.8/assign",
                [
                    ("task", form.hidden("task") ?? ""), ("version", form.hidden("version") ?? ""),
                    ("key", form.hidden("key") ?? ""), ("person", "tc.binh"),
                ], as: "tc.nam")
            #expect(given.status == .seeOther, "\(given.text)")
            #expect(
                try await visitor.get("/items/PL.II.8/assign", as: "tc.hoa").status == .forbidden)
            let back = try await visitor.post(
                "/items/PL.II.8/hand-back", [("task", fields[0].1)], as: "tc.binh")
            #expect(back.status == .seeOther, "\(back.text)")
        }
    }

    @Test("What was done by mistake is taken back")
    func undo() async throws {
        let house = try await House()
        try await house.visit { visitor in
            let form = try await visitor.get("/items/PL.II.3/undo", as: "khcn.linh")
            let answer = try await visitor.post(
                "/items/PL.II.3/undo",
                [("version", form.hidden("version") ?? ""), ("key", form.hidden("key") ?? "")],
                as: "khcn.linh")
            #expect(answer.status == .seeOther, "\(answer.text)")
        }
        #expect(try await house.office.engine.state(of: "PL.II.3").isActive("proposal"))
    }

    @Test(
        "What is not there, not for one, or not now, is said in words",
        arguments: [
            ("/KHONG-CO", 404), ("/items/KHONG-CO", 404), ("/items/PL.II.8/actions/fly", 404),
            ("/items/PL.II.8/actions/pass", 409), ("/items/new/khong-co", 404),
            ("/items/%FF", 400), ("/items?q=%FF", 400), ("/items/PL.II.8/documents/..%2F..", 404),
        ])
    func refusals(_ path: String, _ status: Int) async throws {
        try await House().visit { visitor in
            let answer = try await visitor.get(path, as: "khcn.linh")
            #expect(answer.status.code == status)
            #expect(answer.text.contains("<h1>"))
            #expect(answer.headers[.contentSecurityPolicy] != nil)
        }
    }

    @Test("The language is switched where one is, and nowhere else")
    func language() async throws {
        try await House().visit { visitor in
            let answer = try await visitor.get("/language/en?next=%2Fitems%3Fq%3Da", as: nil)
            #expect(answer.headers[.location] == "/items?q=a")
            #expect(answer.headers[.setCookie]?.hasPrefix("wf-lang=en") == true)
            for away in ["//evil.vn", "/%5Cevil.vn", "https://evil.vn", "/a%0d%0ab"] {
                let answer = try await visitor.get(
                    "/language/vi?next=" + Visitor.escaped(away), as: nil)
                #expect(answer.headers[.location] == "/" || answer.headers[.location] == away)
                #expect(answer.headers[.location]?.hasPrefix("//") == false)
            }
        }
    }
}
