package import Diagnostics

/// Who sent a request, as the server has found out. What they may do is the engine's to say.
package struct Identity: Sendable {
    /// How they proved it.
    package enum Proof: Sendable {
        /// Signed in with a browser; forms carry `csrf`.
        case session(id: String, csrf: String)
        /// An API token, good for what its scopes name.
        case token(id: String, scopes: Set<Scope>)
    }

    /// The identifier of a person of the organisation.
    package let person: String
    package let proof: Proof
    /// Whether they look after the server.
    package let isAdministrator: Bool
    /// The language they chose; nil when they never did.
    package let language: Language?

    package init(
        person: String, proof: Proof, isAdministrator: Bool = false, language: Language? = nil
    ) {
        self.person = person
        self.proof = proof
        self.isAdministrator = isAdministrator
        self.language = language
    }

    /// Whether what they proved it by is good for this. A session is good for its person's own work,
    /// and for looking after the server when that is theirs; never for acting in the name of others.
    package func covers(_ scope: Scope) -> Bool {
        switch (proof, scope) {
        case (.session, .read), (.session, .write): true
        case (.session, .administer): isAdministrator
        case (.session, .impersonate): false
        case (.token(_, let scopes), _): scopes.contains(scope)
        }
    }
}

/// What an API token may be used for, besides what its owner may do.
package enum Scope: String, Sendable, CaseIterable {
    /// Look at items, definitions and reports.
    case read
    /// Change items.
    case write
    /// Tick, load plans, change people and rules, look after notifications.
    case administer
    /// Act in the name of any person (`--as`), for gateways and trying out.
    case impersonate
}
