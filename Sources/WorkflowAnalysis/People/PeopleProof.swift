package import Diagnostics
package import WorkflowCalendar
package import WorkflowModel

/// That every action of every state an item can be in has somebody who may take it, whatever
/// happened before; or where not.
package struct PeopleProof {
    /// The actions that were looked at, each in all surroundings of its workflow.
    package internal(set) var actions = 0
    /// How many of them constraints have a say in.
    package internal(set) var constrained = 0
    /// Agencies that have work to do and in which nobody is known, by code.
    package internal(set) var unstaffed: [String] = []
    /// Actions of which only an item knows whom they are for: `WORKFLOW: ACTION`.
    package internal(set) var undecided: [String] = []
    package internal(set) var diagnostics: [Diagnostic] = []
}

extension Library {
    /// Looks for actions that nobody may take, or too few.
    ///
    /// - Parameters:
    ///   - date: whose people count.
    ///   - known: what reading found. Where there are errors nothing can be said of the whole.
    /// - Returns: nil when nothing can be said: there are errors, or no people.
    package func provePeople(on date: CalendarDate, besides known: DiagnosticList) -> PeopleProof? {
        provePeople(on: date, besides: known, within: .standard)
    }

    func provePeople(
        on date: CalendarDate, besides known: DiagnosticList, within budget: WorkBudget
    ) -> PeopleProof? {
        let people = rules.organisation.everybody.compactMap { $0.on(date) }
        guard !known.hasErrors, !people.isEmpty else { return nil }
        var prover = PeopleProver(library: self, people: people, budget: budget)
        for (_, workflow) in workflows.sorted(by: { $0.key < $1.key }) { prover.look(at: workflow) }
        return prover.finished
    }
}

/// Goes through the workflows and gathers what it finds.
private struct PeopleProver {
    let library: Library
    let people: [Organisation.Person]
    var budget: WorkBudget
    private var proof = PeopleProof()
    private var findings: [PeopleFinding] = []
    /// What was looked at, whatever the surroundings.
    private var seen: Set<SourceRange> = []
    private var constrained: Set<SourceRange> = []
    private let staffedAgencies: Set<String>

    init(library: Library, people: [Organisation.Person], budget: WorkBudget) {
        self.library = library
        self.people = people
        self.budget = budget
        staffedAgencies = Set(people.flatMap(\.positions).map(\.agency))
    }

    var finished: PeopleProof {
        var proof = proof
        proof.actions = seen.count
        proof.constrained = constrained.count
        proof.unstaffed = Set(proof.unstaffed).sorted()
        proof.undecided = Set(proof.undecided).sorted()
        proof.diagnostics = PeopleFinding.diagnostics(findings, library.rules.organisation)
        return proof
    }

    mutating func look(at workflow: Workflow) {
        guard let calendar = library.rules.calendars[workflow.calendar]?.all.last else { return }
        let reachable = workflow.reachableStates
        var walk = StateWalk(workflow)
        var known: Set<[[Staff.Seat]]> = []
        for surroundings in library.surroundings(of: workflow, calendar, staffedAgencies) {
            let staff = Staff(surroundings, people)
            guard known.insert(staff.key).inserted else { continue }
            lookForPosts(in: staff, reachable)
            lookForSight(in: staff, reachable)
            lookForHistories(in: staff, reachable, &walk)
        }
    }

    // MARK: Permissions alone

    private mutating func lookForPosts(in staff: Staff, _ reachable: StateSet) {
        for (place, action) in staff.actions.enumerated() where isLookedAt(action, reachable) {
            seen.insert(action.range)
            guard !staff.isOpen[place] else {
                proof.undecided.append("\(staff.workflow.name): \(action.name)")
                continue
            }
            let count = staff.count(place)
            // That nobody may at all is said where it is read.
            guard count < action.approvals, !action.performers.isEmpty else { continue }
            let empty = staff.posts[place].compactMap(\.agency)
                .filter { !staffedAgencies.contains($0) }
            if count == 0, !empty.isEmpty {
                proof.unstaffed += empty
                continue
            }
            let roles = staff.posts[place].flatMap(\.roles)
            let isHeld = people.contains { person in
                person.positions.contains { $0.roles.contains(where: roles.contains) }
            }
            findings.append(
                PeopleFinding(
                    kind: .post(isHeld: isHeld || roles.isEmpty), action: action, left: count,
                    posts: staff.posts[place], label: staff.surroundings.label))
        }
    }

    // MARK: Who sees the items

    /// Those of whom nobody sees the item they are to do something with. Whoever has a task of it on
    /// their desk always does.
    private mutating func lookForSight(in staff: Staff, _ reachable: StateSet) {
        guard let rule = staff.workflow.visibility else { return }
        for (place, action) in staff.actions.enumerated() where isLookedAt(action, reachable) {
            let seats = staff.seats[place]
            guard !staff.isOpen[place], !seats.isEmpty else { continue }
            let desks = staff.desks(of: action)
            let isSeen = seats.contains { seat in
                if desks.contains(nil) || desks.contains(seat.agency) { return true }
                let person = people[seat.person]
                return person.positions.contains { position in
                    position.agency == seat.agency
                        && staff.surroundings.holds(rule, person, position) ?? true
                }
            }
            if isSeen { continue }
            findings.append(
                PeopleFinding(
                    kind: .unseen, action: action, left: 0, posts: staff.posts[place],
                    label: staff.surroundings.label))
        }
    }

    private func isLookedAt(_ action: Action, _ reachable: StateSet) -> Bool {
        reachable.contains(action.transitions[0].source)
            && !(action.isAutomatic && action.performers.isEmpty)
    }

    // MARK: Constraints over histories

    private mutating func lookForHistories(
        in staff: Staff, _ reachable: StateSet, _ walk: inout StateWalk
    ) {
        let names = Set(staff.workflow.actionNames)
        let constraints = library.rules.constraints.filter { constraint in
            (constraint.workflows.isEmpty || constraint.workflows.contains(staff.workflow.name))
                && !names.isDisjoint(with: constraint.done)
                && !names.isDisjoint(with: constraint.restricted)
        }
        guard !constraints.isEmpty else { return }
        // Actions that hang on the same constraints are looked for together.
        var targets: [[Int]: [Int]] = [:]
        for (place, action) in staff.actions.enumerated()
        where isLookedAt(action, reachable) && staff.count(place) >= action.approvals {
            let closure = constraints.closure(of: action.name)
            guard !closure.isEmpty else { continue }
            constrained.insert(action.range)
            if staff.certainlyFree(place, constraints) < action.approvals {
                targets[closure, default: []].append(place)
            }
        }
        for (closure, places) in targets.sorted(by: { $0.value[0] < $1.value[0] }) {
            search(places, closure.map { constraints[$0] }, staff, &walk)
        }
    }

    private mutating func search(
        _ places: [Int], _ constraints: [Constraint], _ staff: Staff, _ walk: inout StateWalk
    ) {
        let done = Set(constraints.flatMap(\.done))
        let isOpen = staff.actions.indices.contains { place in
            staff.isOpen[place] && done.contains(staff.actions[place].name)
        }
        let open = places.filter { isOpen || staff.isOpen[$0] }
        proof.undecided += open.map { "\(staff.workflow.name): \(staff.actions[$0].name)" }
        let places = places.filter { !open.contains($0) }
        guard !places.isEmpty else { return }
        guard let search = PeopleSearch(staff, constraints) else {
            return giveUp(places, staff)
        }
        do throws(OutOfBudget) {
            for finding in try search.findings(for: places, &walk, &budget) {
                findings.append(PeopleFinding(finding, staff))
            }
        } catch {
            giveUp(places, staff)
        }
    }

    /// Says honestly that it is not known.
    private mutating func giveUp(_ places: [Int], _ staff: Staff) {
        for place in places {
            findings.append(
                PeopleFinding(
                    kind: .unproved, action: staff.actions[place], left: 0, posts: [],
                    label: staff.surroundings.label))
        }
    }
}

extension [Constraint] {
    /// Those that have a say in an action, in what they remember, and so on; by place.
    fileprivate func closure(of action: String) -> [Int] {
        var found: Set<Int> = []
        var open = [action]
        while let name = open.popLast() {
            for (place, constraint) in enumerated()
            where constraint.restricted.contains(name) && found.insert(place).inserted {
                open += constraint.done
            }
        }
        return found.sorted()
    }
}

extension Staff {
    /// How many people may take an action whatever happened: those who can do nothing that would
    /// keep them from it.
    fileprivate func certainlyFree(_ place: Int, _ constraints: [Constraint]) -> Int {
        let name = actions[place].name
        let barring = constraints.filter { $0.restricted.contains(name) }
        if barring.contains(where: \.isOfSamePerson) { return 0 }
        let free = seats[place].filter { seat in
            barring.allSatisfy { constraint in
                actions.indices.allSatisfy { other in
                    let done = actions[other].name
                    guard constraint.done.contains(done),
                        constraint.kind != .differentPeople || done != name
                    else { return true }
                    if isOpen[other] { return false }
                    return !seats[other].contains {
                        constraint.kind == .differentAgency
                            ? $0.agency == seat.agency : $0.person == seat.person
                    }
                }
            }
        }
        return Set(free.map(\.person)).count
    }
}

extension Staff {
    /// The agencies on whose desk the work lies that an action is part of; nil for one that only an
    /// item tells. None for an action that nobody has to take.
    fileprivate func desks(of action: Action) -> [String?] {
        if action.isOptional { return [] }
        let source = action.transitions[0].source
        var states = workflow.path(to: source)
        states.formUnion(workflow[source].descendants)
        return states.compactMap { workflow[$0].owner }.map(surroundings.code)
    }
}
