import Foundation
import JSON
import Testing

/// `wf accounts`, which has `wf-server` do the work.
@Suite("Accounts", .local("is about the machine of the server"))
struct AccountsCommandTests {
    @Test("begin with one link, which a second one replaces")
    func setUp() throws {
        let office = try Office(isLoaded: false)
        let first = try office.json("accounts", "invite")["invitation"]
        let second = try office.json("accounts", "invite")["invitation"]
        #expect(first["person"].isNull)
        #expect(first["link"].string?.hasPrefix("http://127.0.0.1:8149/setup/") == true)
        #expect(first["link"] != second["link"])
        // That it is a guess is said to people.
        let told = try office.run("accounts", "invite", lang: "en").output
        #expect(told.contains("server.yaml: address:"))
        let file = office.data.appendingPathComponent("accounts.sqlite").path
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(try office.json("accounts")["accounts"] == [])
    }

    @Test("are for people of the organisation, and links name the server as people open it")
    func invite() throws {
        let office = try Office(isLoaded: false)
        try office.write("server.yaml", "address: https://wf.example.gov.vn\n")
        let link = try office.json("accounts", "invite", "khcn.linh")["invitation"]
        #expect(link["person"] == "khcn.linh")
        #expect(link["link"].string?.hasPrefix("https://wf.example.gov.vn/setup/") == true)
        #expect(!(try office.run("accounts", "invite", "khcn.linh").output.contains("server.yaml")))
        let stranger = try office.run("accounts", "invite", "khcn.lin")
        #expect(stranger.status == 66)
        #expect(stranger.errors.contains("khcn.linh"))
    }

    private static let refused: [(arguments: [String], status: Int32)] = [
        (["accounts", "reset", "tc.hoa"], 66), (["accounts", "disable", "tc.hoa"], 66),
        (["accounts", "end-sessions", "tc.hoa"], 66),
        (["accounts", "tokens", "revoke", "x"], 66),
        (["accounts", "tokens", "create", "--person", "tc.hoa"], 66),
        (["accounts", "tokens", "create", "--person", "tc.hoa", "--scope", "wrte"], 64),
        (["accounts", "tokens", "create", "--person", "tc.hoa", "--expires", "soon"], 64),
        (["accounts", "tokens", "create", "--person", "tc.hoa", "--expires", "400d"], 65),
        (["accounts", "nonsense"], 64),
    ]

    @Test(
        "say what is not there, in the way of all commands",
        arguments: Self.refused)
    func refusals(arguments: [String], status: Int32) throws {
        let office = try Office(isLoaded: false)
        let run = try office.run(arguments + ["--json"], lang: "en")
        #expect(run.status == status, "\(run.errors)")
        #expect(run.output.isEmpty)
        let error = try JSON.parse(run.errors)["error"]
        #expect(error["exit"] == .int(Int64(status)))
        #expect(error["message"].string?.isEmpty == false)
    }

    @Test("settings with a fault are complained of where it stands")
    func settings() throws {
        let office = try Office(isLoaded: false)
        try office.write("server.yaml", "passwords:\n  minimun: 12\n")
        let run = try office.run("accounts", lang: "en")
        #expect(run.status == 65)
        #expect(run.errors.contains("server.yaml:2:3"))
        #expect(run.errors.contains("minimum"))
    }

    @Test("the server's program is needed")
    func missing() throws {
        let office = try Office(isLoaded: false)
        let run = try office.run(
            ["accounts"], lang: "en", environment: ["WF_SERVER_PROGRAM": "/nonexistent"])
        #expect(run.status == 69)
        #expect(run.errors.contains("wf-server"))
    }
}
