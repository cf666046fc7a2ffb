public import Diagnostics

/// When the rules would keep everybody from what must be done now: several people together, each
/// with a reason, may do it all the same. Without it in the rules nobody may.
public struct BreakGlass: Sendable {
    /// Who may take part: everybody to whom all of it applies.
    public struct Holder: Hashable, Sendable {
        /// Holders of any of these; empty is any role.
        public var roles: [String]
        /// The code of the agency they sit in; nil is any.
        public var agency: String?
        /// This person alone; nil is anybody.
        public var person: String?

        public init(roles: [String] = [], agency: String? = nil, person: String? = nil) {
            self.roles = roles
            self.agency = agency
            self.person = person
        }

        public func fits(person: String, agency: String, roles: [String]) -> Bool {
            (self.roles.isEmpty || self.roles.contains(where: roles.contains))
                && (self.agency ?? agency) == agency && (self.person ?? person) == person
        }
    }

    /// Where the office got the right from.
    public var source: LocalizedText?
    public var holders: [Holder]
    /// How many different people, at least 2.
    public var people: Int
    /// Minutes of the clock within which all of them must have asked.
    public var minutes: Int
    /// The actions it may be used for.
    public var actions: [String]
    /// The names of constraints that hold even then.
    public var unbreakable: [String]
    /// Empty: every workflow.
    public var workflows: [String]
    public var range: SourceRange

    public init(
        source: LocalizedText?, holders: [Holder], people: Int, minutes: Int, actions: [String],
        unbreakable: [String], workflows: [String], range: SourceRange
    ) {
        self.source = source
        self.holders = holders
        self.people = people
        self.minutes = minutes
        self.actions = actions
        self.unbreakable = unbreakable
        self.workflows = workflows
        self.range = range
    }

    public func covers(_ action: String, of workflow: String) -> Bool {
        actions.contains(action) && (workflows.isEmpty || workflows.contains(workflow))
    }

    public func lets(_ person: String, agency: String, roles: [String]) -> Bool {
        holders.contains { $0.fits(person: person, agency: agency, roles: roles) }
    }
}
