import Diagnostics
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSON
import NIOCore
import Testing
import WorkflowEngine
import WorkflowServer

@Suite("POST /api/v1/command")
struct CommandTests {
    private let desk: CommandOffice

    init() throws {
        desk = try CommandOffice()
    }

    @Test("runs the command as the person of the token, and answers with what it says")
    func runs() async throws {
        try await desk.test { client in
            let answer = try await client.command(["list", "--json"])
            #expect(answer["status"] == 0)
            let list = try JSON.parse(answer["output"].string ?? "")
            #expect(list["items"].array?.isEmpty == true)
            let inbox = try await client.command(["inbox"], language: "en")
            #expect(inbox["errors"] == "")
            #expect(inbox["status"] == 0)
        }
    }

    @Test("looks as the terminal of who asks is")
    func terminal() async throws {
        try await desk.test { client in
            let plain = try await client.command(["agencies"])
            let coloured = try await client.command(
                ["agencies"], terminal: ["terminal": true, "columns": 50, "color": true])
            #expect(plain["output"].string?.contains("\u{1B}[") == false)
            #expect(coloured["output"].string?.contains("\u{1B}[") == true)
            let lines = plain["output"].string?.split(separator: "\n") ?? []
            #expect(lines.allSatisfy { DisplayWidth.of(String($0)) <= 80 })
        }
    }

    @Test("strangers, and browsers that are signed in, are told to bring a token")
    func strangers() async throws {
        try await desk.test { client in
            for headers: HTTPFields in [
                [:], [.authorization: "Bearer nobody"], [.cookie: "wf-session=linh"],
            ] {
                try await client.execute(
                    uri: "/api/v1/command", method: .post, headers: headers,
                    body: ByteBuffer(string: "{}")
                ) { response in
                    #expect(response.status == .unauthorized)
                }
            }
        }
    }

    @Test(
        "what is no command is refused as such",
        arguments: [
            ("", 400, "no-body"), ("[1]", 422, "invalid-body"), ("[1", 400, "malformed-json"),
            (#"{"protocol":1}"#, 422, "invalid-body"),
            (#"{"protocol":1,"arguments":["list",1],"language":"vi"}"#, 422, "invalid-body"),
            (
                #"{"protocol":1,"arguments":["a\u0000b"],"language":"vi"}"#, 422,
                "malformed-command"
            ), (#"{"protocol":1,"arguments":[],"language":"fr"}"#, 422, "invalid-body"),
            (
                #"{"protocol":1,"arguments":[],"language":"vi","files":{"a":{"base64":"!"}}}"#,
                422, "malformed-command"
            ),
            (
                #"{"protocol":1,"arguments":[],"language":"vi","files":{"a":{"base64":"QUJD=x"}}}"#,
                422, "malformed-command"
            ),
            (
                #"{"protocol":1,"language":"vi","arguments":[""#
                    + Array(repeating: "x", count: 5_000).joined(separator: #"",""#) + #""]}"#,
                422, "invalid-body"
            ), (#"{"protocol":99,"arguments":["list"]}"#, 400, "protocol-version"),
        ])
    func malformed(body: String, status: Int, code: String) async throws {
        try await desk.test { client in
            try await client.execute(
                uri: "/api/v1/command", method: .post,
                headers: [.authorization: "Bearer linh", .contentType: "application/json"],
                body: ByteBuffer(string: body)
            ) { response in
                #expect(response.status.code == status)
                #expect(response.headers[.contentType] == "application/problem+json")
                let problem = try JSON.parse(String(buffer: response.body))
                #expect(problem["code"].string == code)
            }
        }
    }

    @Test(
        "the time is the server's to say, unless it was started to try things out",
        arguments: [["list", "--now", "2021-04-14T08:00:00+07:00"], ["list"]])
    func time(arguments: [String]) async throws {
        let environment: JSON =
            arguments.count > 1 ? [:] : ["WF_NOW": "2021-04-14T08:00:00+07:00"]
        try await desk.test { client in
            let answer = try await client.command(arguments, environment: environment)
            #expect(answer["status"] == 64)
            #expect(answer["errors"].string?.contains("WF_NOW") == true)
        }
        try await CommandOffice(allowsTimeTravel: true).test { client in
            let answer = try await client.command(arguments, environment: environment)
            #expect(answer["status"] == 0)
        }
    }

    @Test("only the variables of a command get through, and no home or store of another")
    func environment() async throws {
        try await desk.test { client in
            let answer = try await client.command(
                ["list"],
                environment: ["WF_HOME": "/", "WF_STORE": "sqlite:/tmp/x", "WF_NET": "/bin/true"])
            #expect(answer["status"] == 0)
            for option in ["--home", "--store"] {
                let answer = try await client.command(["list", option, "sqlite:/tmp/x"])
                #expect(answer["status"] == 64)
            }
        }
    }

    @Test(
        "a file that was not sent is asked for, and nothing is done without it",
        arguments: [
            ["start", "budgeted-task", "--id", "X.1", "--set", "estimate=@e.yaml"],
            ["start", "budgeted-task", "--id", "X.1", "--set", "contact=@e.yaml"],
        ])
    func needs(arguments: [String]) async throws {
        try await desk.test { client in
            let answer = try await client.command(arguments, key: "k")
            #expect(answer["needs"] == ["e.yaml"])
            #expect(answer["output"] == "")
            #expect(try await client.command(["show", "X.1"])["status"] == 66)
        }
    }

    @Test("a change asked for twice with one key is made once, and answered twice alike")
    func once() async throws {
        try await desk.test { client in
            let start = ["start", "budgeted-task", "--set", "lead=so-khcn", "--json"]
            let first = try await client.command(start, key: "one")
            #expect(first["status"] == 0, "\(first)")
            #expect(try await client.command(start, key: "one", elapsed: 100) == first)
            let other = try await client.command(start, key: "two")
            #expect(other["status"] == 0)
            #expect(other["output"] != first["output"])
            let list = try await client.command(["list", "--json"])
            let items = try JSON.parse(list["output"].string ?? "")["items"].array
            #expect(items?.count == 2)
            let changed = try await client.send(start + ["--set", "content=Khác"], key: "one")
            #expect(changed.status == .unprocessableContent)
            #expect(String(buffer: changed.body).contains("key-reused"))
        }
    }

    @Test(
        "what the API keeps for administrators, no command gives to others",
        arguments: [
            ["notifications"], ["notifications", "list", "--state", "delivered", "--json"],
            ["notifications", "show", "wf-1-1"], ["verify", "--json"],
        ])
    func overseen(arguments: [String]) async throws {
        try await desk.test { client in
            let answer = try await client.command(arguments)
            #expect(answer["status"] == 77)
            #expect(answer["output"] == "")
        }
    }

    @Test("one that was first asked for before the server began is not done again unseen")
    func forgotten() async throws {
        try await desk.test { client in
            let start = ["start", "budgeted-task", "--set", "lead=so-khcn"]
            let response = try await client.send(start, key: "old", elapsed: 3_600_000)
            #expect(response.status == .conflict)
            let problem = try JSON.parse(String(buffer: response.body))
            #expect(problem["code"] == "unknown-outcome")
            // To look again does no harm.
            let list = try await client.command(["list"], key: "look", elapsed: 3_600_000)
            #expect(list["status"] == 0)
        }
    }

    @Test("many at once are all answered, each with its own")
    func concurrent() async throws {
        try await desk.test { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        let id = "C.\(number)"
                        let language = number.isMultiple(of: 2) ? "vi" : "en"
                        let start = try await client.command(
                            ["start", "budgeted-task", "--id", id, "--set", "lead=so-khcn"],
                            language: language, key: id)
                        #expect(start["status"] == 0, "\(start)")
                        #expect(start["output"].string?.contains(id) == true)
                        let missing = try await client.command(
                            ["show", "\(id).none"], language: language)
                        let words = language == "vi" ? "Không có" : "There is no"
                        #expect(missing["errors"].string?.contains(words) == true)
                        #expect(missing["errors"].string?.contains("\(id).none") == true)
                    }
                }
                try await group.waitForAll()
            }
            let verify = try await client.command(["verify"], token: "gateway")
            #expect(verify["status"] == 0)
        }
    }

    @Test("rules that a command, or somebody, changes hold for the next one")
    func rules() async throws {
        let desk = desk
        try await desk.test { client in
            let add = [
                "people", "add", "khcn.moi", "--name", "Người Mới", "--agency", "so-khcn", "--role",
                "specialist",
            ]
            let added = try await client.command(add, token: "gateway", key: "add")
            #expect(added["status"] == 0, "\(added)")
            let list = try await client.command(["people", "list"])
            #expect(list["output"].string?.contains("khcn.moi") == true)
            #expect(throws: Never.self) { try desk.office.engine.actor("khcn.moi") }
        }
    }

    @Test("a tick delivers to receivers on the network, whatever wraps the store")
    func network() async throws {
        let desk = try CommandOffice(
            allowsTimeTravel: true, notifications: Self.toNobody, groupsCommits: true)
        try await desk.test { client in
            let now = ["--as", "khcn.linh", "--now", "2021-04-14T08:00:00+07:00"]
            let started = try await client.command(
                ["start", "budgeted-task", "--id", "N.1", "--set", "lead=so-khcn"] + now,
                token: "gateway", key: "start")
            #expect(started["status"] == 0, "\(started)")
            let tick = try await client.command(
                ["tick", "--json"] + now, token: "gateway", key: "tick")
            // Nobody listens there: that is told, and it goes on waiting.
            #expect(tick["status"] == 74, "\(tick)")
            let list = try await client.command(
                ["notifications", "list", "--json"] + now, token: "gateway")
            let waiting = try JSON.parse(list["output"].string ?? "")["notifications"].array ?? []
            #expect(waiting.contains { $0["item"] == "N.1" && $0["sink"] == "hook" })
        }
    }

    private static let toNobody = """
        notifications:
          sinks:
            hook:
              type: webhook
              url: http://127.0.0.1:9/nobody
              allow: loopback
              secrets: [{env: WF_HOOK_OF_NOBODY}]
          rules:
            - name: arrives
              on: [wf.item.started]
              to: [owner]
              sinks: [hook]
              text: {vi: "Việc mới {{id}}", en: "New task {{id}}"}
        """
}
