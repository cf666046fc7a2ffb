package import WorkflowCore
import WorkflowModel

extension AvailableAction {
    /// Only things to hand in are lacking. A guard over what is not there yet cannot be judged, and
    /// is no obstacle of its own.
    package var isOpen: Bool { telling.allSatisfy { $0.code == .missing } }

    /// What is handed in with it may make it possible: its form is worth filling in.
    package var isFillable: Bool { reasons.allSatisfy { $0.mayChange || $0.code == .missing } }

    /// The reasons worth telling: what would have to be handed in is not, where that would not help.
    package var telling: [Reason] {
        let told = reasons.telling
        let standing = told.filter { $0.code != .missing }
        return standing.isEmpty ? told : standing
    }

    /// It is for others to do.
    package var isForOthers: Bool {
        reasons.contains { reason in
            switch reason.code {
            case .notPermitted, .separationOfDuties, .sameAgency, .anotherPersonMust,
                .alreadyApproved:
                true
            default: false
            }
        }
    }
}

extension [Reason] {
    /// Those that remain when guards wait for what is missing.
    package var telling: [Reason] {
        let isIncomplete = contains { $0.code == .missing }
        return isIncomplete ? filter { !$0.mayChange } : self
    }
}

extension [AvailableAction] {
    /// What moves the item on before what may be done besides.
    package var inOrderOfUse: [AvailableAction] {
        filter { !$0.action.isOptional } + filter(\.action.isOptional)
    }
}
