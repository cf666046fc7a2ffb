import Foundation
import HTTPTypes
import Testing
import WorkflowCore
import WorkflowEngine
import WorkflowModel

@testable import WorkflowServer

@Suite("An item that changes hands, on the pages of those who have it then")
struct HandoverTests {
    private static let reason = "Thiếu báo giá\nthuê hội trường"

    @Test("Whoever comes too late for a step reads who did what, and which steps there are")
    func tooLate() async throws {
        let house = try await House()
        try await house.visit { visitor in
            let path = "/items/PL.II.8/actions/pass"
            let page = try await visitor.get(path, as: "tc.hoa")
            try await house.office.engine.advance(
                "PL.II.8", "return", note: Self.reason, as: "tc.binh")
            let late = try await visitor.post(
                path,
                [
                    ("version", page.hidden("version") ?? ""), ("key", page.hidden("key") ?? ""),
                    ("note", "đồng ý"),
                ], as: "tc.hoa")
            #expect(late.status == .conflict)
            #expect(late.text.contains("<h1>Thống nhất dự toán</h1>"))
            #expect(late.text.contains("Hồ sơ đã thay đổi trong khi bạn nhập"))
            #expect(late.text.contains("Trả lại hồ sơ để bổ sung"))
            #expect(!late.text.contains("Những gì bạn nhập vẫn còn"))
            #expect(late.text.contains("Không có bước “Thống nhất dự toán” khi hồ sơ ở"))
            #expect(late.text.contains("“Nộp lại hồ sơ đã bổ sung”"))
            #expect(!late.text.contains("resubmit"))
            let english = try await visitor.get(path, as: "tc.hoa", lang: "en")
            #expect(english.text.contains("<h1>Agree to the estimate</h1>"))
            #expect(english.text.contains("There is no action “Agree to the estimate”"))
            // As whoever went back in the browser has it.
            #expect(english.text.contains("What happened last"))
            #expect(english.text.contains("Return for a supplement"))
        }
    }

    @Test("A step that is still there keeps what was typed for it")
    func stillThere() async throws {
        let house = try await House()
        try await house.visit { visitor in
            let path = "/items/PL.IV.3/actions/submit"
            let page = try await visitor.get(path, as: "khcn.linh")
            try await house.office.engine.set(
                "PL.IV.3", fields: [("contact", .string("Chị Vân"))], as: "khcn.an")
            let late = try await visitor.post(
                path,
                [
                    ("version", page.hidden("version") ?? ""), ("key", page.hidden("key") ?? ""),
                    ("field.estimate.0.item", "Thuê giảng viên"),
                    ("field.estimate.0.quantity", "2"),
                    ("field.estimate.0.unit_price", "1.000.000"),
                    ("field.finish_by", "30/09/2021"), ("note", "Gửi lần đầu"),
                ], files: [("document.to-trinh", "tờ trình.txt", "Kính gửi")], as: "khcn.linh")
            #expect(late.status == .conflict)
            #expect(late.text.contains("Những gì bạn nhập vẫn còn"))
            #expect(late.text.contains("Tệp thì phải chọn lại."))
            #expect(late.text.contains("value=\"Thuê giảng viên\""))
            #expect(late.text.contains("value=\"30/09/2021\""))
            #expect(late.text.contains("Gửi lần đầu</textarea>"))
        }
    }

    @Test("Why it was returned stands first for whoever has to answer, and for them alone")
    func returned() async throws {
        let house = try await House()
        try await house.office.engine.advance("PL.II.8", "return", note: Self.reason, as: "tc.hoa")
        try await house.visit { visitor in
            let quoted = "<p class=\"said\">“\(Self.reason)”</p>"
            for path in ["/items/PL.II.8", "/items/PL.II.8/actions/resubmit"] {
                let page = try await visitor.get(path, as: "khcn.linh")
                let note = try #require(page.text.range(of: quoted), "\(path)")
                let rest = try #require(
                    page.text.range(of: "<div class=\"split\">")
                        ?? page.text.range(of: "<form method=\"post\" action=\"\(path)\""))
                #expect(note.upperBound < rest.lowerBound)
            }
            let others = try await visitor.get("/items/PL.II.8", as: "bo.anh")
            #expect(!others.text.contains("class=\"said\""))
            // An interruption changes nothing of it.
            let engine = house.office.engine
            try await engine.advance(
                "PL.II.8", "suspend", note: "Chờ kinh phí", as: "khcn.director")
            try await engine.advance("PL.II.8", "resume", note: "Có kinh phí", as: "khcn.director")
            let resumed = try await visitor.get("/items/PL.II.8", as: "khcn.linh")
            #expect(resumed.text.contains(quoted))
            // Once it is answered, it is over.
            try await engine.advance("PL.II.8", "resubmit", as: "khcn.linh")
            let answered = try await visitor.get("/items/PL.II.8", as: "tc.hoa")
            #expect(!answered.text.contains(quoted))
        }
    }

    @Test("Documents nobody asked for are handed in with an action, of a kind one chooses")
    func further() async throws {
        let house = try await House()
        try await house.office.engine.advance("PL.II.8", "return", note: Self.reason, as: "tc.hoa")
        try await house.visit { visitor in
            let path = "/items/PL.II.8/actions/resubmit"
            let page = try await visitor.get(path, as: "khcn.linh")
            #expect(page.text.contains("name=\"further-document\" type=\"file\""))
            let fields = [
                ("version", page.hidden("version") ?? ""), ("key", page.hidden("key") ?? ""),
            ]
            let files = [
                ("further-document", "báo giá 1.txt", "Một"),
                ("further-document", "báo giá 2.txt", "Hai"),
            ]
            let unnamed = try await visitor.post(path, fields, files: files, as: "khcn.linh")
            #expect(unnamed.status == .unprocessableContent)
            #expect(unnamed.text.contains("id=\"f-further-kind-fault\""))
            let program = try await visitor.post(
                path, fields + [("further-kind", "tai-lieu-khac")],
                files: [("further-document", "a.exe", "MZ")], as: "khcn.linh")
            #expect(program.text.contains("Không nhận tệp a.exe"))
            let answer = try await visitor.post(
                path, fields + [("further-kind", "tai-lieu-khac")], files: files, as: "khcn.linh")
            #expect(answer.status == .seeOther, "\(answer.text)")
            let item = try await visitor.get("/items/PL.II.8", as: "tc.hoa")
            #expect(item.text.contains("báo giá 2.txt"))
            #expect(item.text.contains("Tài liệu khác"))
        }
        let documents = try await house.office.engine.state(of: "PL.II.8").documents
        #expect(documents.map(\.kind).suffix(2) == ["tai-lieu-khac", "tai-lieu-khac"])
    }

    @Test("Further documents are folded away where nothing was asked for")
    func folded() async throws {
        try await House().visit { visitor in
            let page = try await visitor.get("/items/PL.II.8/actions/pass", as: "tc.hoa")
            let summary = try #require(page.text.range(of: "Gửi kèm văn bản khác</summary>"))
            let input = try #require(page.text.range(of: "name=\"further-document\""))
            #expect(summary.upperBound < input.lowerBound)
        }
    }
}
