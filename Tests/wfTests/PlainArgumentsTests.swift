import ArgumentParser
import Testing

@testable import WorkflowCommands

@Suite("Arguments read without the parser")
struct PlainArgumentsTests {
    static let plain = [
        "advance PL.II.6", "advance PL.II.6 submit", "advance --as khcn.linh PL.II.6 submit",
        "advance PL.II.6 --set a=1 submit --set b=@c.yaml --set=d=e=f",
        "advance PL.II.6 submit --note một --if-version 3 --key k --attach to-trinh=a.pdf",
        "advance PL.II.6 submit --if-version=3 --json --home . --store sqlite:a --now 2021-04-14",
        "advance PL.II.6 submit --attach a=b --attach c=d --server http://x --lang en",
        "advance PL.II.6 advise --outcome agree --member so-tai-chinh --break-glass",
        "list --parent PL.II.6", "start class --parent PL.II.6",
        "due", "due --limit 7", "due --within 3d --agency so-khcn --workflow w --json",
        "history PL.II.6", "history PL.II.6 --lang=vi",
        "inbox", "inbox --as khcn.linh --json", "inbox --for tc.hoa", "inbox --mine",
        "inbox --agency --json",
        "advance PL.II.6 pass --for tc.hoa", "show PL.II.6 --for=tc.hoa",
        "start budgeted-task --for tc.hoa", "why PL.II.6 pass --for tc.hoa",
        "list", "list --all --overdue", "list --state s --agency a --workflow w --plan p",
        "list --due-within 5d --search từ --limit 3 --after PL.II.6", "list --limit=100000",
        "show PL.II.6", "show --json PL.II.6 --as tc.hoa",
        "start budgeted-task", "start budgeted-task --id A --set a=b --set c=d --key k",
        "why PL.II.6 submit", "why PL.II.6 submit --as khcn.linh",
    ]

    @Test("are those that the parser reads", arguments: plain)
    func same(line: String) throws {
        let arguments = line.split(separator: " ").map(String.init)
        let read = try #require(PlainErrands.parse(arguments))
        let command = try Wf.parseAsRoot(arguments)
        let parsed: Any = (command as? Advance)?.errand ?? command
        #expect(String(reflecting: read) == String(reflecting: parsed))
        #expect(String(reflecting: read).contains("json"))
    }

    @Test(
        "are left to the parser when there is something to explain",
        arguments: [
            "", "help", "advance", "advance a b c", "advance a --if-version x",
            "advance a --note", "advance a --note -5", "advance a --note=", "advance a --unknown",
            "advance a --unknown=b", "advance a -h", "advance a --help", "advance a --version",
            "advance a -- b", "advance a --note b --note c", "advance a --json --json",
            "advance a --json=true", "advance a --lang fr", "advance a -", "show", "show a b",
            "list a", "list --limit 0", "list --limit x", "due --limit 100001", "inbox a",
            "inbox --mine --agency",
            "start", "why a", "why a b c", "check", "load a.yaml", "notifications list",
            "--lang en list", "calendar days 2021",
        ])
    func explained(line: String) {
        let arguments = line.split(separator: " ").map(String.init)
        #expect((PlainErrands.parse(arguments) as (any Errand)?) == nil)
    }

    @Test("that are empty are left to the parser")
    func empty() {
        #expect((PlainErrands.parse(["show", ""]) as (any Errand)?) == nil)
        #expect((PlainErrands.parse(["advance", "a", "--note", ""]) as (any Errand)?) == nil)
    }
}
