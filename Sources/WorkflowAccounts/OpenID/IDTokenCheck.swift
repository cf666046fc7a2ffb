import Base64
import Diagnostics
import Foundation
import Hashing
import JSON
import JWTKit
import WorkflowCalendar

/// Whether an ID token says what it says: signed by the provider, for this client, in this sign-in,
/// now (OpenID Connect Core 1.0, section 3.1.3.7).
struct IDTokenCheck {
    let issuer: String
    let client: String
    let nonce: String
    let now: Instant

    /// Only what a public key checks: neither `none` nor a secret that the client knows as well.
    static let algorithms: Set<String> = [
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
    ]
    /// Seconds by which clocks may differ.
    private static let leeway: Int64 = 60

    struct Header: Sendable {
        let algorithm: String
        let key: String?
    }

    static func header(of token: String) throws -> Header {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard token.utf8.count <= 64 * 1024, parts.count == 3,
            let json = parts.first.flatMap(json(of:)), let algorithm = json["alg"].string
        else { throw OpenIDError.badToken("không đọc được", "it cannot be read") }
        guard algorithms.contains(algorithm) else {
            throw OpenIDError.badToken(
                "thuật toán “\(algorithm.shown)” không được chấp nhận",
                "the algorithm “\(algorithm.shown)” is not accepted")
        }
        return Header(algorithm: algorithm, key: json["kid"].string)
    }

    /// - Throws: `.refused` with what does not fit.
    func claims(
        of token: String, _ header: Header, signedBy keys: OpenIDKeys
    ) async throws -> OpenIDClaims {
        try await keys.verify(token, header)
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard let claims = Self.json(of: parts[1]), claims.object != nil else {
            throw OpenIDError.badToken("không đọc được", "it cannot be read")
        }
        try check(claims)
        return OpenIDClaims(claims)
    }

    private func check(_ claims: JSON) throws {
        guard claims["iss"].string == issuer else {
            throw OpenIDError.badToken("do nơi khác cấp (iss)", "another issuer made it (iss)")
        }
        let audience =
            claims["aud"].array?.compactMap(\.string) ?? claims["aud"].string.map { [$0] } ?? []
        let party = claims["azp"].string
        guard audience.contains(client), audience.count == 1 || party == client,
            party == nil || party == client
        else {
            throw OpenIDError.badToken("cấp cho ứng dụng khác (aud)", "it is for another (aud)")
        }
        let seconds = now.millisecondsSinceEpoch / 1_000
        guard let ends = claims["exp"].seconds, ends > seconds - Self.leeway else {
            throw OpenIDError.badToken("đã hết hạn (exp)", "it has expired (exp)")
        }
        guard let issued = claims["iat"].seconds, issued < seconds + Self.leeway,
            claims["nbf"].seconds.map({ $0 < seconds + Self.leeway }) ?? true
        else {
            throw OpenIDError.badToken(
                "chưa có hiệu lực (iat, nbf)", "it does not hold yet (iat, nbf)")
        }
        guard ConstantTime.areEqual(claims["nonce"].string ?? "", nonce) else {
            throw OpenIDError.badToken(
                "thuộc một lần đăng nhập khác (nonce)", "it is of another sign-in (nonce)")
        }
        guard claims["sub"].string?.isEmpty == false else {
            throw OpenIDError.badToken("thiếu sub", "there is no sub")
        }
    }

    private static func json(of part: Substring) -> JSON? {
        Base64.url.decode(part).flatMap { try? JSON.parse($0) }
    }
}

extension JSON {
    /// A NumericDate (RFC 7519), whole or not.
    fileprivate var seconds: Int64? {
        if let int { return int }
        return double.flatMap { Int64(exactly: $0.rounded(.down)) }
    }
}

/// The keys of a provider (RFC 7517).
struct OpenIDKeys: Sendable {
    private let keys: [JWK]

    /// Keys of kinds that are not used here are left out.
    init(_ json: JSON) throws {
        let members = json["keys"].array ?? []
        keys = members.filter { $0["use"].string ?? "sig" == "sig" }.compactMap {
            try? JWK(json: $0.canonical)
        }
        if keys.isEmpty {
            throw OpenIDError.badDiscovery("jwks_uri không có khóa", "jwks_uri has no keys")
        }
    }

    func has(_ header: IDTokenCheck.Header) -> Bool { !candidates(header).isEmpty }

    /// Those the token may be signed by: that of its name, or all when it has none.
    private func candidates(_ header: IDTokenCheck.Header) -> [JWK] {
        keys.filter { key in
            (header.key == nil || key.keyIdentifier?.string == header.key)
                && (key.algorithm == nil || key.algorithm?.rawValue == header.algorithm)
                && header.algorithm.fits(key.keyType)
        }
    }

    func verify(_ token: String, _ header: IDTokenCheck.Header) async throws {
        for var key in candidates(header) {
            key.keyIdentifier = JWKIdentifier(string: header.key ?? "only")
            key.algorithm = JWK.Algorithm(rawValue: header.algorithm)
            do {
                let collection = try await JWTKeyCollection().add(jwk: key)
                _ = try await collection.verify(token, as: Signed.self)
                return
            } catch {
                // Another key of the same name may fit.
                continue
            }
        }
        throw OpenIDError.badToken(
            "chữ ký không đúng khóa của nơi cấp", "its signature is by none of the provider's keys")
    }

    /// Claims are read and checked by `IDTokenCheck`; here it is the signature alone.
    private struct Signed: JWTPayload {
        func verify(using algorithm: some JWTAlgorithm) async throws {}
    }
}

extension String {
    /// Whether keys of that type are for this algorithm.
    fileprivate func fits(_ type: JWK.KeyType) -> Bool {
        switch type {
        case .rsa: hasPrefix("RS") || hasPrefix("PS")
        case .ecdsa: hasPrefix("ES")
        case .octetKeyPair: self == "EdDSA"
        default: false
        }
    }
}
