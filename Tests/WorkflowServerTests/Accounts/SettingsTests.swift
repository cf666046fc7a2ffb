import Diagnostics
import Foundation
import Testing
import WorkflowAccounts
import WorkflowCommands
import WorkflowServer

/// `server.yaml` in the home.
struct SettingsTests {
    private func read(
        _ text: String?, files: [String: String] = [:]
    ) throws -> ServerSettings {
        let office = try AccountOffice()
        var files = files
        files["server.yaml"] = text
        for (name, content) in files {
            try Data(content.utf8).write(to: office.folder.appendingPathComponent(name))
        }
        return try ServerSettings.read(try Home.find(office.folder.path))
    }

    @Test(arguments: [nil, "", "# trống\n"])
    func nothingNeedsToBeSaid(_ text: String?) throws {
        #expect(try read(text) == ServerSettings())
    }

    @Test func whatIsSaidHolds() throws {
        let settings = try read(
            """
            address: https://wf.tinh.gov.vn/
            passwords: {minimum: 16}
            sessions: {idle: 2 giờ, longest: 3 days, invitation: 48 hours}
            oidc:
              title: {vi: Tài khoản tỉnh, en: Provincial account}
              issuer: https://sso.tinh.gov.vn/realms/tinh/
              client: wf
              secret_file: bi-mat
              person: {claim: preferred_username}
              agency: {claim: org.code, values: {STC: so-tai-chinh}}
              roles: {claim: groups}
            """, files: ["bi-mat": "rất bí mật\n"])
        #expect(settings.address == "https://wf.tinh.gov.vn")
        #expect(settings.accounts.minimumPassword == 16)
        #expect(settings.accounts.idle == 7_200)
        #expect(settings.accounts.longest == 3 * 86_400)
        #expect(settings.accounts.invitation == 48 * 3_600)
        let openID = try #require(settings.openID)
        #expect(openID.issuer == "https://sso.tinh.gov.vn/realms/tinh")
        #expect(openID.secret == "rất bí mật")
        #expect(openID.personKey == .id)
        #expect(openID.agency == .init(claim: "org.code", values: ["STC": "so-tai-chinh"]))
        #expect(openID.title.en == "Provincial account")
    }

    @Test(arguments: [
        ("pasword: {minimum: 12}", "unknown-key", 1),
        ("passwords: {minimum: 4}", "out-of-range", 1),
        ("sessions: {idle: 8}", "wrong-type", 1),
        ("sessions:\n  idle: 8 days\n  longest: 7 days", "idle-beyond-longest", 2),
        ("oidc: {client: wf}", "missing-key", 1),
        ("oidc: {issuer: http://sso.tinh.gov.vn, client: wf}", "wrong-type", 1),
        ("oidc:\n  issuer: https://a\n  client: wf\n  secret_file: none", "file-missing", 4),
        ("address: wf.tinh.gov.vn", "wrong-type", 1),
    ])
    func mistakesHaveAPlaceAndAName(_ text: String, _ code: String, _ line: Int) throws {
        let error = #expect(throws: DiagnosticsError.self) { _ = try read(text) }
        let first = try #require(error?.list.diagnostics.first)
        #expect(first.code == code)
        #expect(first.range?.start.line == line)
    }

    @Test func theNearestKeyIsSuggested() throws {
        let error = #expect(throws: DiagnosticsError.self) {
            _ = try read("pasword: {minimum: 12}")
        }
        #expect(error?.list.diagnostics.first?.hint?.en.contains("passwords") == true)
    }
}
