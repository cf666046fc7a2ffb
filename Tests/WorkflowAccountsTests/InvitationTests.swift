import TestSupport
import Testing
import WorkflowAccounts
import WorkflowCalendar

/// The link of the first run, and those to invite others.
struct InvitationTests {
    @Test func theFirstRunMakesAnAdministratorOnce() async throws {
        let desk = try Desk()
        #expect(try await !desk.accounts.hasAdministrator())
        let link = try #require(try await desk.accounts.setupSecret())
        let invitation = try #require(try await desk.accounts.invitation(link))
        #expect(invitation.person == nil)
        #expect(invitation.isAdministrator)
        let person = try await desk.accounts.accept(
            link, as: "khcn.minh", password: Desk.password)
        #expect(person == "khcn.minh")
        let token = try await desk.signIn("khcn.minh").token
        #expect(try await desk.accounts.identity(session: token)?.covers(.administer) == true)
        // It is used up, and there will be no other.
        let again = await refusal {
            _ = try await desk.accounts.accept(link, as: "ke.gian", password: Desk.password)
        }
        #expect(again == "link-is-over")
        #expect(try await desk.accounts.setupSecret() == nil)
    }

    @Test func aSecondLinkReplacesTheFirst() async throws {
        let desk = try Desk()
        let first = try #require(try await desk.accounts.setupSecret())
        let second = try #require(try await desk.accounts.setupSecret())
        #expect(try await desk.accounts.invitation(first) == nil)
        #expect(try await desk.accounts.invitation(second) != nil)
    }

    @Test func anOldLinkOfTheFirstRunIsOfNoUseLater() async throws {
        let desk = try Desk()
        let link = try #require(try await desk.accounts.setupSecret())
        // Meanwhile an administrator came another way.
        try await desk.enrol("khcn.minh", administrator: true)
        #expect(try await desk.accounts.invitation(link) == nil)
    }

    @Test func aLinkIsGoodForADay() async throws {
        let desk = try Desk()
        let link = try await desk.accounts.invite("khcn.linh")
        desk.clock.advance(seconds: 86_399)
        #expect(try await desk.accounts.invitation(link) != nil)
        desk.clock.advance(seconds: 1)
        #expect(try await desk.accounts.invitation(link) == nil)
        let late = await refusal {
            _ = try await desk.accounts.accept(link, as: nil, password: Desk.password)
        }
        #expect(late == "link-is-over")
    }

    @Test func aPoorPasswordLeavesItGood() async throws {
        let desk = try Desk()
        let link = try await desk.accounts.invite("khcn.linh")
        for password in ["ngắn", "khcn.linh.1234"] {
            let refused = await refusal {
                _ = try await desk.accounts.accept(link, as: nil, password: password)
            }
            #expect(refused?.hasPrefix("password-") == true)
        }
        _ = try await desk.accounts.accept(link, as: nil, password: Desk.password)
    }

    @Test func aLinkIsForThePersonItNames() async throws {
        let desk = try Desk()
        let link = try await desk.accounts.invite("khcn.linh")
        let person = try await desk.accounts.accept(
            link, as: "tc.hoa", password: Desk.password)
        #expect(person == "khcn.linh")
        #expect(try await desk.accounts.account(of: "tc.hoa") == nil)
    }

    @Test func ofTwoAtOnceOneHasIt() async throws {
        let desk = try Desk()
        let link = try await desk.accounts.invite("khcn.linh")
        let outcomes = await withTaskGroup(of: String?.self) { group in
            for number in 0..<8 {
                group.addTask {
                    await refusal {
                        _ = try await desk.accounts.accept(
                            link, as: nil, password: "\(Desk.password) \(number)")
                    }
                }
            }
            return await group.reduce(into: [String?]()) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == nil } == 1)
        #expect(outcomes.count { $0 == "link-is-over" } == 7)
    }

    @Test func aResetTakesThePasswordTheSessionsAndTheTokensAway() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh", administrator: true)
        let token = try await desk.signIn("khcn.linh").token
        let key = try await desk.accounts.createToken(
            for: "khcn.linh", name: "máy in", scopes: [.read], lifetime: nil)
        #expect(try await desk.accounts.identity(bearer: key.secret) != nil)
        let (link, revoked) = try await desk.accounts.reset("khcn.linh")
        #expect(revoked == 1)
        #expect(try await desk.accounts.openInvitations().map(\.person) == ["khcn.linh"])
        #expect(try await desk.accounts.identity(session: token) == nil)
        #expect(try await desk.accounts.identity(bearer: key.secret) == nil)
        #expect(await refusal { _ = try await desk.signIn("khcn.linh") } == "wrong-password")
        let new = "trâu ơi ta bảo trâu này"
        _ = try await desk.accounts.accept(link, as: nil, password: new)
        _ = try await desk.signIn("khcn.linh", new)
        #expect(try await desk.accounts.account(of: "khcn.linh")?.isAdministrator == true)
        #expect(await refusal { _ = try await desk.accounts.reset("tc.hoa") } == "no-account")
    }

    @Test func thereIsAlwaysAnAdministrator() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.minh", administrator: true)
        try await desk.enrol("khcn.linh")
        let disabled = await refusal { try await desk.accounts.setDisabled("khcn.minh", true) }
        let demoted = await refusal {
            try await desk.accounts.setAdministrator("khcn.minh", false)
        }
        #expect(disabled == "last-administrator")
        #expect(demoted == "last-administrator")
        try await desk.accounts.setAdministrator("khcn.linh", true)
        try await desk.accounts.setDisabled("khcn.minh", true)
    }
}
