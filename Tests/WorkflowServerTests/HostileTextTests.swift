import Foundation
import HTTPTypes
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel

@testable import WorkflowServer

/// Text from outside is text on every page, whatever it looks like.
@Suite("Hostile text")
struct HostileTextTests {
    static let texts = [
        "<script>document.title='hacked'</script>",
        "\"><img src=x onerror=\"document.title='hacked'\">",
        "' onmouseover='document.title=1' x='",
        "</textarea></title><svg/onload=document.title='hacked'>",
        "{{#Say}}{{Csrf}}{{/Say}} {{{content}}}",
        "javascript:document.title='hacked'",
        "Ủy ban <b>Nhân dân</b> & “Sở” \u{202E}đảo",
    ]

    /// A house where everything people can write is hostile.
    static func house(_ text: String, isOpen: Bool = false) async throws -> House {
        let name = text.filter { $0 != "\n" }.replacingOccurrences(of: "\"", with: "\"\"")
        let house = try await House(isOpen: isOpen) { people in
            people.replacingOccurrences(
                of: "khcn.linh,Linh (người dùng thử)", with: "khcn.linh,\"\(name)\"")
        }
        let engine = house.office.engine
        try await engine.start(
            "budgeted-task", id: "NV<'\"&>",
            fields: [
                ("content", .string(text)), ("lead", .string("so-khcn")),
                ("contact", .string(text)), ("section", .string(text)),
                ("plan", .string(text)),
            ], as: "khcn.linh")
        // What later steps write, a plan may give.
        try await engine.start(
            "budgeted-task", id: "KH<'\"&>",
            fields: [
                ("content", .string(text)), ("lead", .string("so-khcn")),
                ("results", .string(text)),
            ], plan: text, as: "khcn.linh")
        guard
            let budget = Budget(lines: [
                .init(item: text, unit: text, quantity: 2, unitPrice: 5, source: text)
            ])
        else { return house }
        try await engine.advance(
            "NV<'\"&>", "submit",
            fields: [
                ("estimate", .budget(budget)),
                ("finish_by", CalendarDate(year: 2021, month: 9, day: 30).map(FieldValue.date)),
            ], note: text,
            documents: [
                try house.keep("to-trinh", text.filter { $0 != "/" && $0 != "\\" } + ".txt", text)
            ], as: "khcn.linh")
        return house
    }

    static let id = Visitor.escaped("NV<'\"&>")
    static let planned = Visitor.escaped("KH<'\"&>")
    static let paths = [
        "/", "/?scope=agency", "/items", "/items?all=true", "/items/new",
        "/items/\(planned)",
        "/items/\(id)", "/items/\(id)?history=all", "/items/\(id)/actions/adjust",
        "/items/\(id)/actions/return", "/items/\(id)/actions/approve", "/items/\(id)/assign",
        "/items/\(id)/edit", "/items/\(id)/undo", "/items/new/budgeted-task",
    ]

    /// Where the same texts stand among others.
    static let morePaths = [
        "/board", "/calendar", "/overdue", "/search?q=script", "/search?q=%3Cscript%3E", "/people",
        "/delegations", "/delegations/new", "/notifications", "/audit", "/audit/verify",
        "/workflows", "/workflows/budgeted-task", "/account", "/help",
    ]

    @Test(arguments: texts)
    func pages(_ text: String) async throws {
        let house = try await Self.house(text)
        try await house.visit { visitor in
            for person in ["tc.hoa", "tc.nam", "khcn.linh", "ubnd.vice"] {
                for path in Self.paths + ["/items?q=" + Visitor.escaped(text)] {
                    let page = try await visitor.get(path, as: person)
                    #expect(page.status.code < 500, "\(path)")
                    Self.check(page.text, text, path)
                }
            }
        }
    }

    @Test("What was typed comes back as text", arguments: texts)
    func typed(_ text: String) async throws {
        let house = try await House()
        try await house.visit { visitor in
            let path = "/items/PL.II.8/actions/adjust"
            let answer = try await visitor.post(
                path,
                [
                    ("field.appraised", text), ("note", text), ("version", text), ("for", text),
                    ("field.appraised_estimate.0.item", text),
                    ("field.appraised_estimate.0.quantity", text),
                ], as: "tc.hoa")
            #expect(answer.status == .unprocessableContent)
            Self.check(answer.text, text, path)
            let file = try await visitor.post(
                "/items/PL.III.1/actions/approve", [("note", text)],
                files: [("document.quyet-dinh", "<img src=x onerror=alert(1)>.exe", text)],
                as: "ubnd.vice")
            Self.check(file.text, text, "upload")
        }
    }

    /// Nothing of the text may have become markup: what opens a tag or leaves an attribute is
    /// escaped, and templates were not filled in twice.
    private static func check(_ html: String, _ text: String, _ path: String) {
        for piece in [
            "<script>d", "<img src=x", "<svg/", "onmouseover='d", "<b>Nhân", "onerror=\"d",
        ] {
            #expect(!html.contains(piece), "\(path): \(piece)")
        }
        #expect(!html.contains("href=\"javascript:"), "\(path)")
        if text.contains("{{") {
            #expect(!html.contains("{{Csrf}}") || html.contains("{{#Say}}{{Csrf}}"), "\(path)")
        }
    }
}
