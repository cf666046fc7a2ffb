import Diagnostics
import Testing
import WorkflowLoading
import WorkflowModel

@testable import WorkflowAnalysis

@Suite("Whom notification rules cannot reach")
struct NotificationTests {
    private static let calendar = """
        calendar: office
        version: '1'
        week: {monday: ["07:30-11:30", "13:30-17:00"], friday: ["07:30-11:30"]}
        """

    private static let workflow = """
        workflow: task
        version: 1
        title: Task
        fields:
          lead: {type: agency, default: so-a}
          coordinating: {type: list, of: %type, default: []}
        states:
          work: {owner: item.lead, actions: {finish: {by: anyone, to: done}}}
          done: {final: done}
        """

    private static let bare = """
        workflow: bare
        version: 1
        title: Bare
        states:
          idle: {owner: so-a, actions: {finish: {by: anyone, to: gone}}}
          gone: {final: gone}
        """

    private struct Home {
        var people = ["{id: an, name: An, agency: so-a, roles: [clerk]}"]
        var rules: [String] = []
        var steps = "[]"
        var coordinating = "[so-b]"
        var type = "agency"

        /// Place, code and English text of every complaint, those of reading first.
        func complaints() -> [String] {
            let texts = [
                """
                organisation: test
                roles: {clerk: Clerk}
                agencies:
                  - {code: so-a, name: Sở A, email: so-a@tinh.vn}
                  - {code: so-b, name: Sở B, parent: so-a, aliases: [Sở Bê]}
                  - {code: nhom, name: Nhóm, kind: group, members: [so-b]}
                  - {code: nhom-rong, name: Nhóm rỗng, kind: group}
                  - {code: nhom-lon, name: Nhóm lớn, kind: group, members: [so-a, nhom-rong]}
                people:
                """ + people.map { "\n  - \($0)" }.joined(),
                calendar, workflow.replacing("%type", with: type), bare,
                """
                notifications:
                  sinks:
                    log: {type: log, path: x}
                    mail: {type: email, server: a.vn, from: wf@a.vn}
                  rules:
                """ + rules.map { "\n    - {\($0), text: x}" }.joined(),
                "escalations: {ladder: {steps: \(steps)}}",
                """
                plan: ke-hoach
                title: Plan
                activities:
                  - {id: II.1, workflow: task, coordinating: \(coordinating)}
                  - {id: II.2, workflow: task}
                """,
            ]
            let names = ["o", "c", "w", "b", "n", "e", "p"]
            let sources = zip(names, texts).map {
                DefinitionSource(path: "\($0).yaml", text: $1)
            }
            let loader = LibraryLoader(MemorySources(sources))
            let library = loader.library()
            let found =
                loader.diagnostics.diagnostics
                + library.analyseNotifications(besides: loader.diagnostics)
            return found.map { diagnostic in
                "\(diagnostic.range.map { "\($0.start)" } ?? "") \(diagnostic.severity) "
                    + "\(diagnostic.code): \(diagnostic.message.en)"
            }
        }
    }

    private static let an = "{id: an, name: An, agency: so-a, roles: [clerk]"

    @Test("nobody, where only a log is told")
    func logOnly() {
        #expect(
            Home(rules: ["name: a, on: wf.item.started, to: [owner, lead], sinks: log"])
                .complaints() == [])
    }

    // MARK: Mail

    @Test(
        "those without an address, where a rule sends mail",
        arguments: [
            ("owner", ["an", "so-b"]), ("{person: an}", ["an"]), ("{agency: so-b}", ["so-b"]),
            ("{agency: so-a}", ["an"]), ("{agency: nhom}", ["so-b"]),
            ("{role: clerk}", ["an"]), ("starter", ["an"]), ("actor", ["an"]),
            ("previous", ["an"]), ("{superior: so-b}", ["an"]), ("coordinating", ["an", "so-b"]),
        ])
    func noAddress(_ target: String, _ names: [String]) {
        let home = Home(
            rules: ["name: a, on: wf.item.started, to: [\(target)], sinks: [log, mail]"])
        let list = names.map { "“\($0)”" }.joined(separator: ", ")
        #expect(
            home.complaints() == [
                "n.yaml:6:14 warning no-address: the rule “a” sends mail, but there is no address of "
                    + list
            ])
    }

    @Test(
        "not those with one, nor those who want no mail of the rule",
        arguments: [
            an + ", email: an@a.vn}", an + ", notifications: {off: a}}",
            an + ", notifications: {sinks: log}}",
        ])
    func address(_ person: String) {
        let home = Home(
            people: [person],
            rules: ["name: a, on: wf.item.started, to: {person: an}, sinks: [log, mail]"])
        #expect(home.complaints() == [])
    }

    @Test("those the steps of ladders tell in place of the rule")
    func ladder() {
        let rules = ["reminder", "escalated", "overdue"].map {
            "name: \($0), on: wf.deadline.\($0), to: {agency: so-a}, sinks: mail"
        }
        let home = Home(
            people: [Self.an + ", email: an@a.vn}"], rules: rules,
            steps: "[{before: 1 day, remind: {agency: so-b}}]")
        #expect(
            home.complaints() == [
                "n.yaml:6:14 warning no-address: the rule “reminder” sends mail, but there is no "
                    + "address of “so-b”"
            ])
    }

    @Test("are named up to a number")
    func many() {
        let people = (1...20).map { "{id: p\($0), name: P, agency: so-a, roles: [clerk]}" }
        let home = Home(
            people: people, rules: ["name: a, on: wf.item.started, to: {role: clerk}, sinks: mail"])
        #expect(home.complaints().count == 1)
        #expect(home.complaints()[0].hasSuffix("“p8” and 12 more"))
    }

    // MARK: Preferences

    @Test("who leaves a rule no sink")
    func noSink() {
        let home = Home(
            people: [Self.an + ", email: an@a.vn, notifications: {sinks: [mail], off: c}}"],
            rules: [
                "name: a, on: wf.item.started, to: owner, sinks: log",
                "name: b, on: wf.item.started, to: owner, sinks: [log, mail], workflows: bare",
                "name: c, on: wf.item.started, to: owner, sinks: log",
                "name: d, on: wf.item.started, to: {agency: so-b}, sinks: log",
            ])
        #expect(
            home.complaints().filter { $0.contains("error") } == [
                "o.yaml:10:94 error no-sink: “an” leaves none of the sinks of the rule “a”"
            ])
    }

    @Test(
        "quiet hours that take all office hours",
        arguments: [("07:00-17:00", true), ("07:30-11:30", false), ("18:00-07:00", false)])
    func quiet(_ hours: String, _ isEndless: Bool) {
        let home = Home(
            people: [Self.an + ", notifications: {quiet: \"\(hours)\"}}"],
            rules: ["name: a, on: wf.item.started, to: owner, sinks: log, quiet: \"\(hours)\""])
        let places = home.complaints().map { $0.prefix { $0 != ":" } }
        #expect(places == (isEndless ? ["n.yaml", "o.yaml"] : []))
        #expect(home.complaints().allSatisfy { $0.contains(" warning quiet-office-hours: ") })
    }

    // MARK: Coordinating agencies

    @Test(
        "coordinating agencies that nobody has named",
        arguments: [
            ("[so-b, nhom]", "agency", nil),
            ("[nhom-rong]", "agency", "empty-group: “nhom-rong”, which coordinates the activity"),
            ("[nhom-lon]", "agency", "empty-group: “nhom-rong”, which coordinates the activity"),
            ("[Sở Bê]", "string", nil),
            (
                "[các cơ quan liên quan]", "string",
                "unknown-agency: no agency, or more than one, is called “các cơ quan liên quan”"
            ),
        ] as [(String, String, String?)])
    func coordinating(_ agencies: String, _ type: String, _ expected: String?) throws {
        let home = Home(
            rules: [
                "name: a, on: wf.item.started, to: coordinating, sinks: log",
                "name: b, on: wf.item.started, to: {superior: coordinating}, sinks: log, workflows: task",
                "name: c, on: wf.item.started, to: owner, sinks: log",
            ], coordinating: agencies, type: type)
        let complaints = home.complaints()
        guard let expected else {
            #expect(complaints == [])
            return
        }
        try #require(complaints.count == 1)
        #expect(complaints[0].hasPrefix("p.yaml:4:10 warning \(expected)"))
        #expect(complaints[0].contains("“II.1”"))
        #expect(complaints[0].hasSuffix("the rule “a”, “b” reaches nobody"))
    }

    @Test("are not complained of when no rule tells them")
    func untold() {
        let home = Home(
            rules: ["name: a, on: wf.item.started, to: owner, sinks: log"],
            coordinating: "[nhom-rong]")
        #expect(home.complaints() == [])
    }

    @Test("the coordinating agencies of workflows without a place for them")
    func noField() {
        let home = Home(
            rules: ["name: a, on: wf.item.started, to: coordinating, sinks: log, workflows: bare"])
        #expect(
            home.complaints() == [
                "n.yaml:6:14 warning no-coordinating: the rule “a” tells the coordinating agencies, "
                    + "but no workflow it is for has a field “coordinating”"
            ])
    }

    @Test("nothing is said of the whole while parts of it cannot be read")
    func broken() {
        let home = Home(
            people: ["{id: an, name: An, agency: so-x, roles: [clerk]}"],
            rules: ["name: a, on: wf.item.started, to: owner, sinks: mail"])
        #expect(home.complaints().count == 1)
    }
}
