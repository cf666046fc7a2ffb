import WorkflowModel

/// Looks over every history of a workflow for one after which nobody may take an action.
///
/// Exact but for guards, which may hold or not, and for approvals: any number of people may have
/// given one that came to nothing, so that a history may be named that people could not bring about
/// in that order, but none is missed. Where an item is, times who did what that
/// constraints remember. People in the same positions are interchangeable, so only how many of them
/// did what is told apart.
struct PeopleSearch {
    /// A history after which too few people are left for an action.
    struct Finding {
        /// The place of the action among all of the workflow.
        var action: Int
        /// What was done, by whom; nobody where it happens by itself.
        var path: [(action: Int, people: [Int])]
        /// Those who may by their positions, each with the constraints that keep them from it.
        var barred: [(person: Int, constraints: [Constraint])]
        /// How many are left.
        var left: Int
    }

    private struct Node: Hashable {
        var place: Int
        /// For each person of whom anything is remembered, their group and word; sorted, as it does
        /// not matter which of a group it is.
        var words: [UInt64]
        var agencies: UInt64
    }

    /// People who may take the same actions in the same agencies.
    private struct Group {
        var members: [Int]
        /// For each action that matters, the agencies they may take it in; empty when they may not.
        var agencies: [Int: [String]]
    }

    /// How somebody of a group, with this word, takes an action.
    private struct Choice: Hashable {
        var group: Int
        var word: UInt32
        var agency: String
    }

    private struct Link {
        var parent: Int
        var action: Int?
        var choices: [Choice]
        /// False for an approval that was not the last it takes.
        var isTaken = true
    }

    let staff: Staff
    private let bits: ConstraintBits
    /// The actions, by place, that constraints remember.
    private let tracked: Set<Int>
    /// Those a constraint has a say in.
    private let restricted: Set<Int>
    private var groups: [Group] = []

    /// Nil when there is more to remember than a word holds.
    init?(_ staff: Staff, _ constraints: [Constraint]) {
        let isByAgency = constraints.contains { $0.kind == .differentAgency }
        let agencies = isByAgency ? Set(staff.seats.joined().map(\.agency)).sorted() : []
        guard let bits = ConstraintBits(constraints, agencies: agencies) else { return nil }
        self.staff = staff
        self.bits = bits
        let names = staff.actions.map(\.name)
        let done = Set(constraints.flatMap(\.done))
        let kept = Set(constraints.flatMap(\.restricted))
        tracked = Set(names.indices.filter { done.contains(names[$0]) })
        restricted = Set(names.indices.filter { kept.contains(names[$0]) })
        groups = Self.groups(staff, of: tracked.union(restricted), isByAgency: isByAgency)
    }

    private static func groups(
        _ staff: Staff, of actions: Set<Int>, isByAgency: Bool
    ) -> [Group] {
        var groups: [Group] = []
        for person in staff.people.indices {
            var agencies: [Int: [String]] = [:]
            for action in actions {
                let own = staff.seats[action].filter { $0.person == person }.map(\.agency)
                guard !own.isEmpty else { continue }
                agencies[action] = isByAgency ? own : [""]
            }
            if agencies.isEmpty { continue }
            if let known = groups.firstIndex(where: { $0.agencies == agencies }) {
                groups[known].members.append(person)
            } else {
                groups.append(Group(members: [person], agencies: agencies))
            }
        }
        return groups
    }

    // MARK: The search

    /// The first history found for each of the actions, the shortest first.
    ///
    /// - Throws: `OutOfBudget` when it was cut off.
    func findings(
        for targets: [Int], _ walk: inout StateWalk, _ budget: inout WorkBudget
    ) throws(OutOfBudget) -> [Finding] {
        var nodes: [Node] = []
        var links: [Link] = []
        var seen: Set<Node> = []
        func add(_ node: Node, _ link: Link) {
            guard seen.insert(node).inserted else { return }
            nodes.append(node)
            links.append(link)
        }
        for place in walk.start() {
            add(
                Node(place: place, words: [], agencies: 0),
                Link(parent: -1, action: nil, choices: []))
        }
        var left = targets
        var findings: [Finding] = []
        var next = 0
        while next < nodes.count, !left.isEmpty {
            let node = nodes[next]
            let configuration = walk.configuration(node.place)
            for target in left {
                guard configuration.contains(staff.actions[target].transitions[0].source) else {
                    continue
                }
                let free = count(choices(target, node), node)
                guard free < staff.actions[target].approvals else { continue }
                left.removeAll { $0 == target }
                findings.append(finding(target, at: next, left: free, nodes, links))
            }
            for move in walk.moves(from: node.place) {
                guard budget.spend(1) else { throw OutOfBudget() }
                let ways = ways(move.action, node)
                for target in move.targets {
                    for way in ways {
                        guard budget.spend(1) else { throw OutOfBudget() }
                        var following = node
                        following.place = target
                        if let action = move.action { take(action, way, &following) }
                        add(
                            following, Link(parent: next, action: move.action, choices: way))
                    }
                }
                // What some approved of stays where it is, and is remembered.
                guard let action = move.action, tracked.contains(action),
                    staff.actions[action].approvals > 1
                else { continue }
                for choice in choices(action, node) {
                    guard budget.spend(1) else { throw OutOfBudget() }
                    var following = node
                    take(action, [choice], &following, isTaken: false)
                    add(
                        following,
                        Link(parent: next, action: action, choices: [choice], isTaken: false))
                }
            }
            next += 1
        }
        return findings
    }

    /// The ways an action may be taken now that constraints tell apart: none when nobody may.
    private func ways(_ action: Int?, _ node: Node) -> [[Choice]] {
        guard let action else { return [[]] }
        let definition = staff.actions[action]
        guard tracked.contains(action) || restricted.contains(action) else {
            let isPossible =
                staff.count(action) >= definition.approvals || staff.isOpen[action]
                || definition.isAutomatic
            return isPossible ? [[]] : []
        }
        let free = choices(action, node)
        var ways: [[Choice]] = definition.isAutomatic ? [[]] : []
        guard count(free, node) >= definition.approvals else { return ways }
        guard tracked.contains(action) else { return [[]] }
        ways += combinations(of: definition.approvals, from: free, node)
        return ways
    }

    /// All choices of so many different people.
    private func combinations(
        of size: Int, from free: [Choice], _ node: Node
    ) -> [[Choice]] {
        if size == 1 { return free.map { [$0] } }
        var found: [[Choice]] = []
        // Whoever takes it last may be bound to go on.
        let matters = bits.constraints.contains(where: \.isOfSamePerson)
        func extend(_ chosen: [Choice], from start: Int) {
            if chosen.count == size {
                let orders = matters ? chosen.indices : 0..<1
                found += orders.map { Array(chosen[$0...] + chosen[..<$0]) }
                return
            }
            for place in start..<free.count {
                let same = chosen.filter {
                    $0.group == free[place].group && $0.word == free[place].word
                }
                guard same.count < self.size(free[place], node) else { continue }
                extend(chosen + [free[place]], from: place)
            }
        }
        extend([], from: 0)
        return found
    }

    /// How many of a group have this word.
    private func size(_ choice: Choice, _ node: Node) -> Int {
        size(ofGroup: choice.group, choice.word, node)
    }

    private func size(ofGroup group: Int, _ word: UInt32, _ node: Node) -> Int {
        let entry = Self.entry(group, word)
        if word != 0 { return node.words.count { $0 == entry } }
        return groups[group].members.count - node.words.count { Int($0 >> 32) == group }
    }

    private static func entry(_ group: Int, _ word: UInt32) -> UInt64 {
        UInt64(group) << 32 | UInt64(word)
    }

    /// The words in a group of which somebody has each.
    private func words(ofGroup group: Int, _ node: Node) -> [UInt32] {
        var words: [UInt32] = []
        for entry in node.words where Int(entry >> 32) == group {
            let word = UInt32(truncatingIfNeeded: entry)
            if words.last != word { words.append(word) }
        }
        if size(ofGroup: group, 0, node) > 0 { words.insert(0, at: 0) }
        return words
    }

    /// Those who may take an action now, alike people once for each agency.
    private func choices(_ action: Int, _ node: Node) -> [Choice] {
        let name = staff.actions[action].name
        let barring = bits.barring(name)
        let binding = bits.binding(name).filter { bit, unlessGone in
            // Bound is somebody; when that one may not at all, others may if the rule says so.
            guard
                let holder = node.words.first(where: { UInt32(truncatingIfNeeded: $0) & bit != 0 })
            else { return false }
            return !unlessGone || groups[Int(holder >> 32)].agencies[action] != nil
        }
        var found: [Choice] = []
        for (index, group) in groups.enumerated() {
            guard let agencies = group.agencies[action] else { continue }
            for word in words(ofGroup: index, node)
            where word & barring == 0 && binding.allSatisfy({ word & $0.bit != 0 }) {
                for agency in agencies
                where bits.agencyBarring(name, in: agency) & node.agencies == 0 {
                    found.append(Choice(group: index, word: word, agency: agency))
                    if bits.agencyGained(by: name, in: agency) == 0 { break }
                }
            }
        }
        return found
    }

    /// How many different people these are.
    private func count(_ choices: [Choice], _ node: Node) -> Int {
        var seen: Set<UInt64> = []
        var count = 0
        for choice in choices where seen.insert(Self.entry(choice.group, choice.word)).inserted {
            count += size(choice, node)
        }
        return count
    }

    /// Remembers that those of `way` took an action, the last of them last.
    ///
    /// - Parameter isTaken: false for an approval, which binds nobody to go on.
    private func take(
        _ action: Int, _ way: [Choice], _ node: inout Node, isTaken: Bool = true
    ) {
        guard !way.isEmpty, tracked.contains(action) else { return }
        let name = staff.actions[action].name
        let binding = bits.lost(by: name)
        let lost = isTaken ? binding : 0
        let gained = isTaken ? bits.gained(by: name) : bits.gained(by: name) & ~binding
        var words = node.words
        for choice in way where choice.word != 0 {
            let entry = Self.entry(choice.group, choice.word)
            if let place = words.firstIndex(of: entry) { words.remove(at: place) }
        }
        if lost != 0 {
            words = words.map { $0 & ~UInt64(lost) }.filter { UInt32(truncatingIfNeeded: $0) != 0 }
        }
        for (place, choice) in way.enumerated() {
            let own = place == way.count - 1 ? gained : gained & ~lost
            let word = choice.word & ~lost | own
            if word != 0 { words.append(Self.entry(choice.group, word)) }
            node.agencies |= bits.agencyGained(by: name, in: choice.agency)
        }
        node.words = words.sorted()
    }
}

// MARK: - What is told

extension PeopleSearch {
    /// Goes the way again with people of flesh and blood.
    private func finding(
        _ target: Int, at node: Int, left: Int, _ nodes: [Node], _ links: [Link]
    ) -> Finding {
        var chain: [Link] = []
        var at = node
        while at >= 0 {
            chain.append(links[at])
            at = links[at].parent
        }
        var words: [Int: UInt32] = [:]
        var path: [(action: Int, people: [Int])] = []
        for link in chain.reversed() {
            guard let action = link.action else { continue }
            path.append((action, people(link, action, &words)))
        }
        let name = staff.actions[target].name
        let people = Set(staff.seats[target].map(\.person)).sorted()
        let barred = people.compactMap { person -> (person: Int, constraints: [Constraint])? in
            var constraints = bits.violated(words[person] ?? 0, name)
            let agencies = staff.seats[target].filter { $0.person == person }.map(\.agency)
            let isOut = agencies.allSatisfy {
                bits.agencyBarring(name, in: $0) & nodes[node].agencies != 0
            }
            for constraint in bits.constraints where constraint.restricted.contains(name) {
                if constraint.kind == .differentAgency, isOut { constraints.append(constraint) }
                if constraint.isOfSamePerson, isBoundToOther(constraint, person, words) {
                    constraints.append(constraint)
                }
            }
            return constraints.isEmpty ? nil : (person, constraints)
        }
        return Finding(action: target, path: path, barred: barred, left: left)
    }

    /// The people who took a step; somebody where it does not matter who.
    private func people(_ link: Link, _ action: Int, _ words: inout [Int: UInt32]) -> [Int] {
        let name = staff.actions[action].name
        guard !link.choices.isEmpty else {
            let free = staff.seats[action].map(\.person).filter {
                (words[$0] ?? 0) & bits.barring(name) == 0
            }
            return free.first.map { [$0] } ?? []
        }
        var chosen: [Int] = []
        for choice in link.choices {
            let member = groups[choice.group].members.first {
                (words[$0] ?? 0) == choice.word && !chosen.contains($0)
            }
            if let member { chosen.append(member) }
        }
        guard tracked.contains(action) else { return chosen }
        let binding = bits.lost(by: name)
        let lost = link.isTaken ? binding : 0
        let gained = link.isTaken ? bits.gained(by: name) : bits.gained(by: name) & ~binding
        if lost != 0 { for person in words.keys { words[person]? &= ~lost } }
        for (place, person) in chosen.enumerated() {
            words[person, default: 0] |= place == chosen.count - 1 ? gained : gained & ~lost
        }
        return chosen
    }

    private func isBoundToOther(
        _ constraint: Constraint, _ person: Int, _ words: [Int: UInt32]
    ) -> Bool {
        let bit = constraint.done.first.map { bits.gained(by: $0) & bits.lost(by: $0) } ?? 0
        return (words[person] ?? 0) & bit == 0 && words.values.contains { $0 & bit != 0 }
    }
}
