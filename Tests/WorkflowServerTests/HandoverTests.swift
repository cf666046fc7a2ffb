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
}
