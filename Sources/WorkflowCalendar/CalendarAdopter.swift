/// Who may have running deadlines counted by an edition of a calendar: everybody to whom all of it
/// applies.
public struct CalendarAdopter: Hashable, Sendable {
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
