package import JSON

/// What a provider says of a person, checked.
package struct OpenIDClaims: Sendable {
    private var members: JSON

    init(_ members: JSON) {
        self.members = members
    }

    package subscript(name: String) -> JSON { members[name] }

    /// The codes a claim comes to: one, several, or none.
    package func values(of mapping: OpenIDSettings.Mapping) -> [String] {
        let claim = value(of: mapping.claim)
        let said = claim.array?.compactMap(\.string) ?? claim.string.map { [$0] } ?? []
        return said.map(mapping.code)
    }

    /// A name with dots may be one claim, or lead into objects.
    private func value(of name: String) -> JSON {
        if let value = members.object?[name] { return value }
        return name.split(separator: ".").reduce(members) { $0[String($1)] }
    }

    /// Adds what is not there; what the token says is not replaced.
    mutating func add(_ more: JSON) {
        guard var object = members.object else { return }
        for member in more.object?.members ?? [] where object[member.name] == nil {
            object[member.name] = member.value
        }
        members = .object(object)
    }
}
