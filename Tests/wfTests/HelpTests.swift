import Diagnostics
import Testing

@Suite("Help")
struct HelpTests {
    static let commands = [
        [], ["accounts"], ["accounts", "list"], ["accounts", "invite"], ["accounts", "reset"],
        ["accounts", "disable"], ["accounts", "enable"], ["accounts", "demote"],
        ["accounts", "end-sessions"], ["accounts", "tokens"], ["accounts", "tokens", "list"],
        ["accounts", "tokens", "create"], ["accounts", "tokens", "revoke"], ["advance"],
        ["board"], ["calendar"], ["calendar", "days"], ["calendar", "due"],
        ["calendar", "diff"], ["calendar", "adopt"], ["calendar", "lunar"],
        ["calendar", "periods"], ["calendar", "versions"], ["check"], ["documents"],
        ["documents", "list"], ["absent"], ["delegations"], ["delegations", "list"],
        ["delegations", "give"], ["delegations", "end"],
        ["documents", "get"], ["documents", "clean"], ["documents", "number"],
        ["documents", "register"], ["documents", "withdraw"], ["documents", "draft"], ["due"],
        ["eval"],
        ["history"], ["inbox"], ["list"], ["load"], ["notifications"], ["notifications", "list"],
        ["notifications", "show"], ["notifications", "retry"], ["notifications", "drop"],
        ["notifications", "test"],
        ["schedules"], ["set"], ["show"], ["start"], ["table"], ["task"], ["task", "list"],
        ["task", "claim"], ["task", "assign"], ["task", "return"], ["task", "complete"],
        ["backup"], ["serve"], ["tick"], ["undo"],
        ["verify"], ["watch"], ["why"],
    ]

    @Test("is as it was recorded, in both languages", arguments: commands, ["vi", "en"])
    func snapshot(command: [String], language: String) throws {
        let run = try Tool.run(
            command + ["--help"], environment: ["WF_LANG": language, "COLUMNS": "80"])
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        let name = (["help"] + command + [language]).joined(separator: "-")
        try Snapshot.expect(run.output, is: name)
    }

    @Test("fits 80 columns", arguments: commands, ["vi", "en"])
    func fits(command: [String], language: String) throws {
        let run = try Tool.run(
            command + ["--help"], environment: ["WF_LANG": language, "COLUMNS": "80"])
        for line in run.lines { #expect(DisplayWidth.of(line) <= 80, "\(line)") }
    }

    @Test("breaks no line in the middle of a paragraph", arguments: commands, ["vi", "en"])
    func paragraphs(command: [String], language: String) throws {
        let run = try Tool.run(
            command + ["--help"], environment: ["WF_LANG": language, "COLUMNS": "80"])
        let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
        for (line, next) in zip(lines, lines.dropFirst()) {
            let isText = { (line: Substring) in !line.isEmpty && !line.hasPrefix(" ") }
            guard isText(line), isText(next) else { continue }
            #expect(DisplayWidth.of(String(line)) > 40, "\(line)\n\(next)")
        }
    }

    @Test("has examples", arguments: commands.filter { !$0.isEmpty })
    func examples(command: [String]) throws {
        let run = try Tool.run(command + ["--help"], environment: ["WF_LANG": "en"])
        #expect(run.output.contains("  wf \(command.joined(separator: " "))"))
    }

    @Test(
        "of a group names its commands, whatever else is written",
        arguments: ["documents", "delegations", "notifications", "people", "accounts", "agencies"])
    func group(name: String) throws {
        for arguments in [
            [name, "--help"], [name, "--help", "--lang", "vi"], ["--lang", "vi", name, "-h"],
        ] {
            let run = try Tool.run(arguments, environment: ["WF_LANG": "vi"])
            #expect(run.status == 0)
            #expect(run.output.contains("LỆNH CON:"), "\(arguments)")
            #expect(run.output.contains("list (mặc định)"), "\(arguments)")
        }
    }

    @Test("is the same asked for as `wf help COMMAND`")
    func helpCommand() throws {
        let run = try Tool.run(["help", "list"], environment: ["WF_LANG": "vi"])
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("Liệt kê"))
    }

    @Test(
        "is asked for in a language wherever that is written",
        arguments: [
            ["help", "list", "--lang", "en"], ["help", "--lang=en", "list"],
            ["--lang", "en", "help", "list"], ["--lang", "en", "list", "--help"],
        ])
    func helpLanguage(arguments: [String]) throws {
        let run = try Tool.run(arguments, environment: ["WF_LANG": "vi"])
        #expect(run.status == 0)
        #expect(run.output.contains("List and find items."))
    }

    struct Speaking: Sendable, CustomTestStringConvertible {
        var environment: [String: String]
        var arguments: [String] = []
        var isVietnamese: Bool

        var testDescription: String { "\(environment) \(arguments)" }
    }

    @Test(
        "speaks the language asked for, else that of the machine, else Vietnamese",
        arguments: [
            Speaking(environment: [:], isVietnamese: true),
            Speaking(environment: ["LANG": "C"], isVietnamese: true),
            Speaking(environment: ["LANG": "vi_VN.UTF-8"], isVietnamese: true),
            Speaking(environment: ["LANG": "en_US.UTF-8"], isVietnamese: false),
            Speaking(environment: ["LANG": "vi_VN", "LC_ALL": "en_GB"], isVietnamese: false),
            Speaking(environment: ["LANG": "en_US", "WF_LANG": "vi"], isVietnamese: true),
            Speaking(
                environment: ["WF_LANG": "vi"], arguments: ["--lang", "en"], isVietnamese: false),
            Speaking(environment: [:], arguments: ["--lang=en"], isVietnamese: false),
        ])
    func language(speaking: Speaking) throws {
        let run = try Tool.run(
            ["list", "--help"] + speaking.arguments, environment: speaking.environment)
        #expect(run.output.hasPrefix("Liệt kê") == speaking.isVietnamese)
    }

    @Test("completions come for every shell", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) throws {
        let run = try Tool.run(["--generate-completion-script", shell])
        #expect(run.status == 0)
        #expect(run.output.contains("advance"))
    }
}
