/// The person who acts, as the organisation knows them at that moment. A reference, because every
/// question of a decision is asked about the same person.
public final class Actor: Sendable {
    public let id: String
    public let name: String
    /// The code of the agency they sit in.
    public let agency: String
    public let roles: [String]

    public init(id: String, name: String, agency: String, roles: [String]) {
        self.id = id
        self.name = name
        self.agency = agency
        self.roles = roles
    }
}

extension Actor {
    /// Everybody behind what they do, whom constraints count: who acts, first.
    var people: [String] { [id] }
}
