import TestSupport
import Testing
import WorkflowAccounts
import WorkflowCalendar

/// API tokens: shown once, scoped, expiring, revocable.
struct TokenTests {
    @Test(arguments: [
        Set<Scope>([.read]), [.read, .write], [.administer],
        [.read, .write, .administer, .impersonate],
    ])
    func aTokenIsGoodForWhatItSays(_ scopes: Set<Scope>) async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.minh", administrator: true)
        let (token, secret) = try await desk.accounts.createToken(
            for: "khcn.minh", name: "Cổng dữ liệu", scopes: scopes)
        #expect(secret.hasPrefix("wf_"))
        let identity = try #require(try await desk.accounts.identity(bearer: secret))
        #expect(identity.person == "khcn.minh")
        for scope in Scope.allCases { #expect(identity.covers(scope) == scopes.contains(scope)) }
        #expect(token.expires == desk.clock.now.adding(milliseconds: 90 * 86_400_000))
        // What opens an API is no session, nor the other way round.
        #expect(try await desk.accounts.identity(session: secret) == nil)
    }

    @Test func itExpires() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let (_, secret) = try await desk.accounts.createToken(
            for: "khcn.linh", name: "máy", scopes: [.read], lifetime: 3_600)
        desk.clock.advance(seconds: 3_599)
        #expect(try await desk.accounts.identity(bearer: secret) != nil)
        desk.clock.advance(seconds: 1)
        #expect(try await desk.accounts.identity(bearer: secret) == nil)
        let listed = try await desk.accounts.tokens(of: "khcn.linh")
        #expect(listed.map { $0.state(at: desk.clock.now) } == [.expired])
    }

    @Test func itIsRevokedAtOnceAndForEver() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let (token, secret) = try await desk.accounts.createToken(
            for: "khcn.linh", name: "máy", scopes: [.read])
        #expect(try await desk.accounts.identity(bearer: secret) != nil)
        try await desk.accounts.revokeToken(token.id, of: "khcn.linh")
        #expect(try await desk.accounts.identity(bearer: secret) == nil)
        desk.clock.advance(seconds: 60)
        let again = try await desk.accounts.revokeToken(token.id)
        #expect(again.revoked == desk.clock.now.adding(milliseconds: -60_000))
    }

    @Test func thatOfAnotherIsNotThere() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let (token, secret) = try await desk.accounts.createToken(
            for: "khcn.linh", name: "máy", scopes: [.read])
        let code = await refusal {
            try await desk.accounts.revokeToken(token.id, of: "khcn.minh")
        }
        #expect(code == "no-token")
        #expect(try await desk.accounts.identity(bearer: secret) != nil)
    }

    @Test(arguments: [Scope.administer, .impersonate])
    func onlyAdministratorsGiveSuchPowers(_ scope: Scope) async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.minh", administrator: true)
        try await desk.enrol("khcn.linh", administrator: true)
        let (_, secret) = try await desk.accounts.createToken(
            for: "khcn.linh", name: "máy", scopes: [.read, scope])
        #expect(try await desk.accounts.identity(bearer: secret)?.covers(scope) == true)
        try await desk.accounts.setAdministrator("khcn.linh", false)
        let identity = try #require(try await desk.accounts.identity(bearer: secret))
        #expect(identity.covers(.read))
        #expect(!identity.covers(scope))
        let code = await refusal {
            _ = try await desk.accounts.createToken(
                for: "khcn.linh", name: "máy", scopes: [scope])
        }
        #expect(code == "scope-not-permitted")
    }

    private struct Wish: Sendable {
        var name = "máy"
        var scopes: Set<Scope> = [.read]
        var lifetime = 3_600
        let code: String
    }

    private static let impossible = [
        Wish(name: "", code: "bad-token-name"),
        Wish(name: String(repeating: "x", count: 101), code: "bad-token-name"),
        Wish(name: "hai\ndòng", code: "bad-token-name"), Wish(scopes: [], code: "no-scopes"),
        Wish(lifetime: 0, code: "bad-lifetime"),
        Wish(lifetime: 367 * 86_400, code: "bad-lifetime"),
    ]

    @Test(arguments: impossible)
    private func whatCannotBeIsRefused(_ wish: Wish) async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let refused = await refusal {
            _ = try await desk.accounts.createToken(
                for: "khcn.linh", name: wish.name, scopes: wish.scopes, lifetime: wish.lifetime)
        }
        #expect(refused == wish.code)
        #expect(try await desk.accounts.tokens().isEmpty)
    }

    @Test func whenItWasUsedIsKnownToFiveMinutes() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let (_, secret) = try await desk.accounts.createToken(
            for: "khcn.linh", name: "máy", scopes: [.read])
        let start = desk.clock.now
        func used() async throws -> Int64? {
            _ = try await desk.accounts.identity(bearer: secret)
            return try await desk.accounts.tokens()[0].used.map { start.milliseconds(to: $0) }
        }
        #expect(try await desk.accounts.tokens()[0].used == nil)
        #expect(try await used() == 0)
        desk.clock.advance(seconds: 299)
        #expect(try await used() == 0)
        desk.clock.advance(seconds: 2)
        #expect(try await used() == 301_000)
    }
}
