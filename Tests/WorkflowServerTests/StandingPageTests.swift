import HTTPTypes
import JSON
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowPages
import WorkflowPresentation
import WorkflowStorage

@testable import WorkflowServer

@Suite("Pages for those who stand in for others, and for emergencies")
struct StandingPageTests {
    private static let action = "/items/PL.II.8/actions/return"

    /// An office in which somebody stands in for these.
    private func house(deputy: String, of principals: [String]) async throws -> House {
        let house = try await House()
        let from = try #require(CalendarDate(parsing: "2021-04-22"))
        let until = try #require(CalendarDate(parsing: "2021-04-30"))
        for principal in principals {
            _ = try await house.office.engine.delegate(
                DelegationRequest(principal: principal, deputy: deputy, from: from, to: until),
                as: principal)
        }
        return house
    }

    private func sent(_ page: Visitor.Answer, _ more: [(String, String)]) -> [(String, String)] {
        [("version", page.hidden("version") ?? ""), ("key", page.hidden("key") ?? "")] + more
    }

    @Test("The inbox says what the estimates come to")
    func amounts() async throws {
        try await House().visit { visitor in
            let page = try await visitor.get("/", as: "tc.hoa")
            #expect(page.text.contains("48.000.000 đồng"))
            let english = try await visitor.get("/", as: "tc.hoa", lang: "en")
            #expect(english.text.contains("VND 48.000.000"))
        }
    }

    @Test("Who stands in for several says for whom they act")
    func several() async throws {
        let house = try await house(deputy: "tc.nam", of: ["tc.hoa", "tc.binh"])
        try await house.visit { visitor in
            let item = try await visitor.get("/items/PL.II.8", as: "tc.nam")
            #expect(item.text.contains("href=\"\(Self.action)\""))
            #expect(item.text.contains("(thay Hoa (người dùng thử) hoặc Bình (người dùng thử))"))
            #expect(!item.text.contains("--for"))
            let page = try await visitor.get(Self.action, as: "tc.nam")
            #expect(page.status == .ok)
            #expect(page.text.contains("Bạn làm thay ai?"))
            #expect(page.text.contains("value=\"tc.hoa\""))
            #expect(page.text.contains("value=\"tc.binh\""))
            #expect(!page.text.contains("value=\"tc.nam\""), "it is not theirs to take")
            let english = try await visitor.get(Self.action, as: "tc.nam", lang: "en")
            #expect(english.text.contains("For whom do you act?"))

            let unsaid = try await visitor.post(
                Self.action, sent(page, [("note", "Thiếu báo giá"), ("for", "")]), as: "tc.nam")
            #expect(unsaid.status != .seeOther)
            #expect(unsaid.text.contains("hãy chọn"))
            #expect(unsaid.text.contains("Thiếu báo giá"))
            #expect(!unsaid.text.contains("--for"))
            let done = try await visitor.post(
                Self.action, sent(unsaid, [("note", "Thiếu báo giá"), ("for", "tc.binh")]),
                as: "tc.nam")
            #expect(done.status == .seeOther)
        }
        let last = try #require(try await house.office.engine.history(of: "PL.II.8").last)
        #expect(last.event.actor == "tc.nam")
        #expect(EventText.data(last)["for"].string == "tc.binh")
    }

    @Test("Who stands in for one is told so beside the button")
    func one() async throws {
        let house = try await house(deputy: "tc.nam", of: ["tc.hoa"])
        try await house.visit { visitor in
            let page = try await visitor.get(Self.action, as: "tc.nam")
            #expect(page.hidden("for") == "tc.hoa")
            #expect(page.text.contains("Làm thay Hoa (người dùng thử)"))
            let english = try await visitor.get(Self.action, as: "tc.nam", lang: "en")
            #expect(english.text.contains("For Hoa (người dùng thử)"))
            let own = try await visitor.get(Self.action, as: "tc.binh")
            #expect(own.hidden("for") == nil)
            #expect(!own.text.contains("Làm thay"))
        }
    }

    // MARK: Emergencies

    private static let breakGlass = """

        break_glass:
          source: office setting
          by: [{role: division-head}]
          needs: 2
          within: 30 minutes
          actions: [return]

        """

    @Test("Where the rules have no way past them, none is offered")
    func noEmergency() async throws {
        try await House().visit { visitor in
            for path in [Self.action, "/items/PL.II.8"] {
                let page = try await visitor.get(path, as: "tc.nam")
                #expect(!page.text.contains("break-glass"))
                #expect(!page.text.contains("Phá kính"))
            }
        }
    }

    @Test("Two people break the glass, each with a reason, and know who is told")
    func emergency() async throws {
        let house = try await House(breakGlass: Self.breakGlass)
        try await house.visit { visitor in
            let other = try await visitor.get(Self.action, as: "khcn.linh")
            #expect(!other.text.contains("break_glass"), "it is for heads of division")
            let item = try await visitor.get("/items/PL.II.8", as: "tc.nam")
            #expect(item.text.contains("href=\"\(Self.action)#break-glass\""))
            let page = try await visitor.get(Self.action, as: "tc.nam")
            #expect(page.hidden("break_glass") == "true")
            #expect(page.text.contains("Phá kính khẩn cấp"))
            #expect(page.text.contains("Cần 2 người khác nhau"))
            #expect(page.text.contains("cơ quan chủ trì"), "who is told")
            let english = try await visitor.get(Self.action, as: "tc.nam", lang: "en")
            #expect(english.text.contains("Told at once: whom the task lies with"))

            let silent = try await visitor.post(
                Self.action, sent(page, [("break_glass", "true"), ("note", " ")]), as: "tc.nam")
            #expect(silent.status != .seeOther)
            #expect(silent.text.contains("cần nêu lý do"))
            let asked = try await visitor.post(
                Self.action, sent(silent, [("break_glass", "true"), ("note", "Cả phòng đi vắng")]),
                as: "tc.nam")
            #expect(asked.status == .seeOther)
            let again = try await visitor.get(Self.action, as: "tc.nam")
            #expect(!again.text.contains("break_glass"), "nobody confirms their own")

            let second = try await visitor.get(Self.action, as: "khcn.minh")
            #expect(second.text.contains("Nam (người dùng thử) đã đề nghị"))
            let done = try await visitor.post(
                Self.action, sent(second, [("break_glass", "true"), ("note", "Đúng vậy")]),
                as: "khcn.minh")
            #expect(done.status == .seeOther)
        }
        let history = try await house.office.engine.history(of: "PL.II.8")
        #expect(
            history.suffix(2).map(\.event.type) == ["break-glass.requested", "item.advanced"])
        #expect(history.suffix(2).map(\.event.actor) == ["tc.nam", "khcn.minh"])
    }

    @Test(
        "A form that asks for what the rules do not give is refused", arguments: ["", breakGlass])
    func forged(_ rules: String) async throws {
        let house = try await House(breakGlass: rules)
        try await house.visit { visitor in
            let page = try await visitor.get(Self.action, as: "khcn.linh")
            let answer = try await visitor.post(
                Self.action, sent(page, [("break_glass", "true"), ("note", "Gấp")]),
                as: "khcn.linh")
            #expect(answer.status != .seeOther && answer.status.kind == .clientError)
        }
        let history = try await house.office.engine.history(of: "PL.II.8")
        #expect(!history.contains { $0.event.type == "break-glass.requested" })
    }
}
