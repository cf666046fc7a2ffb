import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowLoading
import WorkflowModel

@testable import WorkflowAnalysis

/// The proof against every history there is: small workflows are played through by the core itself.
@Suite("The proof says what playing every history says")
struct PeopleOracleTests {
    /// Everything of an item that further decisions hang on, but for times.
    private struct Key: Hashable {
        var configuration: StateSet
        var people: [Set<String>]
        var bound: [String]
        /// Whose approvals count, and whose ever did: how often makes no difference.
        var approvals: Set<String>
    }

    private struct Player {
        let library: Library
        let calendar: WorkingCalendar
        let start: Instant

        private func circumstances(_ person: Organisation.Person?, _ step: Int) -> Circumstances {
            Circumstances(
                actor: person.map {
                    Actor(id: $0.id, name: $0.name, agency: $0.agency, roles: $0.roles)
                },
                now: Instant(
                    millisecondsSinceEpoch: start.millisecondsSinceEpoch + Int64(step) * 1_000),
                rules: library.rules, calendar: calendar)
        }

        private func key(_ state: ItemState) -> Key {
            let bound = library.rules.constraints.filter(\.isOfSamePerson).map { constraint in
                let last = constraint.done.compactMap { name in
                    state.workflow.actionIndex[name].flatMap { state.acts[$0]?.last }
                }.max { $0.at < $1.at }
                return last?.actor ?? ""
            }
            return Key(
                configuration: state.configuration,
                people: state.acts.map { Set($0?.people ?? []) }, bound: bound,
                approvals: Set(
                    state.approvals.map { "\($0.action) \($0.isStanding) \($0.people)" }))
        }

        /// The actions for which some history leaves too few people.
        func stuck() throws -> Set<String> {
            let people = library.rules.organisation.people
            let workflow = try #require(library.workflows["task"])
            let events = try decideStart(
                StartCommand(id: "I.1"), workflow: workflow, circumstances(people[0], 0))
            let first = try #require(ItemState(id: "I.1", workflow: workflow, first: events[0]))
            var open = [first]
            var seen: Set<Key> = [key(first)]
            var stuck: Set<String> = []
            while let state = open.popLast() {
                guard state.outcome == nil else { continue }
                for action in state.configuration.flatMap({ workflow[$0].actions }) {
                    let able = people.filter { person in
                        state.why(action.name, circumstances(person, state.version)).isEmpty
                    }
                    let given = state.standingApprovals(of: action).count
                    if able.count + given < action.approvals { stuck.insert(action.name) }
                    for person in able {
                        let events = try decide(
                            state, .act(ActCommand(action: action.name)),
                            circumstances(person, state.version))
                        var next = state
                        for event in events { next.apply(event) }
                        if seen.insert(key(next)).inserted { open.append(next) }
                    }
                }
            }
            return stuck
        }
    }

    /// The same for the same seed, everywhere.
    private struct Dice {
        var state: UInt64

        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % sides
        }

        mutating func pick<Element>(_ elements: [Element]) -> Element {
            elements[roll(elements.count)]
        }

        /// One or two of these.
        mutating func some(_ elements: [String]) -> String {
            "[" + Array(Set([pick(elements), pick(elements)])).sorted().joined(separator: ", ")
                + "]"
        }
    }

    private static func home(_ seed: Int, withApprovals: Bool) -> PeopleHome {
        var dice = Dice(state: UInt64(seed) &* 7_919 &+ 17)
        let roles = ["clerk", "judge", "chair"]
        let people = ["an", "binh", "chi"].map { id in
            let held = Set([dice.pick(roles), dice.pick(roles)]).sorted().joined(separator: "|")
            return "\(id) \(dice.pick(["so-a", "so-b"])) \(held)"
        }
        let actions = ["submit", "pass", "return", "resubmit"]
        let constraints = (0..<(1 + dice.roll(2))).map { number in
            let (done, other) = (dice.some(actions), dice.some(actions))
            let kind = dice.pick([
                "did: \(done), may_not: \(other)", "did: \(done), not_same_agency: \(other)",
                "did: \(done), must: \(other)", "did: \(done), must: \(other), unless_gone: false",
                "different_people: [\(actions[dice.roll(2)]), \(actions[2 + dice.roll(2)])]",
            ])
            return "name: c\(number), \(kind)"
        }
        let approvals = withApprovals ? ", approvals: 2" : ""
        return PeopleHome(
            testDescription: "\(seed): \(people), \(constraints)", people: people,
            constraints: constraints,
            drafting: "submit: {by: {role: \(dice.pick(roles))}, to: judging}",
            judging: "pass: {by: {role: \(dice.some(roles))}\(approvals), to: done},"
                + " return: {by: {role: \(dice.pick(roles))}, to: revising}",
            revising: "resubmit: {by: {role: \(dice.some(roles))}, to: judging}")
    }

    @Test(
        "on workflows that were thrown with dice",
        arguments: (0..<60).map { home($0, withApprovals: $0 % 3 == 0) })
    func same(_ home: PeopleHome) throws {
        let (library, _) = try home.library()
        let calendar = try #require(library.rules.calendars["office"]?.all.first)
        let start = try #require(Instant(parsing: "2021-04-14T08:00:00+07:00", in: .vietnam))
        let stuck = try Player(library: library, calendar: calendar, start: start).stuck()
        let diagnostics = try home.proof().diagnostics
        func names(_ isWanted: (Diagnostic) -> Bool) -> Set<String> {
            Set(
                diagnostics.filter(isWanted).map { diagnostic in
                    let name = diagnostic.message.en.split(separator: "“").dropFirst().first ?? ""
                    return String(name.prefix { $0 != "”" })
                })
        }
        // What nobody may by their positions alone is told wherever its state can be reached,
        // whether or not there are people to reach it.
        let vacant = names { $0.code != "nobody-left" }
        let left = names { $0.code == "nobody-left" }
        // Approvals that came to nothing are taken at their most: none is missed, but one may be
        // named that cannot come about.
        if home.judging.contains("approvals") {
            #expect(stuck.subtracting(vacant).isSubset(of: left))
        } else {
            #expect(stuck.subtracting(vacant) == left)
        }
    }
}
