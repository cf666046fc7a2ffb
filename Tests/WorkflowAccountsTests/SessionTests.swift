import Diagnostics
import TestSupport
import Testing
import WorkflowAccounts
import WorkflowCalendar

/// How long one stays signed in, and how one is signed out.
struct SessionTests {
    private func id(_ desk: Desk, _ token: String) async throws -> String? {
        guard case .session(let id, _)? = try await desk.accounts.identity(session: token)?.proof
        else { return nil }
        return id
    }

    @Test func everySignInHasATokenOfItsOwn() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let first = try await desk.signIn("khcn.linh")
        let second = try await desk.signIn("khcn.linh")
        #expect(first.token != second.token)
        #expect(first.token.utf8.count == 43)
        #expect(try await id(desk, first.token) != id(desk, second.token))
        #expect(try await desk.accounts.sessions(of: "khcn.linh").count == 2)
    }

    @Test(arguments: ["", "x", "wf_abc", String(repeating: "A", count: 43)])
    func whatWasNotGivenOutIsNobody(_ token: String) async throws {
        let desk = try Desk()
        #expect(try await desk.accounts.identity(session: token) == nil)
        #expect(try await desk.accounts.identity(bearer: token) == nil)
    }

    @Test func anIdleOneIsOver() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let token = try await desk.signIn("khcn.linh").token
        for _ in 0..<3 {
            desk.clock.advance(seconds: 8 * 3_600 - 60)
            #expect(try await id(desk, token) != nil)
        }
        desk.clock.advance(seconds: 8 * 3_600)
        #expect(try await id(desk, token) == nil)
    }

    @Test func aBusyOneIsOverAfterAWeek() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let token = try await desk.signIn("khcn.linh").token
        for _ in 0..<27 {
            desk.clock.advance(seconds: 6 * 3_600)
            #expect(try await id(desk, token) != nil)
        }
        desk.clock.advance(seconds: 6 * 3_600)
        #expect(try await id(desk, token) == nil)
        #expect(try await desk.accounts.sessions(of: "khcn.linh").isEmpty)
    }

    @Test func oneSignsOutHere() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let here = try await desk.signIn("khcn.linh").token
        let there = try await desk.signIn("khcn.linh").token
        let session = try #require(try await id(desk, here))
        #expect(try await desk.accounts.endSession(session, of: "khcn.linh"))
        #expect(try await id(desk, here) == nil)
        #expect(try await id(desk, there) != nil)
    }

    @Test func andEverywhere() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        try await desk.enrol("khcn.minh")
        var tokens: [String] = []
        for _ in 0..<3 { tokens.append(try await desk.signIn("khcn.linh").token) }
        let other = try await desk.signIn("khcn.minh").token
        for token in tokens { #expect(try await id(desk, token) != nil) }
        #expect(try await desk.accounts.endSessions(of: "khcn.linh") == 3)
        for token in tokens { #expect(try await id(desk, token) == nil) }
        #expect(try await id(desk, other) != nil)
    }

    @Test func noOneEndsTheSessionsOfOthers() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let token = try await desk.signIn("khcn.linh").token
        let session = try #require(try await id(desk, token))
        #expect(try await !desk.accounts.endSession(session, of: "khcn.minh"))
        #expect(try await id(desk, token) != nil)
    }

    @Test func aChangedPasswordEndsAllOthers() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let here = try await desk.signIn("khcn.linh").token
        let there = try await desk.signIn("khcn.linh").token
        let session = try #require(try await id(desk, here))
        let new = "trâu ơi ta bảo trâu này"
        let wrong = await refusal {
            try await desk.accounts.changePassword(
                of: "khcn.linh", from: "không phải mật khẩu", to: new, keeping: session)
        }
        #expect(wrong == "wrong-password")
        let poor = await refusal {
            try await desk.accounts.changePassword(
                of: "khcn.linh", from: Desk.password, to: "khcn.linh.2021", keeping: session)
        }
        #expect(poor == "password-guessable")
        #expect(try await id(desk, there) != nil)
        try await desk.accounts.changePassword(
            of: "khcn.linh", from: Desk.password, to: new, keeping: session)
        #expect(try await id(desk, here) != nil)
        #expect(try await id(desk, there) == nil)
        #expect(await refusal { _ = try await desk.signIn("khcn.linh") } == "wrong-password")
        _ = try await desk.signIn("khcn.linh", new)
    }

    @Test func whoIsDisabledIsOutAndStaysOut() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let token = try await desk.signIn("khcn.linh").token
        let machine = try await desk.accounts.createToken(
            for: "khcn.linh", name: "máy", scopes: [.read]
        ).secret
        #expect(try await id(desk, token) != nil)
        try await desk.accounts.setDisabled("khcn.linh", true)
        #expect(try await id(desk, token) == nil)
        #expect(try await desk.accounts.identity(bearer: machine) == nil)
        #expect(await refusal { _ = try await desk.signIn("khcn.linh") } == "wrong-password")
        let vouched = await refusal {
            _ = try await desk.accounts.signIn(vouchedFor: "khcn.linh", from: Visitor())
        }
        #expect(vouched == "account-disabled")
        try await desk.accounts.setDisabled("khcn.linh", false)
        _ = try await desk.signIn("khcn.linh")
    }

    @Test func whatAnotherProcessChangesHoldsWithinASecond() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let token = try await desk.signIn("khcn.linh").token
        #expect(try await id(desk, token) != nil)
        try await desk.another().endSessions(of: "khcn.linh")
        desk.clock.advance(seconds: 1)
        #expect(try await id(desk, token) == nil)
    }

    @Test func theLanguageChosenIsKept() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let token = try await desk.signIn("khcn.linh").token
        #expect(try await desk.accounts.identity(session: token)?.language == nil)
        try await desk.accounts.setLanguage(of: "khcn.linh", .en)
        #expect(try await desk.accounts.identity(session: token)?.language == .en)
    }
}
