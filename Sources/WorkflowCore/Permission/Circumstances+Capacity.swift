import Diagnostics
import WorkflowModel

extension Circumstances {
    /// The same, with the one who acts in the capacity in which they take an action: the first of
    /// their own in which they may, else that of the one person they stand in for who could. When
    /// there is none, the one in which only separation of duties stands in the way, else the
    /// capacity asked about first: of that the refusal speaks.
    ///
    /// - Throws: `.ambiguousPrincipal` when several of those they stand in for could.
    func acting(
        on state: ItemState, _ name: String, _ action: Int?, member: String? = nil
    ) throws(Refusal) -> Circumstances {
        // Nearly everybody has one position and stands in for nobody.
        if others.isEmpty { return self }
        return try acting(called: name) { capacity, acting in
            Decision(state, acting, action: action).standing(name, action, member, of: capacity)
        }
    }

    /// The same for what is done with a task.
    func acting(on state: ItemState, _ command: TaskCommand) throws(Refusal) -> Circumstances {
        if others.isEmpty { return self }
        return try acting(called: command.task ?? "") { capacity, acting in
            Decision(state, acting).isAny(command, for: capacity) ? .open : .closed
        }
    }

    /// The same for changing fields.
    func acting(on state: ItemState, _ command: SetCommand) throws(Refusal) -> Circumstances {
        if others.isEmpty { return self }
        let fields = command.fields.compactMap { state.workflow.fieldIndex[$0.name] }
        return try acting(called: "set") { capacity, acting in
            let permissions = Decision(state, acting).permissions
            return fields.allSatisfy { permissions.mayEdit($0, capacity) } ? .open : .closed
        }
    }

    private func acting(
        called name: String, _ standing: (Actor, Circumstances) -> Decision.Standing
    ) throws(Refusal) -> Circumstances {
        guard let actor else { return self }
        var fitting: [(actor: Actor, circumstances: Circumstances)] = []
        var separated: Circumstances?
        for capacity in [actor] + others {
            let principal = capacity.principal?.id
            if fitting.contains(where: { $0.actor.principal?.id == principal }) { continue }
            let acting = replacing(actor: capacity)
            switch standing(capacity, acting) {
            case .open where principal == nil: return acting
            case .open: fitting.append((capacity, acting))
            case .separated: separated = separated ?? acting
            case .closed: break
            }
        }
        if fitting.count > 1 { throw .ambiguous(name, fitting.map(\.actor)) }
        return fitting.first?.circumstances ?? separated ?? self
    }

    /// Those in the organisation who meet a condition in one of their capacities, in the order
    /// written.
    func people(who isMet: (Actor) -> Bool) -> [String] {
        let organisation = rules.organisation
        return organisation.people.compactMap { person in
            let isOne =
                Actor.capacities(of: person, in: organisation, on: today).contains(where: isMet)
                || !standIns.isEmpty
                    && standIns.capacities(of: person, in: organisation, on: today)
                        .contains(where: isMet)
            return isOne ? person.id : nil
        }
    }
}

extension Decision {
    fileprivate enum Standing {
        case open
        /// Only what was done before keeps them from it.
        case separated
        case closed
    }

    /// Whether an action, or a task of that name, is open to the actor in this capacity, whatever
    /// there is to be handed in.
    fileprivate func standing(
        _ name: String, _ action: Int?, _ member: String?, of actor: Actor
    ) -> Standing {
        guard let action else {
            if let task = orderedTask(name), let order = task.order {
                return isOpen(task, order, to: actor) ? .open : .closed
            }
            guard let asked = asked(name) else { return .closed }
            return isOpen(asked, member: member, to: actor) ? .open : .closed
        }
        let permitted = candidates(for: action).filter { permissions.isPermitted($0, actor) }
        if permitted.isEmpty { return .closed }
        let isSeparated = permitted.allSatisfy {
            permissions.hasApproved($0, actor.people)
                || permissions.violated($0, by: actor.people, of: actor.agency) != nil
        }
        return isSeparated ? .separated : .open
    }
}

extension Refusal {
    fileprivate static func ambiguous(_ action: String, _ actors: [Actor]) -> Refusal {
        let principals = actors.compactMap(\.principal)
        let names = principals.map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
        let options = principals.map { "--for \($0.id)" }
        let name = actors.first?.name ?? ""
        return Refusal(
            Reason(
                code: .ambiguousPrincipal,
                message: LocalizedText(
                    vi: "\(name) làm thay được nhiều người: \(names). Hãy ghi làm thay ai:"
                        + " \(options.joined(separator: " hoặc ")).",
                    en: "\(name) stands in for several who may \(action): \(names). Say for whom:"
                        + " \(options.joined(separator: " or ")).")))
    }
}
