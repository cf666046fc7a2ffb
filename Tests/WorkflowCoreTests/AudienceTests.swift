import JSON
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowModel

/// What one event tells whom, under rules written in the test.
private struct Office {
    static let organisation = """
        organisation: test
        roles: {specialist: Specialist, head: Head}
        agencies:
          - {code: so-a, name: Sở A}
          - {code: so-b, name: Sở B, parent: so-a, aliases: [Sở Bê]}
          - {code: so-c, name: Sở C}
          - {code: nhom, name: Nhóm, kind: group, members: [so-b, so-c]}
          - {code: nhom-rong, name: Nhóm rỗng, kind: group}
        people:
          - {id: an, name: An, agency: so-a, roles: [specialist]%an}
          - {id: binh, name: Bình, agency: so-a, roles: [head]%binh}
          - {id: chi, name: Chi, agency: so-b, roles: [specialist]%chi}
        """

    static let workflow = """
        fields:
          lead: {type: agency, default: so-a}
          coordinating: {type: list, of: %type, default: []}
        states:
          work:
            owner: so-a
            deadline: {within: 2 working days, source: office setting, escalate: standard}
            actions:
              submit: {by: anyone, to: review}
              keep: {by: anyone, to: work}
          review:
            owner: so-b
            actions:
              return: {by: {role: specialist}, to: work}
              pass: {by: {role: specialist}, to: done}
          done: {final: done}
        """

    static let sinks = """
        notifications:
          sinks:
            log: {type: log, path: x}
            hook: {type: webhook, url: https://a.vn, secrets: {env: A}}
            mail: {type: email, server: a.vn, from: wf@a.vn}
        """

    var item: Item

    /// - Parameters:
    ///   - rules: `name: a, on: wf.item.advanced, to: owner, sinks: log`, one rule each.
    ///   - preferences: what stands in `notifications` of a person.
    init(
        _ rules: [String], preferences: [String: String] = [:], coordinating: [String] = [],
        names: String = "agency", at time: String = "2021-04-14T08:00"
    ) throws {
        var organisation = Self.organisation
        for id in ["an", "binh", "chi"] {
            organisation.replace(
                "%\(id)", with: preferences[id].map { ", notifications: {\($0)}" } ?? "")
        }
        var workflow = Self.workflow
        workflow.replace("%type", with: names)
        let entries = rules.map {
            "    - {\($0.contains("text:") ? $0 : $0 + ", text: \"{{id}} {{days_overdue}}\"")}"
        }
        item = try Item(
            workflow, organisation: organisation,
            rules: [
                Self.sinks,
                entries.isEmpty
                    ? "notifications: {}"
                    : "notifications:\n  rules:\n" + entries.joined(separator: "\n"),
                "escalations: {standard: {steps: [{at: due, remind: [owner]}]}}",
            ],
            fields: [("coordinating", .list(coordinating.map { .string($0) }))], at: time)
    }

    /// What the last event causes.
    func messages() throws -> [WorkflowCore.Notification] {
        let event = try #require(item.history.last)
        return notifications(
            for: event, state: item.state, try item.circumstances(event.actor))
    }

    /// The last event's messages as `sink: person person`, with `, from TIME` when held and `for
    /// RECIPIENT` when gathered.
    func told() throws -> [String] {
        try messages().map { message in
            let to = try JSON.parse(message.json)["data"]["to"].array ?? []
            let names = to.map { $0["person"].string ?? $0["agency"].string ?? "" }
            var line = "\(message.sink): \(names.joined(separator: " "))"
            if let hold = message.hold {
                let moment = hold.notBefore.iso8601(in: .vietnam)
                line += ", from \(moment.dropLast(9).replacing("T", with: " "))"
                if let recipient = hold.recipient { line += " for \(recipient)" }
            }
            return line
        }
    }
}

extension String {
    fileprivate mutating func replace(_ old: String, with new: String) {
        self = replacing(old, with: new)
    }
}

private let advanced = "name: a, on: wf.item.advanced"

@Suite("Whom a notification is for")
struct AudienceTests {
    @Test(
        "the coordinating agencies: those a group is made of, by code or name",
        arguments: [
            (["so-b", "so-c"], "agency", ["log: chi so-c"]),
            (["nhom"], "agency", ["log: chi so-c"]),
            (["so-c", "nhom", "so-c"], "agency", ["log: so-c chi"]), ([], "agency", []),
            (["nhom-rong"], "agency", ["log: nhom-rong"]),
            (["Sở Bê", "sở c"], "string", ["log: chi so-c"]),
            (["các cơ quan liên quan"], "string", ["log: các cơ quan liên quan"]),
        ] as [([String], String, [String])])
    func coordinating(_ agencies: [String], _ type: String, _ expected: [String]) throws {
        var office = try Office(
            ["\(advanced), to: coordinating, sinks: log"], coordinating: agencies, names: type)
        try office.item.act("submit")
        #expect(try office.told() == expected)
    }

    @Test("some of the people of the coordinating agencies, and those above them")
    func partOfCoordinating() throws {
        var office = try Office(
            [
                "\(advanced), to: {role: specialist, agency: coordinating}, sinks: log",
                "name: b, on: wf.item.advanced, to: {superior: coordinating}, sinks: hook",
            ], coordinating: ["so-b"])
        try office.item.act("submit")
        #expect(try office.told() == ["log: chi", "hook: an binh"])
    }

    @Test("who acted before: the starter first, each once, and not who acts now")
    func previous() throws {
        var office = try Office(["\(advanced), to: previous, sinks: log"])
        try office.item.act("keep", as: "an")
        #expect(try office.told() == [])
        try office.item.act("submit", as: "binh")
        #expect(try office.told() == ["log: an"])
        try office.item.act("return", as: "chi")
        #expect(try office.told() == ["log: an binh"])
        try office.item.act("submit", as: "binh")
        #expect(try office.told() == ["log: an chi"])
    }

    @Test("told once, though several targets mean them")
    func once() throws {
        var office = try Office(
            [
                "\(advanced), to: [owner, {agency: so-b}, {person: chi}, coordinating], sinks: [log, mail]"
            ], coordinating: ["so-b"])
        try office.item.act("submit")
        #expect(try office.told() == ["log: chi", "mail: chi"])
    }

    @Test(
        "only while the item is in one of the states of the rule",
        arguments: [
            ("states: review", ["log: chi"]), ("states: [done, review]", ["log: chi"]),
            ("states: work", []), ("states: [work, done]", []),
        ] as [(String, [String])])
    func states(_ states: String, _ expected: [String]) throws {
        var office = try Office(["\(advanced), to: owner, sinks: log, \(states)"])
        try office.item.act("submit")
        #expect(try office.told() == expected)
    }

    @Test("the template a rule names is in the data, beside everything else")
    func template() throws {
        var office = try Office([
            "\(advanced), to: owner, sinks: log, template: digest",
            "name: b, on: wf.item.advanced, to: owner, sinks: log",
        ])
        try office.item.act("submit")
        let data = try office.messages().map { try JSON.parse($0.json)["data"] }
        #expect(data.map { $0["template"].string } == ["digest", nil])
        for data in data { #expect(try JSON.parse(data.canonical) == data) }
    }

    // MARK: Mail

    @Test("mail goes to one recipient each, other sinks are told of all at once")
    func mail() throws {
        var office = try Office([
            "\(advanced), to: [{agency: so-a}, {agency: so-c}], sinks: [mail, log]"
        ])
        try office.item.act("submit")
        #expect(try office.told() == ["log: an binh so-c", "mail: an", "mail: binh", "mail: so-c"])
    }

    @Test("what a log is told does not hang on whether others get mail")
    func sameBytes() throws {
        var alone = try Office(["\(advanced), to: {agency: so-a}, sinks: log"])
        var beside = try Office(
            ["\(advanced), to: {agency: so-a}, sinks: [log, mail]"],
            preferences: ["chi": "digest: true"])
        try alone.item.act("submit")
        try beside.item.act("submit")
        #expect(try beside.messages().first == alone.messages().first)
        #expect(try beside.messages() == beside.messages())
        #expect(try beside.messages().count == 3)
    }

    // MARK: Preferences

    struct Preference: Sendable, CustomTestStringConvertible {
        var rule: String
        var of: [String: String]
        var expected: [String]
        var testDescription: String { "\(rule) / \(of.sorted { $0.key < $1.key })" }

        init(_ rule: String, _ of: [String: String], _ expected: [String]) {
            self.rule = rule
            self.of = of
            self.expected = expected
        }
    }

    /// On Wednesday 14/4/2021 at 16:00, while the office is open.
    @Test(
        "people are told apart only where they want it otherwise than the rest",
        arguments: [
            Preference("sinks: [log, hook]", [:], ["log: an binh", "hook: an binh"]),
            Preference("sinks: log", ["an": "off: a"], ["log: binh"]),
            Preference("sinks: log", ["an": "off: b", "binh": "off: [b]"], ["log: an binh"]),
            Preference("sinks: log", ["an": "off: a", "binh": "off: a"], []),
            Preference("sinks: log, required: true", ["an": "off: a"], ["log: an binh"]),
            Preference(
                "sinks: [log, hook]", ["an": "sinks: hook"],
                ["hook: an", "log: binh", "hook: binh"]),
            Preference(
                "sinks: [log, hook]", ["an": "sinks: [hook, log]"],
                ["log: an binh", "hook: an binh"]),
            // Nobody goes untold by mistake.
            Preference("sinks: log", ["an": "sinks: mail"], ["log: an binh"]),
            Preference(
                "sinks: log", ["an": "digest: true"],
                ["log: an, from 2021-04-14 16:00 for so-a/an", "log: binh"]),
            Preference(
                "sinks: [log, mail]", ["binh": #"digest: "07:30""#],
                [
                    "log: an", "mail: an", "log: binh, from 2021-04-15 07:30 for so-a/binh",
                    "mail: binh, from 2021-04-15 07:30 for so-a/binh",
                ]),
            Preference(
                "sinks: log, digest: true", ["binh": #"digest: "16:30""#],
                [
                    "log: an, from 2021-04-14 16:00 for so-a/an",
                    "log: binh, from 2021-04-14 16:30 for so-a/binh",
                ]),
            Preference(
                "sinks: log", ["an": #"quiet: "15:00-08:00""#],
                ["log: an, from 2021-04-15 08:00", "log: binh"]),
            Preference("sinks: log", ["an": #"quiet: "18:00-07:00""#], ["log: an binh"]),
            Preference(
                #"sinks: mail, quiet: "12:00-17:00""#, ["an": #"quiet: "16:30-19:00""#],
                ["mail: an, from 2021-04-14 19:00", "mail: binh, from 2021-04-14 17:00"]),
            Preference(
                #"sinks: log, quiet: "12:00-17:00""#, ["an": #"quiet: "12:00-17:00""#],
                ["log: an binh, from 2021-04-14 17:00"]),
            // A digest goes out in office hours, but not in quiet ones.
            Preference(
                "sinks: log", ["an": #"digest: "16:30", quiet: "16:00-08:00""#, "binh": "off: a"],
                ["log: an, from 2021-04-15 08:00 for so-a/an"]),
            // Hours that leave nothing of the office's hold nothing back.
            Preference(
                "sinks: log", ["an": #"digest: true, quiet: "07:00-17:30""#, "binh": "off: a"],
                ["log: an, from 2021-04-14 16:00 for so-a/an"]),
        ])
    func preferences(_ preference: Preference) throws {
        var office = try Office(
            [
                "\(advanced), to: {agency: so-a}, \(preference.rule)",
                "name: b, on: wf.item.moved, to: owner, sinks: log",
            ],
            preferences: preference.of)
        try office.item.act("submit", as: "chi", on: "2021-04-14T16:00")
        #expect(try office.told() == preference.expected)
    }

    @Test(
        "what would go out at once waits for quiet hours to be over, on days off too",
        arguments: [
            ("2021-04-14T17:59", ["log: chi"]),
            ("2021-04-14T18:00", ["log: chi, from 2021-04-15 07:00"]),
            ("2021-04-15T00:10", ["log: chi, from 2021-04-15 07:00"]),
            ("2021-04-15T06:59", ["log: chi, from 2021-04-15 07:00"]),
            ("2021-04-15T07:00", ["log: chi"]),
            // Friday night, then Saturday noon.
            ("2021-04-16T22:00", ["log: chi, from 2021-04-17 07:00"]),
            ("2021-04-17T12:00", ["log: chi"]),
        ])
    func quiet(_ moment: String, _ expected: [String]) throws {
        var office = try Office([#"\#(advanced), to: owner, sinks: log, quiet: "18:00-07:00""#])
        try office.item.act("submit", on: moment)
        #expect(try office.told() == expected)
    }

    @Test("days overdue are those of the day each is told")
    func daysOverdue() throws {
        var office = try Office(
            ["name: a, on: wf.deadline.overdue, to: {agency: so-a}, sinks: log"],
            preferences: [
                "an": #"quiet: "07:00-16:00""#, "binh": #"digest: "07:30", quiet: "07:00-16:59""#,
            ])
        // Due on Friday 16/4; overdue at midnight, told on Monday.
        try office.item.tick("2021-04-17T00:00")
        let told = try office.messages().map { message in
            "\(try JSON.parse(message.json)["data"]["text"]["vi"].string ?? "") "
                + (message.hold?.notBefore.iso8601(in: .vietnam).prefix(16) ?? "")
        }
        #expect(told == ["I.1 1 2021-04-19T16:00", "I.1 1 2021-04-19T16:59"])
    }
}

@Suite("Hours in which a held message may go out")
struct MessageHoursTests {
    @Test(
        "are read back from their text",
        arguments: [
            MessageHours(calendar: "vn-state"),
            MessageHours(
                calendar: "vn-state", quiet: [QuietHours(start: 1_080, end: 420)].compactMap(\.self)
            ),
            MessageHours(
                calendar: "office", isOfficeOnly: false,
                quiet: [QuietHours(start: 0, end: 420), QuietHours(start: 690, end: 810)]
                    .compactMap(\.self)),
        ])
    func text(_ hours: MessageHours) {
        #expect(MessageHours(hours.text) == hours)
    }

    @Test("are those of the office where only a calendar is named, as before there were others")
    func calendarAlone() {
        #expect(MessageHours(calendar: "vn-state").text == "vn-state")
        #expect(MessageHours("vn-state") == MessageHours(calendar: "vn-state"))
        #expect(MessageHours("vn-state at-full-moon") == MessageHours(calendar: "vn-state"))
        #expect(MessageHours("") == MessageHours(calendar: ""))
    }

    @Test(
        "begin when the office is open and no quiet hours are on",
        arguments: [
            ("office", "2021-04-14T20:00", "2021-04-15T07:30"),
            ("office 18:00-08:00", "2021-04-14T20:00", "2021-04-15T08:00"),
            ("office 11:00-13:00", "2021-04-14T11:15", "2021-04-14T13:30"),
            ("office 16:00-18:00", "2021-04-16T16:30", "2021-04-19T07:30"),
            // 21/4 is a day off; the mornings are quiet.
            ("office 00:00-12:00", "2021-04-20T17:30", "2021-04-22T13:30"),
            ("office 06:00-12:00 13:00-16:30", "2021-04-14T07:30", "2021-04-14T16:30"),
            ("office 07:00-18:00", "2021-04-14T20:00", "2021-04-15T07:30"),
            ("office always 18:00-07:00", "2021-04-17T20:00", "2021-04-18T07:00"),
            ("office always 20:00-00:00 23:00-05:00", "2021-04-17T21:00", "2021-04-18T05:00"),
            ("office always 00:00-13:00 12:00-00:00", "2021-04-17T21:00", "2021-04-17T21:00"),
            ("office always", "2021-04-17T21:00", "2021-04-17T21:00"),
        ])
    func opening(_ hours: String, _ moment: String, _ expected: String) throws {
        let item = try Item("states: {work: {owner: so-a}}")
        let calendar = try item.circumstances("an").calendar
        let opening = MessageHours(hours).opening(
            onOrAfter: try Item.instant(moment), by: calendar)
        #expect(opening == (try Item.instant(expected)))
    }
}
