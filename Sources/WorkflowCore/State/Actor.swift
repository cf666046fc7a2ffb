import WorkflowModel

/// The person who acts, in one capacity: that of a position of their own, or of the position of
/// somebody they stand in for. A reference, because every question of a decision is asked about the
/// same one.
public final class Actor: Sendable {
    /// Somebody another person stands in for.
    public struct Principal: Hashable, Sendable {
        public var id: String
        public var name: String
        /// The delegations by which: one, or as many as the powers were handed on by, that of the
        /// principal last.
        public var by: [Delegation]

        public init(id: String, name: String, by: [Delegation]) {
            self.id = id
            self.name = name
            self.by = by
        }
    }

    public let id: String
    public let name: String
    /// The code of the agency of the position.
    public let agency: String
    /// Of the position.
    public let roles: [String]
    /// Agencies that are no more and whose work `agency` has.
    public let absorbed: [String]
    /// Whom they act for; nil for themselves.
    public let principal: Principal?
    /// Everybody who is behind what they do, of whom each counts for separation of duties.
    public let people: [String]

    public init(
        id: String, name: String, agency: String, roles: [String], absorbed: [String] = [],
        principal: Principal? = nil
    ) {
        self.id = id
        self.name = name
        self.agency = agency
        self.roles = roles
        self.absorbed = absorbed
        self.principal = principal
        people = principal.map { [id, $0.id] } ?? [id]
    }

    /// Whether the powers they act by are for everything, as their own are.
    public var hasAllPowers: Bool { principal?.by.allSatisfy(\.scope.isAll) ?? true }

    /// Whose position it is: the principal's, or their own.
    public var holder: String { principal?.id ?? id }

    func sits(in code: String) -> Bool {
        agency == code || !absorbed.isEmpty && absorbed.contains(code)
    }

    /// Whether the powers they act by are for an action; one's own are for any.
    public func covers(workflow: String, action: String) -> Bool {
        guard let principal else { return true }
        return principal.by.allSatisfy { $0.scope.covers(workflow: workflow, action: action) }
    }
}
