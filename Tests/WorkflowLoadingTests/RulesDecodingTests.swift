import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowModel

@testable import WorkflowLoading

@Suite("What the files of rules become")
struct RulesDecodingTests {
    @Test("an organisation: roles, agencies with all their keys, people")
    func organisation() throws {
        let loaded = LoadedRules(
            """
            organisation: province
            roles: {clerk: {vi: Văn thư, en: Clerk}, director: Giám đốc}
            agencies:
              - {code: ubnd-tinh, name: UBND tỉnh}
              - code: so-tai-chinh
                name: {vi: Sở Tài chính, en: Department of Finance}
                short: STC
                aliases: [STC, Sở TC]
                level: province
                parent: ubnd-tinh
                from: 2010-01-01
                to: null
              - {code: nhom, name: Nhóm, kind: group, members: [so-tai-chinh]}
            people:
              - {id: tc.an, name: An (demo), agency: so-tai-chinh, roles: [clerk], demo: true}
            """)
        #expect(loaded.rendered == "")
        let organisation = loaded.rules.organisation
        #expect(organisation.role("clerk")?.title == LocalizedText(vi: "Văn thư", en: "Clerk"))
        let finance = try #require(organisation.agency("so-tai-chinh"))
        #expect(finance.name.en == "Department of Finance")
        #expect(finance.shortName == "STC")
        #expect(finance.aliases == ["STC", "Sở TC"])
        #expect(finance.parent == "ubnd-tinh")
        #expect(finance.validFrom == CalendarDate(year: 2010, month: 1, day: 1))
        #expect(finance.validTo == nil)
        #expect(organisation.agency("nhom")?.kind == .group)
        #expect(organisation.agency("nhom")?.members == ["so-tai-chinh"])
        let person = try #require(organisation.person("tc.an"))
        #expect(person.roles == ["clerk"])
        #expect(person.isDemo)
    }

    @Test("an alias may pass on to another agency when the first is gone")
    func successors() {
        let loaded = LoadedRules(
            """
            organisation: province
            roles: {clerk: Văn thư}
            agencies:
              - {code: so-a, name: A, short: Sở A, to: 2025-02-28}
              - {code: so-b, name: B, aliases: [Sở A], from: 2025-03-01}
            """)
        #expect(loaded.rendered == "")
    }

    @Test("a calendar: hours, days off, swaps, days in lieu, and where they come from")
    func calendar() throws {
        let loaded = LoadedRules(
            """
            calendar: office
            version: 2020.1
            zone: Asia/Ho_Chi_Minh
            week: {monday: ["07:30-11:30", "13:30-17:00"], tuesday: ["07:30 – 11:30"]}
            years:
              2019:
                decision: {text: Công văn 1, known_on: 2018-11-20}
                off:
                  - {date: 2019-04-29, reason: Hoán đổi, in_lieu_of: 2019-05-04}
                  - {date: 2019-04-15, reason: Nghỉ bù, in_lieu_of: 2019-04-14}
                  - {date: 2019-04-30, reason: {vi: Ngày Chiến thắng, en: Reunification Day}}
                worked: [{date: 2019-05-04, reason: Làm bù}]
              2020: {off: []}
            """)
        #expect(loaded.rendered == "")
        let calendar = try #require(loaded.rules.calendars["office"]?.all.first)
        #expect(calendar.version == "2020.1")
        #expect(calendar.week[.monday].map(\.minutes) == [240, 210])
        #expect(calendar.week.isRestDay(.wednesday))
        #expect(calendar.knownSince == CalendarDate(year: 2018, month: 11, day: 20))
        let year = try #require(calendar.decreed.first)
        #expect(year.basis == .decreed(LocalizedText("Công văn 1")))
        let kinds = year.offDates.compactMap { year.off[$0]?.kind }
        #expect(kinds == [.inLieu, .swap, .holiday])
        let makeUp = try #require(CalendarDate(year: 2019, month: 5, day: 4))
        #expect(year.worked[makeUp]?.counterpart == CalendarDate(year: 2019, month: 4, day: 29))
    }

    @Test("escalations: steps in the order written, with whom they tell")
    func escalations() throws {
        let loaded = LoadedRules(
            smallOrganisation,
            """
            escalations:
              standard:
                title: {vi: Thông thường, en: Standard}
                steps:
                  - {before: 3 ngày làm việc, remind: owner}
                  - {at: due, remind: [lead, {role: clerk, agency: owner}]}
                  - {after: 1 working day, overdue: true, notify: [{agency: so-khcn}, starter]}
                  - {after: 16 working hours, notify: [{role: director}, actor]}
            """)
        #expect(loaded.rendered == "")
        let ladder = try #require(loaded.rules.escalations["standard"])
        #expect(
            ladder.steps.map(\.moment) == [
                .before(.workingDays(3)), .due, .after(.workingDays(1)), .after(.workingHours(16)),
            ])
        #expect(ladder.steps.map(\.isReminder) == [true, true, false, false])
        #expect(
            ladder.steps.map(\.targets) == [
                [.owner], [.lead, .role("clerk", agency: .owner)],
                [.agency(.code("so-khcn")), .starter], [.role("director", agency: nil), .actor],
            ])
    }

    @Test("notification rules: sinks may stand in another file")
    func notifications() throws {
        let loaded = LoadedRules(
            smallOrganisation,
            """
            notifications:
              rules:
                - name: overdue
                  on: wf.deadline.overdue
                  when: item.budget > 0
                  workflows: [budgeted-task]
                  to: [owner]
                  sinks: [log]
                  text: {vi: "{{ id }} quá hạn", en: "{{id}} is overdue"}
            """,
            "notifications:\n  sinks: {log: {type: log, path: notifications.log}}\n")
        #expect(loaded.rendered == "")
        #expect(loaded.rules.notifications.sinks == ["log": .log(path: "notifications.log")])
        let rule = try #require(loaded.rules.notifications.rules.first)
        #expect(rule.events == ["wf.deadline.overdue"])
        #expect(rule.condition == "item.budget > 0")
        #expect(rule.conditionRange?.start.description == "b.yaml:5:13")
        #expect(rule.workflows == ["budgeted-task"])
        #expect(rule.text.en == NotificationText("{{id}} is overdue"))
    }

    @Test(
        "a rule may gather its messages, until a time of the day if it says so",
        arguments: [
            ("", nil), ("digest: false", nil), ("digest: true", .eachTick),
            ("digest: 07:30", .daily(minute: 450)), (#"digest: "16:05""#, .daily(minute: 965)),
            ("digest:", nil),
        ] as [(String, NotificationRules.Digest?)])
    func digest(_ line: String, _ expected: NotificationRules.Digest?) throws {
        let loaded = LoadedRules(
            smallOrganisation,
            """
            notifications:
              sinks: {log: {type: log, path: x}}
              rules:
                - name: overdue
                  on: wf.deadline.overdue
                  \(line)
                  to: [owner]
                  sinks: [log]
                  text: x
            """)
        #expect(loaded.rendered == "")
        #expect(try #require(loaded.rules.notifications.rules.first).digest == expected)
    }

    @Test(
        "whom to tell may be the agency above, in a role",
        arguments: [
            ("{superior: owner}", .superior(.owner, role: nil)),
            ("{superior: lead, role: clerk}", .superior(.lead, role: "clerk")),
            ("{superior: chi-cuc}", .superior(.code("chi-cuc"), role: nil)),
            // Its members are below one agency.
            ("{superior: nhom}", .superior(.code("nhom"), role: nil)),
        ] as [(String, NotificationTarget)])
    func superior(_ target: String, _ expected: NotificationTarget) throws {
        let loaded = LoadedRules(
            smallOrganisation
                + "\n  - {code: chi-cuc, name: Chi cục, parent: so-khcn}"
                + "\n  - {code: nhom, name: Nhóm, kind: group, members: [so-khcn, chi-cuc]}",
            """
            escalations:
              standard:
                steps:
                  - {at: due, notify: \(target)}
            """)
        #expect(loaded.rendered == "")
        let ladder = try #require(loaded.rules.escalations["standard"])
        #expect(ladder.steps.map(\.targets) == [[expected]])
    }

    @Test("constraints, and the names in them that only workflows can confirm")
    func constraints() throws {
        let loaded = LoadedRules(
            """
            constraints:
              - name: two-pairs-of-eyes
                title: {vi: Hai người, en: Two people}
                did: submit
                may_not: [approve, reject]
                workflows: task
            """)
        #expect(loaded.rendered == "")
        let constraint = try #require(loaded.rules.constraints.first)
        #expect(constraint.done == ["submit"])
        #expect(constraint.restricted == ["approve", "reject"])
        #expect(constraint.workflows == ["task"])
        #expect(loaded.references.workflows.map(\.value) == ["task"])
        #expect(
            loaded.references.actions.map(\.name.value) == ["submit", "approve", "reject"])
    }

    @Test("the hash of the rules depends on their texts, not on the order of the files")
    func hash() {
        let clock = "constraints: []\n"
        let one = LoadedRules(smallOrganisation, clock).rules.hash
        #expect(one == LoadedRules(smallOrganisation, clock).rules.hash)
        #expect(one != LoadedRules(smallOrganisation, clock + "# later\n").rules.hash)
        #expect(one.utf8.count == 64)
    }
}

@Suite("What the text of a cell means")
struct CellMeaningTests {
    private struct Cell: CustomTestStringConvertible {
        let type: String
        let text: String
        let pass: [String]
        let fail: [String]

        init(_ type: String, _ text: String, pass: [String], fail: [String]) {
            self.type = type
            self.text = text
            self.pass = pass
            self.fail = fail
        }

        var testDescription: String { text }
    }

    private static let cells = [
        Cell("money", "-", pass: ["0"], fail: []),
        Cell("money", "420.000.000", pass: ["420000000"], fail: ["420"]),
        Cell("money", ">=500000000", pass: ["500000000"], fail: ["499999999"]),
        Cell("int", "5", pass: ["5"], fail: ["4"]),
        Cell("int", "-5", pass: ["-5"], fail: ["5"]),
        Cell("int", "[1..5)", pass: ["1", "4"], fail: ["0", "5"]),
        Cell("int", "( 1 .. 5 ]", pass: ["2", "5"], fail: ["1", "6"]),
        Cell("int", "< 3, [10..20], 30", pass: ["2", "10", "30"], fail: ["3", "21"]),
        Cell("int", "not(1, 2)", pass: ["3"], fail: ["1", "2"]),
        Cell("int", "not(not(> 5))", pass: ["6"], fail: ["5"]),
        Cell("double", "[0.5..1.5]", pass: ["0.5", "1.5"], fail: ["0.4"]),
        Cell("string", "central", pass: ["central"], fail: ["Central"]),
        Cell("string", "north, south", pass: ["north", "south"], fail: ["north, south"]),
        Cell("string", "'a, b', \"c\"", pass: ["a, b", "c"], fail: ["a"]),
        Cell("string", "notary", pass: ["notary"], fail: ["ary"]),
        Cell("string", "not(central)", pass: ["provincial"], fail: ["central"]),
        Cell("string", "cấp tỉnh (1)", pass: ["cấp tỉnh (1)"], fail: ["cấp tỉnh"]),
        Cell("bool", "true", pass: ["true"], fail: ["false"]),
        Cell("date", "< 14/04/2021", pass: ["2021-04-13"], fail: ["2021-04-14"]),
        Cell("limit", "5 ngày làm việc", pass: ["5 working days"], fail: ["5 days"]),
    ]

    @Test("literals, comparisons, intervals, lists, not", arguments: cells)
    private func meaning(_ cell: Cell) throws {
        let quoted = cell.text.replacingQuotes()
        let loaded = LoadedRules(
            """
            table: cell
            inputs: {x: \(cell.type)}
            outputs: {y: bool}
            rows: [['\(quoted)', true]]
            """)
        #expect(loaded.rendered == "")
        let table = try #require(loaded.rules.tables["cell"])
        for text in cell.pass {
            let value = try #require(table.inputs[0].type.literal(text))
            #expect(try table.decide([value]).rows == [1], "\(text)")
        }
        for text in cell.fail {
            let value = try #require(table.inputs[0].type.literal(text))
            #expect(try table.decide([value]).rows.isEmpty, "\(text)")
        }
    }
}

extension String {
    /// For a single-quoted YAML text.
    fileprivate func replacingQuotes() -> String {
        split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    }
}

@Suite("What rules say of workflows")
struct RuleReferenceTests {
    @Test("workflows and actions that do not exist are found once the workflows are known")
    func check() {
        let text = """
            constraints:
              - name: two-pairs-of-eyes
                title: x
                did: [submit, sumbit]
                may_not: [approve]
                workflows: [task, tsak]
            """
        let loaded = LoadedRules(text)
        let sink = DiagnosticSink()
        let task = LoadedPlan.workflow("task", actions: ["submit", "approve"])
        loaded.references.check(against: ["task": task], sink: sink)
        #expect(
            render(sink.list, ["a.yaml": text]) == """
                a.yaml:4:19: error: expected the name of an action, but there is no “sumbit” [unknown-name]
                 4 |     did: [submit, sumbit]
                   |                   ^^^^^^
                  hint: did you mean “submit”?
                        Known here: approve, submit

                a.yaml:6:23: error: expected the name of a workflow, but there is no “tsak” [unknown-name]
                 6 |     workflows: [task, tsak]
                   |                       ^^^^
                  hint: did you mean “task”?
                        Known here: task
                """)
    }

    @Test("without a list of workflows any workflow will do")
    func anyWorkflow() {
        let loaded = LoadedRules(
            """
            constraints: [{name: x, title: x, did: submit, may_not: report}]
            """)
        let sink = DiagnosticSink()
        loaded.references.check(
            against: [
                "one": LoadedPlan.workflow("one", actions: ["submit"]),
                "two": LoadedPlan.workflow("two", actions: ["report"]),
            ], sink: sink)
        #expect(sink.list.isEmpty)
    }
}
