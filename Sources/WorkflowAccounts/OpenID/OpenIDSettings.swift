package import Diagnostics

/// How people sign in at a provider of OpenID Connect.
package struct OpenIDSettings: Sendable, Equatable {
    /// What of a person the claim names.
    package enum PersonKey: String, Sendable, CaseIterable {
        /// The identifier in the organisation.
        case id
        /// The e-mail address there; the provider must say that it has verified it.
        case email
    }

    /// A claim whose values stand for codes of the organisation.
    package struct Mapping: Sendable, Equatable {
        /// The name of the claim; a member of an object is named behind a dot: `realm_access.roles`.
        package var claim: String
        /// From what the provider says to the code here; what is not listed means itself.
        package var values: [String: String]

        package init(claim: String, values: [String: String] = [:]) {
            self.claim = claim
            self.values = values
        }

        func code(of value: String) -> String { values[value] ?? value }
    }

    /// What the button says.
    package var title = LocalizedText(
        vi: "Đăng nhập bằng tài khoản của cơ quan", en: "Sign in with the office account")
    /// As it stands in its tokens, without a slash at the end.
    package var issuer: String
    package var client: String
    /// Nil for a public client, whose only proof is PKCE.
    package var secret: String?
    /// Besides `openid`.
    package var scopes = ["email", "profile"]
    package var person: Mapping
    package var personKey: PersonKey
    /// When given, the agency said must be one the person sits in.
    package var agency: Mapping?
    /// When given, every role the person has in the organisation must be among those said.
    package var roles: Mapping?

    package init(
        issuer: String, client: String, secret: String? = nil,
        person: Mapping = Mapping(claim: "email"), personKey: PersonKey = .email
    ) {
        self.issuer = issuer
        self.client = client
        self.secret = secret
        self.person = person
        self.personKey = personKey
    }
}
