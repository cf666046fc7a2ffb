import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowLoading
import WorkflowModel

@testable import WorkflowAnalysis

/// A home in which the people are what matters.
struct PeopleHome: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// `ID AGENCY ROLE|ROLE`.
    var people = ["an so-a clerk|judge", "binh so-a clerk|judge"]
    var constraints: [String] = []
    /// Who sees the items.
    var visible = "\"true\""
    var fields = "lead: {type: agency, default: so-a}"
    /// The actions of `drafting`, `judging` and `revising`.
    var drafting = "submit: {by: {role: clerk, agency: item.lead}, to: judging}"
    /// What else there is to `judging`.
    var judge = ""
    var judging = """
        pass: {by: {role: judge}, to: done}, return: {by: {role: judge}, to: revising}
        """
    var revising = "resubmit: {by: {role: clerk, agency: item.lead}, to: judging}"
    var more: [String] = []
    var expected: [String] = []

    var texts: [String] {
        [
            """
            organisation: test
            roles: {clerk: Clerk, judge: Judge, chair: Chair}
            agencies: [{code: so-a, name: Sở A}, {code: so-b, name: Sở B}, {code: so-c, name: Sở C}]
            people: [\(people.map(Self.person).joined(separator: ", "))]
            """,
            """
            calendar: office
            version: '1'
            week: {monday: ["07:30-11:30", "13:30-17:00"], friday: ["07:30-11:30"]}
            """,
            """
            workflow: task
            version: 1
            title: Task
            fields: {\(fields)}
            visible: \(visible)
            initial: drafting
            states:
              drafting: {actions: {\(drafting)}}
              judging: {\(judge)actions: {\(judging)}}
              revising: {actions: {\(revising)}}
              done: {final: done}
            """,
            "constraints:\(constraints.isEmpty ? " []" : "")"
                + constraints.map { "\n  - {title: x, \($0)}" }.joined(),
        ] + more
    }

    private static func person(_ text: String) -> String {
        let words = text.split(separator: " ")
        let roles = words[2].split(separator: "|").joined(separator: ", ")
        return "{id: \(words[0]), name: \(words[0]), agency: \(words[1]), roles: [\(roles)]}"
    }

    func library() throws -> (Library, DiagnosticList) {
        let loader = LibraryLoader(
            MemorySources(
                texts.enumerated().map {
                    DefinitionSource(path: "file\($0).yaml", text: $1)
                }))
        let library = loader.library()
        let complaints = DiagnosticRenderer(language: .en).render(loader.diagnostics)
        try #require(!loader.diagnostics.hasErrors, "\(complaints)")
        return (library, loader.diagnostics)
    }

    func proof(within budget: WorkBudget = .standard) throws -> PeopleProof {
        let (library, known) = try library()
        let day = try #require(CalendarDate(parsing: "2021-04-14"))
        return try #require(library.provePeople(on: day, besides: known, within: budget))
    }
}

@Suite("Whether somebody is left for every action")
struct PeopleTests {
    private static let preparer =
        "name: preparer, did: [submit, resubmit], may_not: [pass, return]"

    @Test(
        "each lack is told with the way that leads to it",
        arguments: [
            PeopleHome(testDescription: "without constraints all is well"),
            PeopleHome(
                testDescription: "two who do both jobs block each other in the second round",
                constraints: [preparer],
                expected: [
                    "warning nobody-left pass: submit: an → return: binh → resubmit: binh → pass: ?",
                    "warning nobody-left return: submit: an → return: binh → resubmit: binh → return: ?",
                ]),
            PeopleHome(
                testDescription: "a third who only judges is always left",
                people: ["an so-a clerk|judge", "binh so-a clerk|judge", "chi so-b judge"],
                constraints: [preparer]),
            PeopleHome(
                testDescription: "two approvals need two who are left",
                people: ["an so-a clerk|judge", "chi so-b judge"],
                constraints: ["name: x, did: submit, may_not: pass"],
                judging: "pass: {by: {role: judge}, approvals: 2, to: done}",
                revising: "wait: {by: {role: clerk}, to: drafting}",
                expected: ["warning nobody-left pass: submit: an → pass: ?"]),
            PeopleHome(
                testDescription: "one judge is not two",
                people: ["an so-a clerk", "chi so-b judge"],
                judging: "pass: {by: {role: judge}, approvals: 2, to: done}",
                revising: "wait: {by: {role: clerk}, to: drafting}",
                expected: ["warning nobody-there pass: "]),
            PeopleHome(
                testDescription: "a role nobody holds",
                people: ["an so-a clerk"],
                expected: [
                    "error nobody-has-role pass: ", "error nobody-has-role return: ",
                ]),
            PeopleHome(
                testDescription: "a role nobody holds in that agency",
                people: ["an so-a clerk", "chi so-a judge", "dung so-b clerk"],
                judging: "pass: {by: {role: judge, agency: so-b}, to: done}",
                revising: "wait: {by: {role: clerk}, to: drafting}",
                expected: ["warning nobody-there pass: "]),
            PeopleHome(
                testDescription: "somebody to judge who does not see what",
                people: ["an so-a clerk", "chi so-b judge", "em so-c chair"],
                visible: "actor.agency == item.lead || 'chair' in actor.roles",
                expected: ["warning nobody-sees pass: ", "warning nobody-sees return: "]),
            PeopleHome(
                testDescription: "somebody to judge on whose desk it lies",
                people: ["an so-a clerk", "chi so-b judge"],
                visible: "actor.agency == item.lead",
                judge: "owner: so-b, ",
                judging: "pass: {by: {role: judge}, to: done}",
                revising: "wait: {by: {role: clerk}, to: drafting}",
                expected: []),
            PeopleHome(
                testDescription: "nobody outside the agency that did it",
                people: ["an so-a clerk", "binh so-a judge"],
                constraints: ["name: x, did: submit, not_same_agency: pass"],
                judging: "pass: {by: {role: judge}, to: done}",
                revising: "wait: {by: {role: clerk}, to: drafting}",
                expected: ["warning nobody-left pass: submit: an → pass: ?"]),
            PeopleHome(
                testDescription: "somebody outside it",
                people: ["an so-a clerk", "binh so-a judge", "chi so-b judge"],
                constraints: ["name: x, did: submit, not_same_agency: pass"],
                judging: "pass: {by: {role: judge}, to: done}",
                revising: "wait: {by: {role: clerk}, to: drafting}"),
            PeopleHome(
                testDescription: "who must go on, and may not",
                constraints: [
                    "name: same, did: submit, must: pass",
                    "name: other, did: submit, may_not: pass",
                ],
                judging: "pass: {by: {role: judge}, to: done}",
                revising: "wait: {by: {role: clerk}, to: drafting}",
                expected: ["warning nobody-left pass: submit: an → pass: ?"]),
            PeopleHome(
                testDescription: "who must go on, and may",
                constraints: ["name: same, did: submit, must: pass"]),
            PeopleHome(
                testDescription: "who cannot go on is let go of",
                people: ["an so-a clerk", "binh so-a judge"],
                constraints: ["name: same, did: submit, must: pass"]),
            PeopleHome(
                testDescription: "who cannot go on and is not let go of",
                people: ["an so-a clerk", "binh so-a judge"],
                constraints: ["name: same, did: submit, must: pass, unless_gone: false"],
                expected: ["warning nobody-left pass: submit: an → pass: ?"]),
            PeopleHome(
                testDescription: "an action of a state nobody reaches",
                people: ["an so-a clerk", "binh so-a judge"],
                judging: "pass: {by: {role: judge}, to: done}",
                revising: "wait: {by: {role: chair}, to: drafting}"),
            PeopleHome(
                testDescription: "who may by a row of a table",
                people: ["an so-a clerk", "binh so-a judge", "chi so-a chair"],
                constraints: ["name: x, did: pass, may_not: sign"],
                judging: """
                    pass: {by: {role: judge}, to: revising}
                    """,
                revising: "sign: {by: {role: table('signing').role}, to: done}",
                more: [
                    """
                    table: signing
                    hit: unique
                    inputs: {lead: {type: string, value: item.lead}}
                    outputs: {role: string}
                    rows:
                      - [so-a, judge]
                      - [so-b, chair]
                    """
                ],
                expected: ["warning nobody-left sign: submit: an → pass: binh → sign: ?"]),
        ])
    func lacks(_ home: PeopleHome) throws {
        let found = try home.proof().diagnostics.map { diagnostic in
            let name = diagnostic.message.en.split(separator: "“").dropFirst().first ?? ""
            return "\(diagnostic.severity.rawValue) \(diagnostic.code)"
                + " \(name.prefix { $0 != "”" }): \(diagnostic.trace.joined(separator: " → "))"
        }
        #expect(found == home.expected)
    }

    @Test("The message says where, who is kept from it and by what")
    func message() throws {
        let home = PeopleHome(testDescription: "", constraints: [Self.preparer])
        let first = try #require(try home.proof().diagnostics.first)
        #expect(
            first.message.en
                == "a history can leave nobody who may take “pass” when lead = so-a: of */judge,"
                + " constraints keep out an (preparer), binh (preparer)")
    }

    @Test("Agencies of activities in which nobody is known are listed, and are no fault")
    func unstaffed() throws {
        let home = PeopleHome(
            testDescription: "", fields: "lead: {type: agency, required: true}",
            more: [
                """
                plan: year
                title: Year
                activities:
                  - {id: I.1, workflow: task, lead: so-a}
                  - {id: I.2, workflow: task, lead: so-c}
                """
            ])
        let proof = try home.proof()
        #expect(proof.unstaffed == ["so-c"])
        #expect(proof.diagnostics.isEmpty)
        #expect(proof.actions == 4)
    }

    @Test("A search that takes too long says so instead of guessing")
    func cutOff() throws {
        let home = PeopleHome(testDescription: "", constraints: [Self.preparer])
        let proof = try home.proof(within: WorkBudget(3))
        #expect(Set(proof.diagnostics.map(\.code)) == ["people-unproved"])
        #expect(proof.diagnostics.allSatisfy { $0.severity == .note })
    }
}
