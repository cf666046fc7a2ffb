import Foundation
import JSON
import Testing

/// The whole suite is run against servers as well; here is what only concerns `--server`.
@Suite("wf --server", .local("has servers of its own"))
struct RemoteTests {
    private let office: Office
    private let server: TrialServer

    init() throws {
        office = try Office(isServed: false)
        server = try TrialServer(
            over: office.folder,
            tokens: """
                {"gateway": {"person": "khcn.minh",
                   "scopes": ["read", "write", "administer", "impersonate"]},
                 "linh": {"person": "khcn.linh", "scopes": ["read", "write"]},
                 "reader": {"person": "khcn.linh", "scopes": ["read"]}}
                """)
    }

    private func run(
        _ arguments: String..., token: String? = "linh", input: String = "",
        environment: [String: String] = [:], server url: String? = nil
    ) throws -> Tool.Run {
        var all = [
            "WF_LANG": "en", "COLUMNS": "80", "WF_NOW": office.now,
            "WF_SERVER": url ?? server.url,
        ]
        all["WF_TOKEN"] = token
        return try Tool.run(
            arguments, in: office.folder, environment: all.merging(environment) { $1 },
            input: input)
    }

    @Test("who acts is the person of the token")
    func person() throws {
        let run = try run("inbox", "--json")
        #expect(run.status == 0, "\(run.errors)")
        let local = try office.run("inbox", "--json", as: "khcn.linh", lang: "en")
        #expect(run.output == local.output)
    }

    @Test("acting as somebody else takes a token that is good for it")
    func impersonation() throws {
        let refused = try run("inbox", "--as", "tc.hoa")
        #expect(refused.status == 77)
        #expect(refused.errors.contains("khcn.linh's"))
        #expect(refused.errors.contains("impersonate"))
        #expect(try run("inbox", "--as", "khcn.linh").status == 0)
        #expect(try run("inbox", "--as", "tc.hoa", token: "gateway").status == 0)
        // And such a token never acts for its own person by accident.
        let unsaid = try run("inbox", token: "gateway")
        #expect(unsaid.status == 64)
        #expect(unsaid.errors.contains("--as"))
    }

    @Test(
        "a token is good for what its scopes name, whatever its person may do",
        arguments: [
            (["advance", "PL.II.6", "submit"], "reader", "write"),
            (["set", "PL.II.6", "contact=x"], "reader", "write"),
            (["tick"], "linh", "administer"), (["load", "plan-149-2021"], "linh", "administer"),
            (["people", "end", "tc.hoa", "--on", "2021-04-14"], "linh", "administer"),
        ])
    func scopes(arguments: [String], token: String, needed: String) throws {
        let run = try Tool.run(
            arguments + ["--json"], in: office.folder,
            environment: ["WF_LANG": "en", "WF_SERVER": server.url, "WF_TOKEN": token])
        #expect(run.status == 77)
        let error = try JSON.parse(run.errors)["error"]
        #expect(error["code"] == "token-scope")
        #expect(error["message"].string?.contains(needed) == true)
    }

    @Test("without a token, or with one that is not accepted, it says how to get one")
    func token() throws {
        for (token, code) in [(nil, "There is no token"), ("stolen", "does not accept")] {
            let run = try run("list", token: token, environment: ["HOME": office.folder.path])
            #expect(run.status == 77)
            #expect(run.errors.contains(code), "\(run.errors)")
            #expect(run.errors.contains("/account"))
        }
        for (token, says) in [(nil, "Chưa có khóa API cho"), ("stolen", "không nhận khóa API này")]
        {
            let run = try run(
                "list", token: token, environment: ["HOME": office.folder.path, "WF_LANG": "vi"])
            #expect(run.errors.contains(says), "\(run.errors)")
        }
    }

    @Test("a token may stand in a file that only its owner can read, one for each server")
    func tokenFile() throws {
        let folder = office.folder.appendingPathComponent(".config/wf")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("token")
        try Data("# tokens\nhttps://elsewhere.vn other\n\(server.url)/ linh\n".utf8).write(to: file)
        let home = ["HOME": office.folder.path]
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
        let exposed = try run("list", token: nil, environment: home)
        #expect(exposed.status == 77)
        #expect(exposed.errors.contains("chmod 600"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        let accepted = try run("list", token: nil, environment: home)
        #expect(accepted.status == 0, "\(accepted.errors)")
        try Data("https://elsewhere.vn other\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        #expect(try run("list", token: nil, environment: home).errors.contains("There is no token"))
    }

    @Test(
        "an address that is none, or over which the token could be read, is refused",
        arguments: [
            ("wf.tinh.vn", "bad-server"), ("http://", "bad-server"),
            ("https://linh:secret@wf.tinh.vn", "bad-server"), ("https://wf.vn:99999", "bad-server"),
            ("http://wf.tinh.vn", "not-encrypted"), ("http://127.evil.vn", "not-encrypted"),
            ("http://127.0.0.1.evil.vn", "not-encrypted"),
        ])
    func addresses(url: String, code: String) throws {
        let run = try run("list", "--json", server: url)
        #expect(run.status == 64)
        #expect(try JSON.parse(run.errors)["error"]["code"].string == code)
    }

    @Test("no server there: what to check")
    func unreachable() throws {
        let run = try run("list", server: "http://127.0.0.1:1")
        #expect(run.status == 69)
        #expect(run.errors.contains("connection refused"))
        #expect(run.errors.contains("--server or WF_SERVER"))
    }

    @Test(
        "what needs no server is done here, with one that is not there",
        arguments: [
            ["eval", "1 + 1"], ["--version"], ["list", "--help"],
            ["calendar", "lunar", "2021-02-12"],
            ["check", "workflows/budgeted-task.yaml"], ["--generate-completion-script", "bash"],
        ])
    func local(arguments: [String]) throws {
        let run = try Tool.run(
            arguments, in: office.folder,
            environment: ["WF_LANG": "en", "WF_SERVER": "http://127.0.0.1:1"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(!run.output.isEmpty)
    }

    @Test(
        "what makes no sense from afar says what to do instead",
        arguments: [
            (["watch"], "wf tick"), (["list", "--home", "."], "WF_SERVER="),
            (["list", "--store", "sqlite:x"], "WF_SERVER="),
        ])
    func refused(arguments: [String], hint: String) throws {
        let run = try Tool.run(
            arguments, in: office.folder,
            environment: ["WF_LANG": "en", "WF_SERVER": server.url, "WF_TOKEN": "linh"])
        #expect(run.status == 64)
        #expect(run.errors.contains(hint), "\(run.errors)")
    }

    @Test("files are read on the machine of who asks, and named in complaints as there")
    func files() throws {
        let own = try Office(isLoaded: false, isServed: false)
        try own.write("du-toan.yaml", "- {item: x, unit: y, quantity: 1}\n")
        try own.write("to-trinh.pdf", "%PDF-1.7 tờ trình")
        func submit(_ user: [String: String]) throws -> Tool.Run {
            try Tool.run(
                [
                    "advance", "PL.II.6", "submit", "--set", "estimate=@du-toan.yaml", "--set",
                    "finish_by=15/12/2021", "--attach", "to-trinh=to-trinh.pdf",
                ], in: own.folder,
                environment: [
                    "WF_LANG": "en", "COLUMNS": "80", "WF_NOW": office.now,
                    "WF_SERVER": server.url, "WF_TOKEN": "linh",
                ].merging(user) { $1 })
        }
        let faulty = try submit([:])
        #expect(faulty.status == 65)
        #expect(faulty.errors.contains("du-toan.yaml:1:"))
        #expect(faulty.errors.contains("^"))
        try own.write("du-toan.yaml", Office.estimate)
        let done = try submit([:])
        #expect(done.status == 0, "\(done.errors)")
        #expect(office.keptFiles.count == 1)
        // And come back there.
        let get = try Tool.run(
            ["documents", "get", "PL.II.6", "to-trinh", "-o", "copy.pdf"], in: own.folder,
            environment: ["WF_LANG": "en", "WF_SERVER": server.url, "WF_TOKEN": "linh"])
        #expect(get.status == 0, "\(get.errors)")
        let copy = try Data(contentsOf: own.folder.appendingPathComponent("copy.pdf"))
        #expect(copy == Data("%PDF-1.7 tờ trình".utf8))
        #expect(
            !FileManager.default.fileExists(
                atPath: office.folder.appendingPathComponent("copy.pdf").path))
        // A file that is there is left alone, and what was not written is not said to be.
        let again = try Tool.run(
            ["documents", "get", "PL.II.6", "to-trinh", "-o", "copy.pdf"], in: own.folder,
            environment: ["WF_LANG": "en", "WF_SERVER": server.url, "WF_TOKEN": "linh"])
        #expect(again.status == 1)
        #expect(again.output.isEmpty)
    }

    @Test("a file of the server is never read for who names it")
    func serverFiles() throws {
        let secret = try office.write("secret.yaml", "- {item: x}\n")
        let path = office.folder.appendingPathComponent(secret).path
        let elsewhere = FileManager.default.temporaryDirectory
        for name in [secret, ".trial-tokens.json", "rules/people.csv"] {
            let run = try Tool.run(
                ["set", "PL.II.6", "estimate=@\(name)"], in: elsewhere,
                environment: ["WF_LANG": "en", "WF_SERVER": server.url, "WF_TOKEN": "linh"])
            #expect(run.status == 66)
            #expect(run.errors.contains("There is no file \(name)"), "\(run.errors)")
        }
        let load = try Tool.run(
            ["load", path, "--as", "khcn.minh"], in: elsewhere,
            environment: ["WF_LANG": "en", "WF_SERVER": server.url, "WF_TOKEN": "gateway"])
        #expect(load.status == 66)
        #expect(load.errors.contains("plan-149-2021"))
    }
}
