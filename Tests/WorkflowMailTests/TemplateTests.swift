import Diagnostics
import JSON
import Testing
import WorkflowCalendar
import WorkflowDelivery
import WorkflowModel

@testable import WorkflowMail

@Suite struct `A mail template` {
    private func render(
        _ part: MailTemplates.Part, _ envelope: JSON, _ language: Language = .vi,
        template: String = "default", own: [String: String] = [:]
    ) throws -> String {
        var templates = MailTemplates()
        for (name, text) in own { templates.texts[try #require(.init(parsing: name))] = text }
        let context = MailContext(language: language, zone: .vietnam).members(
            of: envelope, to: Sample.huong, called: "Lê Thị Hường")
        return try MailRenderer(templates).render(part, of: template, in: language, context)
    }

    @Test func `of the program says what is late, by how much and where to see it`() throws {
        let text = try render(.plain, Sample.overdue(to: Sample.huong))
        #expect(
            text == """
                Kính gửi: Lê Thị Hường

                Quá hạn 3 ngày làm việc PL.II.6 – Thẩm định – hạn 05/05/2021

                Mã việc: PL.II.6
                Tên việc: Mua sắm thiết bị <đo> & kiểm định "mẫu"
                Trạng thái: review
                Hạn: 05/05/2021 – Quá hạn 3 ngày làm việc
                Kế hoạch: 149

                Xem và xử lý: wf show PL.II.6

                --\u{20}
                Thư tự động, không trả lời thư này.

                """)
    }

    @Test func `of a digest lists its messages in their order`() throws {
        let text = try render(.plain, Sample.digest(to: Sample.huong), template: "digest")
        #expect(
            text == """
                Kính gửi: Lê Thị Hường

                Có 2 việc cần lưu ý, trong đó 1 việc quá hạn

                - Quá hạn 3 ngày làm việc PL.II.6 – Thẩm định – hạn 05/05/2021
                  Mua sắm thiết bị <đo> & kiểm định "mẫu"
                  PL.II.6 | review | hạn 05/05/2021 | Quá hạn 3 ngày làm việc

                - Nhắc việc PL.I.2 – Đề xuất
                  Tập huấn chuyển đổi số
                  PL.I.2 | proposal | hạn 12/05/2021

                Xem mọi việc của bạn: wf inbox

                --\u{20}
                Thư tự động, không trả lời thư này.

                """)
    }

    @Test(arguments: [Language.vi, .en])
    func `has a subject that is the first line of the text`(_ language: Language) throws {
        let single = try render(.subject, Sample.overdue(to: Sample.huong), language)
        let digest = try render(
            .subject, Sample.digest(to: Sample.huong), language, template: "digest")
        switch language {
        case .vi:
            #expect(single == "Quá hạn 3 ngày làm việc PL.II.6 – Thẩm định – hạn 05/05/2021")
            #expect(digest == "Có 2 việc cần lưu ý, trong đó 1 việc quá hạn")
        case .en:
            #expect(single == "Overdue by 3 working days PL.II.6 – Appraisal – was due 05/05/2021")
            #expect(digest == "2 items need attention, 1 of them overdue")
        }
    }

    @Test func `escapes for HTML, and for nothing else`() throws {
        let own = [
            "default.vi.html": "<b>{{title}}</b>", "default.vi.txt": "{{title}}",
            "default.vi.subject": "{{title}}",
        ]
        let envelope = Sample.overdue(to: Sample.huong)
        let title = "Mua sắm thiết bị <đo> & kiểm định \"mẫu\""
        #expect(try render(.plain, envelope, own: own) == title)
        #expect(try render(.subject, envelope, own: own) == title)
        #expect(
            try render(.html, envelope, own: own)
                == "<b>Mua sắm thiết bị &lt;đo&gt; &amp; kiểm định &quot;mẫu&quot;</b>")
        let builtIn = try render(.html, envelope)
        #expect(builtIn.contains("thiết bị &lt;đo&gt; &amp;"))
        #expect(!builtIn.contains("<đo>"))
    }

    struct Choice: Sendable {
        var own: [String]
        var template = "due-soon"
        var language = Language.vi
        /// The name of the one taken; nil: that of the program.
        var taken: String?
    }

    @Test(arguments: [
        Choice(own: ["due-soon.vi.txt", "due-soon.en.txt"], taken: "due-soon.vi.txt"),
        Choice(
            own: ["due-soon.vi.txt", "due-soon.en.txt"], language: .en, taken: "due-soon.en.txt"),
        Choice(own: ["due-soon.vi.txt"], language: .en, taken: "due-soon.vi.txt"),
        Choice(own: ["default.vi.txt"], taken: "default.vi.txt"),
        Choice(own: ["default.vi.txt"], template: "digest"),
        Choice(own: ["digest.vi.txt"], template: "digest", taken: "digest.vi.txt"),
        Choice(own: ["due-soon.vi.html"]),
        Choice(own: []),
    ])
    func `of the office comes first, in the language of the recipient if there is one`(
        _ choice: Choice
    ) throws {
        let own = Dictionary(uniqueKeysWithValues: choice.own.map { ($0, "<\($0)>") })
        let text = try render(
            .plain, Sample.overdue(to: Sample.huong), choice.language, template: choice.template,
            own: own)
        if let taken = choice.taken {
            #expect(text == "<\(taken)>")
        } else {
            #expect(text.hasPrefix("Kính gửi: "))
        }
    }

    @Test func `gives dates as people write them, beside those of ISO 8601`() throws {
        let own = [
            "default.vi.txt": "{{due}} {{due_iso}} {{time}} {{time_iso}}{{#was_due}} x{{/was_due}}"
        ]
        #expect(
            try render(.plain, Sample.overdue(to: Sample.huong), own: own)
                == "05/05/2021 2021-05-05 07:30 10/05/2021 2021-05-10T07:30:00+07:00")
    }

    @Test func `that cannot be read is named`() {
        #expect(throws: MailError.self) { try render(.plain, [:], own: ["a.vi.txt": "{{#due}}"]) }
    }

    @Test func `knows the names that the checker lets through, and no others`() throws {
        func names(_ members: [String: Any]) -> Set<String> { Set(members.keys) }
        let context = MailContext(language: .vi, zone: .vietnam)
        let single = context.members(
            of: Sample.everything(to: Sample.huong), to: Sample.huong, called: "Lê Thị Hường")
        #expect(names(single) == Set(MailTemplateNames.item.names))
        let digest = context.members(
            of: Sample.digest(of: [Sample.everything(to: Sample.huong)["data"]], to: Sample.huong),
            to: Sample.huong, called: "Lê Thị Hường")
        #expect(names(digest) == Set(MailTemplateNames.digest.names))
        guard case .list(let known)? = MailTemplateNames.digest["entries"] else {
            Issue.record("a digest has entries")
            return
        }
        let entry = try #require((digest["entries"] as? [[String: Any]])?.first)
        #expect(names(entry) == Set(known.names))
        guard case .object(let person)? = MailTemplateNames.item["recipient"] else {
            Issue.record("a mail has a recipient")
            return
        }
        let recipient = try #require(single["recipient"] as? [String: Any])
        #expect(names(recipient) == Set(person.names))
    }
}
