import Diagnostics
import Testing
import WorkflowModel

@testable import WorkflowLoading

@Suite("What a notification rule may say")
struct NotificationRuleTests {
    private static func load(_ line: String, organisation: String = smallOrganisation)
        -> LoadedRules
    {
        LoadedRules(
            organisation,
            """
            notifications:
              sinks:
                log: {type: log, path: x}
                mail: {type: email, server: a.vn, from: wf@a.vn}
              rules:
                - name: arrives
                  on: wf.item.advanced
                  to: owner
                  sinks: [log, mail]
                  text: x
                  \(line)
            """)
    }

    @Test("states, a template, quiet hours, and that it is required")
    func keys() throws {
        let loaded = Self.load(
            """
            states: [work, done]
                  template: arrives
                  quiet: "18:00-07:00"
                  required: true
            """)
        #expect(loaded.rendered == "")
        let rule = try #require(loaded.rules.notifications.rules.first)
        #expect(rule.states == ["work", "done"])
        #expect(rule.template == "arrives")
        #expect(rule.quiet == QuietHours(start: 18 * 60, end: 7 * 60))
        #expect(rule.isRequired)
    }

    @Test("none of these unless it says so")
    func defaults() throws {
        let rule = try #require(Self.load("").rules.notifications.rules.first)
        #expect(rule.states.isEmpty)
        #expect(rule.template == nil)
        #expect(rule.quiet == nil)
        #expect(!rule.isRequired)
    }

    @Test(
        "whom to tell may be the coordinating agencies, or who acted before",
        arguments: [
            ("coordinating", .agency(.coordinating)), ("previous", .previous),
            ("{agency: coordinating}", .agency(.coordinating)),
            ("{role: clerk, agency: coordinating}", .role("clerk", agency: .coordinating)),
            ("{superior: coordinating}", .superior(.coordinating, role: nil)),
        ] as [(String, NotificationTarget)])
    func targets(_ target: String, _ expected: NotificationTarget) throws {
        let loaded = LoadedRules(
            smallOrganisation,
            """
            notifications:
              sinks: {log: {type: log, path: x}}
              rules: [{name: a, on: wf.item.started, to: [\(target)], sinks: log, text: x}]
            """)
        #expect(loaded.rendered == "")
        #expect(loaded.rules.notifications.rules.first?.targets == [expected])
    }

    @Test(
        "quiet hours are two different times of the day",
        arguments: [
            "18:00", "18:00-25:00", "18:00-18:00", "00:00-24:00", "7", "18h-7h",
            "18:00-07:00-08:00",
        ])
    func quiet(_ text: String) {
        #expect(Self.load("quiet: \"\(text)\"").complaints == ["b.yaml:11:14 error wrong-type"])
    }

    @Test(
        "a template goes by a name, and a rule is required or not",
        arguments: [
            ("template: Thư báo", "b.yaml:11:17 error bad-name"),
            ("required: perhaps", "b.yaml:11:17 error wrong-type"),
            ("state: work", "b.yaml:11:7 error unknown-key"),
        ])
    func mistakes(_ line: String, _ expected: String) {
        #expect(Self.load(line).complaints == [expected])
    }

    @Test("work of a ladder is not given to several agencies at once")
    func noDesk() {
        let loaded = LoadedRules(
            smallOrganisation,
            "escalations: {a: {steps: [{at: due, reassign: coordinating}, {at: due, reassign: previous}]}}"
        )
        #expect(loaded.complaints == ["b.yaml:1:47 error no-desk", "b.yaml:1:82 error no-desk"])
    }

    // MARK: States

    private static let workflow = """
        workflow: task
        version: 1
        title: Task
        states:
          work:
            owner: so-khcn
            actions: {finish: {by: anyone, to: done}}
          done: {final: done}
        """

    private static func home(_ rule: String) -> [String] {
        Definitions(
            ("task.yaml", workflow),
            (
                "rules/notifications.yaml",
                """
                notifications:
                  sinks: {log: {type: log, path: x}}
                  rules: [{name: a, on: wf.item.advanced, to: owner, sinks: log, text: x, \(rule)}]
                """
            )
        ).complaints
    }

    @Test("the states it names exist in a workflow it is for")
    func states() {
        #expect(Self.home("states: [work, done]") == [])
        #expect(Self.home("states: work, workflows: task") == [])
        #expect(
            Self.home("states: [work, doen]") == [
                "rules/notifications.yaml:3:90 error unknown-name: expected the name of a state, "
                    + "but there is no “doen” (did you mean “done”?)"
            ])
    }

    @Test("the template it names exists")
    func template() {
        #expect(Self.home("template: digest") == [])
        #expect(
            Self.home("template: digset") == [
                "rules/notifications.yaml:3:85 error unknown-name: expected the name of a mail "
                    + "template, but there is no “digset” (did you mean “digest”?)"
            ])
    }
}

@Suite("How a person wants to be told")
struct NotificationPreferenceTests {
    private static func load(_ people: String) -> LoadedRules {
        LoadedRules(
            smallOrganisation + "\npeople:\n" + people,
            """
            notifications:
              sinks:
                log: {type: log, path: x}
                mail: {type: email, server: a.vn, from: wf@a.vn}
              rules:
                - {name: arrives, on: wf.item.started, to: owner, sinks: [log, mail], text: x}
                - {name: overdue, on: wf.deadline.overdue, to: owner, sinks: mail, text: x,
                   required: true}
            """)
    }

    private static func person(_ more: String) -> LoadedRules {
        load("  - {id: an, name: An, agency: so-khcn, \(more)}")
    }

    @Test("an address, a language, and what is preferred")
    func read() throws {
        let loaded = Self.person(
            #"email: an@so-khcn.gov.vn, language: en, notifications: {digest: "07:30", quiet: "18:00-07:00", off: arrives, sinks: [mail]}"#
        )
        #expect(loaded.rendered == "")
        #expect(loaded.rules.organisation.hasPreferences)
        let person = try #require(loaded.rules.organisation.person("an"))
        #expect(person.email == "an@so-khcn.gov.vn")
        #expect(person.language == .en)
        let preferences = try #require(person.preferences)
        #expect(preferences.digest == .daily(minute: 450))
        #expect(preferences.quiet?.value.description == "18:00-07:00")
        #expect(preferences.off.map(\.value) == ["arrives"])
        #expect(preferences.sinks?.map(\.value) == ["mail"])
    }

    @Test("nobody need say anything")
    func defaults() throws {
        let loaded = Self.person("demo: true")
        #expect(!loaded.rules.organisation.hasPreferences)
        let person = try #require(loaded.rules.organisation.person("an"))
        #expect(person.email == nil)
        #expect(person.language == .vi)
        #expect(person.preferences == nil)
    }

    @Test("an agency has an address and a language too")
    func agency() throws {
        let loaded = LoadedRules(
            smallOrganisation
                + "\n  - {code: tinh, name: Tỉnh, email: vt@tinh.gov.vn, language: en}")
        #expect(loaded.rendered == "")
        let agency = try #require(loaded.rules.organisation.agency("tinh"))
        #expect(agency.email == "vt@tinh.gov.vn")
        #expect(agency.language == .en)
    }

    @Test(
        "an address has one @, a domain and nothing that could end a line",
        arguments: [
            "an", "an@", "@a.vn", "an@@a.vn", "an@b@a.vn", "an @a.vn", "an@a..vn", "an@-a.vn",
            "an@a.vn\\nBcc: b@a.vn", "<an@a.vn>", "ân@a.vn", "an@tỉnh.vn", "an,b@a.vn",
        ])
    func addresses(_ address: String) {
        #expect(
            Self.person("email: \"\(address)\"").complaints == [
                "a.yaml:8:48 error bad-address"
            ])
    }

    @Test(
        "rules and sinks exist, times are times",
        arguments: [
            ("notifications: {off: [arrive]}", "8:63 error unknown-name"),
            ("notifications: {sinks: [mial]}", "8:65 error unknown-name"),
            ("notifications: {sinks: []}", "8:64 error no-sink"),
            ("notifications: {digest: false}", "8:65 error wrong-type"),
            ("notifications: {quiet: night}", "8:64 error wrong-type"),
            ("notifications: {mute: true}", "8:57 error unknown-key"),
            ("notifications: none", "8:56 error wrong-type"),
            ("notifications: {off: [arrives, overdue]}", "8:72 warning required-rule"),
            ("language: fr", "8:51 error unknown-name"),
        ])
    func mistakes(_ text: String, _ expected: String) {
        #expect(Self.person(text).complaints == ["a.yaml:" + expected])
    }

    @Test("the nearest rule is suggested")
    func suggestion() {
        #expect(
            Self.person("notifications: {off: [arrive]}").rendered == """
                a.yaml:8:63: error: expected the name of a notification rule, but there is no “arrive” [unknown-name]
                 8 |   - {id: an, name: An, agency: so-khcn, notifications: {off: [arrive]}}
                   |                                                               ^^^^^^
                  hint: did you mean “arrives”?
                        Known here: arrives, overdue
                """)
    }
}
