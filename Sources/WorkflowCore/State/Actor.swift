/// The person who acts, as the organisation knows them at that moment.
public struct Actor: Hashable, Sendable {
    public var id: String
    public var name: String
    /// The code of the agency they sit in.
    public var agency: String
    public var roles: [String]

    public init(id: String, name: String, agency: String, roles: [String]) {
        self.id = id
        self.name = name
        self.agency = agency
        self.roles = roles
    }
}
