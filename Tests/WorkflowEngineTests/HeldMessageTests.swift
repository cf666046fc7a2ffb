import JSON
import Testing
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowSQLite
import WorkflowStorage

/// Steps of ladders happen at any hour; what they tell people waits for the office to open.
@Suite("Messages of a ladder")
struct HeldMessageTests {
    // MARK: When

    struct Moment: Sendable, CustomTestStringConvertible {
        var tick: String
        var open: String?
        var testDescription: String { "\(tick), open \(open ?? "then")" }

        init(_ tick: String, _ open: String?) {
            self.tick = tick
            self.open = open
        }
    }

    /// Due on 28/4, a Wednesday: the reminder comes at 07:30, the alarm at midnight.
    @Test(
        "wait at night, at noon, at the weekend and on a holiday for the office to open",
        arguments: Province.Kind.allCases,
        [
            Moment("2021-04-28T07:30", nil), Moment("2021-04-28T11:29", nil),
            Moment("2021-04-28T11:30", "2021-04-28T13:30"),
            Moment("2021-04-28T20:00", "2021-04-29T07:30"),
            Moment("2021-04-29T00:00", "2021-04-29T07:30"),
            Moment("2021-04-29T17:00", "2021-05-04T07:30"),
            Moment("2021-04-30T09:00", "2021-05-04T07:30"),
            Moment("2021-05-03T09:00", "2021-05-04T07:30"),
        ])
    func officeHours(_ kind: Province.Kind, _ moment: Moment) async throws {
        let province = try Province(kind, digest: "")
        try await province.start("a")
        let first = try await province.tick(moment.tick)
        guard let open = moment.open else {
            #expect(first.released == 1)
            #expect(try await province.waiting().count == 1)
            return
        }
        #expect(first.released == 0)
        #expect(first.held > 0)
        #expect(first.nextAt == Instant(parsing: open, in: .vietnam))
        #expect(try await province.waiting().isEmpty)
        let before = try #require(first.nextAt).adding(milliseconds: -1).iso8601(in: .vietnam)
        let still = try await province.tick(before)
        #expect(still.released == 0)
        let second = try await province.tick(open)
        #expect(second.released == still.held)
        #expect(second.held == 0)
        #expect(second.nextAt == nil)
        #expect(try await province.store.damage() == [])
    }

    @Test(
        "that nobody sent while the office was open wait until it opens again",
        arguments: Province.Kind.allCases)
    func missed(_ kind: Province.Kind) async throws {
        let province = try Province(kind)
        for id in ["a", "b"] { try await province.start(id) }
        // The reminders of the morning and the alarms of the night, for the opening of 29/4.
        let night = try await province.tick("2021-04-29T00:30")
        #expect(night.held == 4)
        #expect(night.nextAt == Instant(parsing: "2021-04-29T07:30", in: .vietnam))
        let late = try await province.tick("2021-04-29T18:00")
        #expect(late.released == 0)
        #expect(late.held == 4)
        #expect(late.nextAt == Instant(parsing: "2021-05-04T07:30", in: .vietnam))
        #expect(try await province.tick("2021-05-04T07:30").released == 4)
    }

    @Test("without a digest go out one by one, to all at once, in office hours too")
    func oneByOne() async throws {
        let province = try Province(
            digest: "", targets: "[owner, {role: head, agency: owner}]")
        for id in ["a", "b"] { try await province.start(id) }
        let outcome = try await province.tick("2021-04-28T07:30")
        #expect(outcome.digests == 0)
        #expect(try await province.recipients() == [["an", "binh"], ["an", "binh"]])
        #expect(
            try await province.messages().map { $0["type"] } == [
                "wf.deadline.reminder", "wf.deadline.reminder",
            ])
    }

    @Test(
        "with a time of the day are gathered until then",
        arguments: [
            // Reminded at the opening, told at four.
            ("16:00", "2021-04-28T07:30", "2021-04-28T16:00"),
            // The digest is that of the moment the step was due, though nobody looked until later.
            ("07:30", "2021-04-28T07:40", nil), ("16:00", "2021-04-28T16:10", nil),
            ("16:00", "2021-04-28T17:10", "2021-04-29T07:30"),
            ("08:00", "2021-04-28T07:45", "2021-04-28T08:00"),
            ("06:00", "2021-04-28T09:00", nil),
        ] as [(String, String, String?)])
    func daily(_ digest: String, _ tick: String, _ open: String?) async throws {
        let province = try Province(digest: "digest: \"\(digest)\"")
        try await province.start("a")
        let outcome = try await province.tick(tick)
        #expect(outcome.nextAt == open.flatMap { Instant(parsing: $0, in: .vietnam) })
        #expect(outcome.released == (open == nil ? 1 : 0))
        if let open { #expect(try await province.tick(open).released == 1) }
    }

    // MARK: To whom

    @Test("thirty reminders to one person are one message", arguments: Province.Kind.allCases)
    func thirty(_ kind: Province.Kind) async throws {
        let province = try Province(kind)
        for number in 1...30 { try await province.start("item-\(number)") }
        let outcome = try await province.tick("2021-04-28T08:00")
        #expect(outcome.released == 30)
        #expect(outcome.digests == 1)
        #expect(outcome.gathered == 30)
        let messages = try await province.messages()
        let message = try #require(messages.first)
        #expect(messages.count == 1)
        #expect(message["type"] == "wf.digest")
        #expect(message["subject"] == "so-a/an")
        #expect(message["time"] == "2021-04-28T08:00:00+07:00")
        #expect(message["data"]["count"] == 30)
        #expect(message["data"]["entries"].array?.count == 30)
        #expect(message["data"]["to"] == [["agency": "so-a", "name": "An", "person": "an"]])
        let vi = try #require(message["data"]["text"]["vi"].string).split(separator: "\n")
        let en = try #require(message["data"]["text"]["en"].string).split(separator: "\n")
        #expect(vi.count == 31)
        #expect(vi[0] == "Có 30 việc cần lưu ý:")
        #expect(vi.contains("- Nhắc item-7 hạn 28/04/2021"))
        #expect(en[0] == "30 items need attention:")
        #expect(en.contains("- Due item-7 on 28/04/2021"))
    }

    @Test("a message alone is sent as it is", arguments: Province.Kind.allCases)
    func alone(_ kind: Province.Kind) async throws {
        let province = try Province(kind)
        try await province.start("a")
        #expect(try await province.tick("2021-04-28T08:00").digests == 0)
        let message = try #require(try await province.messages().first)
        #expect(message["type"] == "wf.deadline.reminder")
        #expect(message["subject"] == "a")
    }

    @Test("are one for each person, and for an agency in which nobody is known")
    func perPerson() async throws {
        let province = try Province(targets: "[owner, {superior: owner, role: director}]")
        for (id, lead) in [
            ("a", "so-a"), ("b", "so-a"), ("c", "so-b"), ("d", "so-c"), ("e", "so-c"),
        ] {
            try await province.start(id, lead: lead)
        }
        let outcome = try await province.tick("2021-04-28T08:00")
        // Sở C has no agency above it: nobody is told there.
        #expect(outcome.released == 8)
        let messages = try await province.messages()
        let counts = try await zip(province.recipients(), messages).map { recipients, message in
            "\(recipients.joined()) \(message["data"]["count"].int ?? 1)"
        }
        #expect(counts.sorted() == ["an 2", "chi 1", "chu 3", "so-c 2"])
    }

    @Test(
        "reach the agency above, and the members of a group",
        arguments: [
            ("{superior: owner}", ["chu", "thu"]),
            ("{superior: lead, role: director}", ["chu"]),
            ("{superior: so-b, role: head}", ["tinh"]),
            ("[{superior: owner}, {person: chu}, owner]", ["an", "chu", "thu"]),
            ("{superior: nhom, role: specialist}", ["thu"]),
            ("{agency: nhom}", ["an", "binh", "so-c"]),
            ("{role: head, agency: nhom}", ["binh", "so-c"]),
            ("{agency: nhom-rong}", ["nhom-rong"]),
        ])
    func targets(_ targets: String, _ expected: [String]) async throws {
        let province = try Province(targets: targets)
        try await province.start("a")
        _ = try await province.tick("2021-04-28T08:00")
        #expect(try await province.recipients().flatMap(\.self).sorted() == expected)
    }

    // MARK: What

    @Test("tell first what is longest overdue, then what is due soonest, in both languages")
    func order() async throws {
        let province = try Province(
            steps: "[{before: 1 working day, remind: owner}, {after: 1 working day, notify: owner}]"
        )
        for (id, days) in [("soon", 4), ("later", 5), ("late", 3), ("latest", 2)] {
            try await province.start(id, days: days, at: "2021-04-23T08:00")
        }
        // Nobody looks before the morning of 29/4. Due are 27/4, 28/4, 29/4 and 4/5.
        let outcome = try await province.tick("2021-04-29T07:30")
        #expect(outcome.digests == 1)
        let data = try #require(try await province.messages().first)["data"]
        let entries = try #require(data["entries"].array)
        #expect(
            entries.map { "\($0["item"].string ?? "") \($0["rule"].string ?? "")" } == [
                "latest late", "latest late", "late late", "late late", "latest due-soon",
                "late due-soon", "soon due-soon", "later due-soon",
            ])
        let vi = try #require(data["text"]["vi"].string)
        #expect(vi.hasPrefix("Có 4 việc cần lưu ý, trong đó 2 việc quá hạn:\n- Quá hạn 2 latest"))
        let en = try #require(data["text"]["en"].string)
        #expect(en.hasPrefix("4 items need attention, 2 of them overdue:\n- 2 late latest"))
        #expect(entries.first?["days_overdue"] == 2)
    }

    @Test("count days overdue by the day they are read, not by that on which they were caused")
    func daysOverdue() async throws {
        let province = try Province()
        // Due on Friday 23/4: overdue at midnight, on a Saturday.
        try await province.start("a", at: "2021-04-21T08:00")
        _ = try await province.tick("2021-04-23T08:00")
        #expect(try await province.tick("2021-04-24T00:00").held == 1)
        _ = try await province.tick("2021-04-26T07:30")
        #expect(
            try await province.messages().last?["data"]["text"]["vi"] == "Quá hạn 1 a")
    }
}
