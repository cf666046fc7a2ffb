import Foundation
import GRDB
import TestSupport
import Testing
import WorkflowAccounts
import WorkflowCalendar

/// Signing in with a password, and what slows down who guesses.
struct SignInTests {
    @Test func whoKnowsThePasswordComesIn() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let session = try await desk.signIn("khcn.linh")
        let identity = try #require(try await desk.accounts.identity(session: session.token))
        #expect(identity.person == "khcn.linh")
        #expect(identity.covers(.write))
        #expect(!identity.covers(.administer))
        #expect(!identity.covers(.impersonate))
    }

    @Test(arguments: ["Khcn.Linh", " khcn.linh "])
    func phonesMayWriteTheIdentifierTheirWay(_ typed: String) async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        #expect(try await desk.signIn(typed).person == "khcn.linh")
    }

    @Test func onePasswordHoweverTheKeyboardComposesIt() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let decomposed = Desk.password.decomposedStringWithCanonicalMapping
        #expect(Array(decomposed.utf8) != Array(Desk.password.utf8))
        _ = try await desk.signIn("khcn.linh", decomposed)
    }

    @Test func nobodyLearnsWhetherThereIsAnAccount() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let wrong = await refusal { _ = try await desk.signIn("khcn.linh", "sai mật khẩu rồi") }
        let unknown = await refusal { _ = try await desk.signIn("khong.co", "sai mật khẩu rồi") }
        #expect(wrong == "wrong-password")
        #expect(unknown == wrong)
    }

    @Test func nothingThatOpensADoorIsKeptInTheFile() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let link = try await desk.accounts.invite("khcn.minh")
        let session = try await desk.signIn("khcn.linh")
        let token = try await desk.accounts.createToken(
            for: "khcn.linh", name: "máy", scopes: [.read]
        ).secret
        let identity = try #require(try await desk.accounts.identity(session: session.token))
        guard case .session(_, let csrf) = identity.proof else { throw Unexpected() }
        let kept = try desk.everythingKept()
        for secret in [Desk.password, link, session.token, token, csrf] {
            #expect(!kept.contains(secret))
            #expect(!kept.contains(String(secret.dropFirst(3).prefix(20))))
        }
        #expect(kept.contains("scrypt$"))
    }

    @Test func theFileIsForItsOwnerAlone() throws {
        let desk = try Desk()
        let modes = try FileManager.default.contentsOfDirectory(atPath: desk.folder.path).map {
            try FileManager.default.attributesOfItem(
                atPath: desk.folder.appendingPathComponent($0).path)[.posixPermissions] as? Int
        }
        #expect(modes.count >= 2)
        #expect(modes.allSatisfy { $0 == 0o600 })
    }

    @Test func aFileOfANewerProgramIsLeftAlone() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        try desk.accounts.close()
        let queue = try DatabaseQueue(path: desk.path)
        try await queue.write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('2099')")
        }
        try queue.close()
        let error = #expect(throws: AccountError.self) { _ = try desk.another() }
        #expect(error?.code == "accounts-newer")
    }

    @Test func moreWorkIsDoneWhenItIsAskedFor() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        #expect(try desk.everythingKept().contains("scrypt$4$8$1$"))
        // As this program does where it is not told to be quick.
        let slow = try Accounts(path: desk.path, clock: { desk.clock.now })
        _ = try await slow.signIn("khcn.linh", password: Desk.password, from: Visitor())
        let kept = try desk.everythingKept()
        #expect(kept.contains("scrypt$15$8$3$"))
        #expect(!kept.contains("scrypt$4$8$1$"))
        _ = try await slow.signIn("khcn.linh", password: Desk.password, from: Visitor())
    }

    // MARK: Slowing down

    /// Seconds to wait; nil when the attempt was let through and failed.
    private func guess(
        _ desk: Desk, _ person: String, from visitor: Visitor = Visitor()
    ) async throws -> Int? {
        do {
            _ = try await desk.signIn(person, "đoán bừa một câu nào đó", from: visitor)
            Issue.record("a guess was right")
            return nil
        } catch let error as AccountError {
            if case .tooMany(let seconds) = error.kind { return seconds }
            #expect(error.code == "wrong-password")
            return nil
        }
    }

    @Test(arguments: ["khcn.linh", "khong.co"])
    func whoGuessesWaitsLongerAndLonger(_ person: String) async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        var delays: [Int] = []
        for _ in 0..<16 {
            while let wait = try await guess(desk, person) {
                delays.append(wait)
                desk.clock.advance(seconds: wait)
            }
        }
        #expect(delays == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300])
    }

    @Test func theAccountIsNeverLocked() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        for _ in 0..<200 where try await guess(desk, "khcn.linh") != nil {
            desk.clock.advance(seconds: 20)
        }
        desk.clock.advance(seconds: 300)
        _ = try await desk.signIn("khcn.linh")
        // And all is forgotten.
        #expect(try await guess(desk, "khcn.linh") == nil)
        _ = try await desk.signIn("khcn.linh")
    }

    @Test func strangersKeepOnlyStrangersOut() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        try await desk.enrol("khcn.minh")
        let own = try await desk.signIn("khcn.linh").device
        let others = try await desk.signIn("khcn.minh").device
        for _ in 0..<10 { _ = try await guess(desk, "khcn.linh") }
        #expect(await refusal { _ = try await desk.signIn("khcn.linh") } == "too-many-attempts")
        // What another got for themselves, or made up, opens nothing here.
        for device in [others, "abc.def", own + "x", ""] {
            let refused = await refusal {
                _ = try await desk.signIn("khcn.linh", from: Visitor(device: device))
            }
            #expect(refused == "too-many-attempts")
        }
        _ = try await desk.signIn("khcn.linh", from: Visitor(device: own))
    }

    @Test func oneAddressCannotTryEverybody() async throws {
        let desk = try Desk()
        let visitor = Visitor(address: "203.0.113.9")
        var tries = 0
        while try await guess(desk, "người.\(tries)", from: visitor) == nil { tries += 1 }
        #expect(tries == 21)
        #expect(try await guess(desk, "khcn.linh", from: Visitor(address: "203.0.113.10")) == nil)
    }

    @Test func whoHasANetworkOfIPv6HasOneAddress() async throws {
        let desk = try Desk()
        var tries = 0
        while tries < 100 {
            let visitor = Visitor(address: "2001:db8:1:2::\(tries)")
            if try await guess(desk, "người.\(tries)", from: visitor) != nil { break }
            tries += 1
        }
        #expect(tries == 21)
        let other = Visitor(address: "2001:db8:1:3::1")
        #expect(try await guess(desk, "khcn.linh", from: other) == nil)
    }

    @Test func aHundredAtOnceAreAHundred() async throws {
        let desk = try Desk()
        try await desk.enrol("khcn.linh")
        let refusals = await withTaskGroup(of: String.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    await refusal { _ = try await desk.signIn("khcn.linh", "đoán bừa một câu") }
                        ?? "came in"
                }
            }
            return await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(refusals["came in"] == nil)
        // Five are free; the sixth already has to wait.
        #expect(refusals["wrong-password", default: 0] + refusals["busy", default: 0] <= 6)
        #expect(refusals["too-many-attempts", default: 0] >= 94)
    }
}

private struct Unexpected: Error {}
