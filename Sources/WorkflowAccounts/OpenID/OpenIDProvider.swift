import Base64
import Crypto
import Diagnostics
import Foundation
import JSON
import WorkflowCalendar

import enum Hashing.ConstantTime

/// A provider of OpenID Connect: sends people there by the authorization code flow with PKCE, and
/// checks what they bring back (OpenID Connect Core 1.0, section 3.1; RFC 7636; RFC 9700).
package actor OpenIDProvider {
    package nonisolated let settings: OpenIDSettings
    private let key: FormKey
    private let random: SecureRandom
    private let clock: @Sendable () -> Instant
    private let fetch = OpenIDFetch()
    private var endpoints: (found: OpenIDEndpoints, at: Instant)?
    private var keys: (found: OpenIDKeys, at: Instant)?

    /// How long what the provider says of itself is believed.
    private static let lifetime: Int64 = 3_600_000
    /// Keys are asked for again when a token names one that is not known, but not more often.
    private static let patience: Int64 = 10_000
    /// How long somebody may take at the provider.
    private static let longestVisit: Int64 = 600_000

    package init(_ settings: OpenIDSettings, accounts: Accounts) {
        self.settings = settings
        key = accounts.key
        random = accounts.random
        clock = accounts.clock
    }

    /// Where to send the browser, and what it has to keep meanwhile.
    package struct Departure: Sendable {
        package let url: String
        /// For a cookie; nobody else can read it.
        package let sealed: String
    }

    /// What came of it.
    package struct Arrival: Sendable {
        package let claims: OpenIDClaims
        /// Where they wanted to go.
        package let next: String
    }

    /// - Parameter redirect: the address of the callback.
    /// - Throws: `.unavailable` when the provider cannot be asked.
    package func depart(redirect: String, next: String) async throws -> Departure {
        let endpoints = try await discovered()
        let state = Base64.url.encode(random.bytes(24))
        let nonce = Base64.url.encode(random.bytes(24))
        let verifier = Base64.url.encode(random.bytes(48))
        let challenge = Base64.url.encode(Array(SHA256.hash(data: Data(verifier.utf8))))
        let memory: JSON = [
            "state": .string(state), "nonce": .string(nonce), "verifier": .string(verifier),
            "next": .string(next), "redirect": .string(redirect),
            "at": .int(clock().millisecondsSinceEpoch),
        ]
        let query = [
            ("response_type", "code"), ("client_id", settings.client),
            ("redirect_uri", redirect),
            ("scope", (["openid"] + settings.scopes).joined(separator: " ")),
            ("state", state), ("nonce", nonce), ("code_challenge", challenge),
            ("code_challenge_method", "S256"),
        ]
        let text = query.map { "\($0)=\($1.formEncoded)" }.joined(separator: "&")
        let separator = endpoints.authorization.contains("?") ? "&" : "?"
        return Departure(
            url: endpoints.authorization + separator + text,
            sealed: try key.seal(memory.canonical, for: Self.purpose))
    }

    private static let purpose = "openid departure"

    /// Takes the answer of the provider.
    ///
    /// - Parameters:
    ///   - query: of the callback: `code`, `state`, or `error`.
    ///   - sealed: what the browser kept.
    /// - Throws: `.refused` with what does not fit; `.unavailable`.
    package func arrive(
        _ query: [String: String], sealed: String?
    ) async throws -> Arrival {
        guard let memory = sealed.flatMap({ key.open($0, for: Self.purpose) }),
            let kept = try? JSON.parse(memory), let at = kept["at"].int,
            let state = kept["state"].string, let nonce = kept["nonce"].string,
            let verifier = kept["verifier"].string, let redirect = kept["redirect"].string,
            (0...Self.longestVisit).contains(
                Instant(millisecondsSinceEpoch: at).milliseconds(to: clock())),
            ConstantTime.areEqual(query["state"] ?? "", state)
        else { throw OpenIDError.stray }
        // RFC 9207: what another provider answered is not taken for the answer of this one.
        if let issuer = query["iss"], issuer.withoutSlash != settings.issuer {
            throw OpenIDError.stray
        }
        if let error = query["error"] {
            throw OpenIDError.refused(error.shown, query["error_description"]?.shown)
        }
        guard let code = query["code"] else { throw OpenIDError.stray }
        let endpoints = try await discovered()
        let tokens = try await exchange(code, verifier, redirect, endpoints)
        guard let token = tokens["id_token"].string else {
            throw OpenIDError.badToken("thiếu id_token", "there is no id_token")
        }
        var claims = try await checked(token, nonce: nonce, endpoints)
        if let url = endpoints.userInfo, let access = tokens["access_token"].string,
            lacks(claims)
        {
            let more = try await fetch.get(url, bearer: access)
            // Section 5.3.2: it is of somebody else unless the subject is the same.
            guard more["sub"].string == claims["sub"].string else {
                throw OpenIDError.badToken(
                    "userinfo là của người khác", "the user info is of somebody else")
            }
            claims.add(more)
        }
        return Arrival(claims: claims, next: kept["next"].string ?? "/")
    }

    /// Whether a claim that matters has to be asked for.
    private func lacks(_ claims: OpenIDClaims) -> Bool {
        [settings.person, settings.agency, settings.roles].compactMap { $0 }.contains {
            claims.values(of: $0).isEmpty
        }
    }

    private func exchange(
        _ code: String, _ verifier: String, _ redirect: String, _ endpoints: OpenIDEndpoints
    ) async throws -> JSON {
        var form = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect),
            ("code_verifier", verifier),
        ]
        var authorization: String?
        if let secret = settings.secret, endpoints.takesBasic {
            let pair = "\(settings.client.formEncoded):\(secret.formEncoded)"
            authorization = "Basic " + Base64.standard.encode(Array(pair.utf8))
        } else {
            form.append(("client_id", settings.client))
            if let secret = settings.secret { form.append(("client_secret", secret)) }
        }
        let (status, json) = try await fetch.post(
            endpoints.token, form: form, authorization: authorization)
        guard status == 200 else {
            throw OpenIDError.refused(
                json["error"].string?.shown ?? "HTTP \(status)",
                json["error_description"].string?.shown)
        }
        return json
    }

    private func checked(
        _ token: String, nonce: String, _ endpoints: OpenIDEndpoints
    ) async throws -> OpenIDClaims {
        let check = IDTokenCheck(
            issuer: endpoints.issuer, client: settings.client, nonce: nonce, now: clock())
        let header = try IDTokenCheck.header(of: token)
        var keys = try await currentKeys(endpoints)
        if !keys.has(header) {
            // The provider may have changed its keys since.
            keys = try await currentKeys(endpoints, again: true)
        }
        return try await check.claims(of: token, header, signedBy: keys)
    }

    // MARK: What the provider says of itself

    private func discovered() async throws -> OpenIDEndpoints {
        if let endpoints, isFresh(endpoints.at, Self.lifetime) { return endpoints.found }
        let url = settings.issuer + "/.well-known/openid-configuration"
        let found = try OpenIDEndpoints(try await fetch.get(url), issuer: settings.issuer)
        endpoints = (found, clock())
        return found
    }

    private func currentKeys(
        _ endpoints: OpenIDEndpoints, again: Bool = false
    ) async throws -> OpenIDKeys {
        if let keys, isFresh(keys.at, again ? Self.patience : Self.lifetime) { return keys.found }
        let found = try OpenIDKeys(try await fetch.get(endpoints.keys))
        keys = (found, clock())
        return found
    }

    private func isFresh(_ at: Instant, _ lifetime: Int64) -> Bool {
        (0..<lifetime).contains(at.milliseconds(to: clock()))
    }
}

/// The discovery document, as far as it is used (OpenID Connect Discovery 1.0).
struct OpenIDEndpoints: Sendable {
    let issuer: String
    let authorization: String
    let token: String
    let keys: String
    let userInfo: String?
    /// Whether the secret goes into a header, which is what is usual.
    let takesBasic: Bool

    init(_ json: JSON, issuer: String) throws {
        guard let said = json["issuer"].string, said.withoutSlash == issuer else {
            let found = json["issuer"].string?.shown ?? "?"
            throw OpenIDError.badDiscovery(
                "issuer là “\(found)”, cần “\(issuer)”",
                "its issuer is “\(found)”, expected “\(issuer)”")
        }
        self.issuer = said
        func url(_ name: String) throws -> String? {
            guard let url = json[name].string else { return nil }
            // What is sent there must not be read on the way, unless nothing else is.
            guard url.hasPrefix("https://") || issuer.hasPrefix("http://") else {
                throw OpenIDError.badDiscovery("\(name) không phải https", "\(name) is not https")
            }
            return url
        }
        guard let authorization = try url("authorization_endpoint"),
            let token = try url("token_endpoint"), let keys = try url("jwks_uri")
        else {
            throw OpenIDError.badDiscovery(
                "thiếu authorization_endpoint, token_endpoint hoặc jwks_uri",
                "it lacks authorization_endpoint, token_endpoint or jwks_uri")
        }
        self.authorization = authorization
        self.token = token
        self.keys = keys
        userInfo = try url("userinfo_endpoint")
        let methods = json["token_endpoint_auth_methods_supported"].array?.compactMap(\.string)
        takesBasic = methods?.contains("client_secret_basic") ?? true
    }
}

extension String {
    var withoutSlash: String { hasSuffix("/") ? String(dropLast()) : self }

    /// Of something another program said: one line, not too long.
    var shown: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.filter { !$0.properties.isWhitespace || $0 == " " })
        ).prefixed(200)
    }

    private func prefixed(_ count: Int) -> String { String(prefix(count)) }
}
