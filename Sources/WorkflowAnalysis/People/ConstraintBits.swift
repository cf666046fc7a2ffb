import WorkflowModel

/// What constraints remember of people and agencies, as bits: each person has a word of their own,
/// and agencies share one. An item's history counts for its constraints as these words do, and for
/// nothing more.
struct ConstraintBits {
    let constraints: [Constraint]
    /// The first bit of each constraint in the word of a person.
    private let firstBit: [Int]
    /// The agencies that can matter, and the first bit of each constraint among theirs.
    private let agencies: [String]
    private let firstAgencyBit: [Int]

    /// Nil when the words are too short for them.
    init?(_ constraints: [Constraint], agencies: [String]) {
        self.constraints = constraints
        self.agencies = agencies
        var bits = 0
        var agencyBits = 0
        var firstBit: [Int] = []
        var firstAgencyBit: [Int] = []
        for constraint in constraints {
            firstBit.append(bits)
            firstAgencyBit.append(agencyBits)
            switch constraint.kind {
            case .separation, .samePerson: bits += 1
            case .differentPeople: bits += constraint.done.count
            case .differentAgency: agencyBits += agencies.count
            }
        }
        guard bits <= 32, agencyBits <= 64 else { return nil }
        self.firstBit = firstBit
        self.firstAgencyBit = firstAgencyBit
    }

    /// What is remembered of somebody once they took an action.
    func gained(by action: String) -> UInt32 {
        var mask: UInt32 = 0
        for (index, constraint) in constraints.enumerated() {
            guard let place = constraint.done.firstIndex(of: action) else { continue }
            switch constraint.kind {
            case .separation, .samePerson: mask |= 1 << UInt32(firstBit[index])
            case .differentPeople: mask |= 1 << UInt32(firstBit[index] + place)
            case .differentAgency: continue
            }
        }
        return mask
    }

    /// What nobody else is remembered for any more then.
    func lost(by action: String) -> UInt32 {
        var mask: UInt32 = 0
        for (index, constraint) in constraints.enumerated()
        where constraint.isOfSamePerson && constraint.done.contains(action) {
            mask |= 1 << UInt32(firstBit[index])
        }
        return mask
    }

    func agencyGained(by action: String, in agency: String) -> UInt64 {
        var mask: UInt64 = 0
        for (index, constraint) in constraints.enumerated()
        where constraint.kind == .differentAgency && constraint.done.contains(action) {
            guard let place = agencies.firstIndex(of: agency) else { continue }
            mask |= 1 << UInt64(firstAgencyBit[index] + place)
        }
        return mask
    }

    /// The bits that keep somebody from an action, if they have one of them.
    func barring(_ action: String) -> UInt32 {
        var mask: UInt32 = 0
        for (index, constraint) in constraints.enumerated()
        where constraint.restricted.contains(action) {
            switch constraint.kind {
            case .separation: mask |= 1 << UInt32(firstBit[index])
            case .differentPeople:
                for (place, name) in constraint.done.enumerated() where name != action {
                    mask |= 1 << UInt32(firstBit[index] + place)
                }
            case .differentAgency, .samePerson: continue
            }
        }
        return mask
    }

    func agencyBarring(_ action: String, in agency: String) -> UInt64 {
        var mask: UInt64 = 0
        for (index, constraint) in constraints.enumerated()
        where constraint.kind == .differentAgency && constraint.restricted.contains(action) {
            guard let place = agencies.firstIndex(of: agency) else { continue }
            mask |= 1 << UInt64(firstAgencyBit[index] + place)
        }
        return mask
    }

    /// The bits of which the one who has each must take the action, and whether others may when
    /// that one may not.
    func binding(_ action: String) -> [(bit: UInt32, unlessGone: Bool)] {
        constraints.indices.compactMap { index in
            guard case .samePerson(let unlessGone) = constraints[index].kind,
                constraints[index].restricted.contains(action)
            else { return nil }
            return (1 << UInt32(firstBit[index]), unlessGone)
        }
    }

    /// The constraints that keep somebody with this word from an action.
    func violated(_ mask: UInt32, _ action: String) -> [Constraint] {
        constraints.indices.filter { index in
            guard constraints[index].restricted.contains(action) else { return false }
            switch constraints[index].kind {
            case .separation: return mask & (1 << UInt32(firstBit[index])) != 0
            case .differentPeople:
                return constraints[index].done.enumerated().contains { place, name in
                    name != action && mask & (1 << UInt32(firstBit[index] + place)) != 0
                }
            case .differentAgency, .samePerson: return false
            }
        }.map { constraints[$0] }
    }
}

extension Constraint {
    var isOfSamePerson: Bool {
        if case .samePerson = kind { true } else { false }
    }
}
