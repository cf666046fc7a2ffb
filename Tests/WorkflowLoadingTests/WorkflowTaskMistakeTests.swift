import Testing

@Suite("A mistake in what a state asks of each member of a list")
struct WorkflowTaskMistakeTests {
    @Test("is told with its place, what was found, and the nearest fix", arguments: mistakes)
    func mistake(_ mistake: Mistake) {
        #expect(Definitions(workflow: mistake.text).complaints == mistake.complaints)
    }

    /// A workflow that asks as it should, but for one line.
    private static func text(_ tasks: String, more: String = "") -> String {
        """
        workflow: task
        fields:
          asked: {type: list, of: agency, default: []}
          people: {type: list, of: person, default: []}
          count: {type: int, default: 0}
        states:
          open:
            tasks: \(tasks)
            actions: {close: {by: anyone, to: closed}}
            done: {to: closed}
        \(more)  closed: {final: done}
        """
    }

    static let mistakes = [
        Mistake("nothing", text("{for_each: item.asked, to: {agency: each}}")),
        Mistake(
            "a list that is none", text("{for_each: item.count}"),
            "task.yaml:8:23 error type-mismatch: “for_each” takes a list of codes of agencies or "
                + "people, but the expression gives int"),
        Mistake(
            "a name of nothing in the condition",
            text("{for_each: item.asked, until: \"tasks.all(t, t.outcom == 'x')\", rest: cancel}"),
            "task.yaml:8:58 error unknown-field: “Task” has no field “outcom” "
                + "(did you mean “outcome”?)"),
        Mistake(
            "a word that is no way to wait",
            text("{for_each: item.asked, until: al, rest: cancel}"),
            "task.yaml:8:42 error unknown-name: expected when enough is done, or CEL over tasks, "
                + "but there is no “al” (did you mean “all”?)"),
        Mistake(
            "a condition that is none",
            text("{for_each: item.asked, until: size(tasks), rest: cancel}"),
            "task.yaml:8:42 error type-mismatch: expected bool, but the expression gives int"),
        Mistake(
            "a quorum of nobody", text("{for_each: item.asked, until: quorum 0, rest: cancel}"),
            "task.yaml:8:42 error bad-quorum: “quorum 0”: it takes a number above 0, such as "
                + "quorum 2"),
        Mistake(
            "the others forgotten", text("{for_each: item.asked, until: majority}"),
            "task.yaml:8:35 error missing-key: the key “rest” is missing: what becomes of the "
                + "others once enough is done (rest: keep leaves them waiting, rest: cancel takes "
                + "them back)"),
        Mistake(
            "tasks kept whose results are refused",
            text("{for_each: item.asked, until: any, rest: keep}"),
            "task.yaml:8:47 error rest-refused: “rest: keep” leaves tasks waiting whose results "
                + "“late: refuse” does not take (write late: record, or rest: cancel)"),
        Mistake(
            "each of nothing", text("{to: {agency: each}}"),
            "task.yaml:8:26 error each-without-list: “each” only means something beside “for_each” "
                + "(add for_each: item.FIELD)"),
        Mistake(
            "members of the other kind", text("{for_each: item.people, to: {agency: each}}"),
            "task.yaml:8:49 error type-mismatch: item.people lists people (write {person: each})"),
        Mistake(
            "a task for one of many", text("{for_each: item.asked, to: {role: director}}"),
            "task.yaml:8:39 error not-each: with “for_each” a task is for {agency: each, role: …} "
                + "or {person: each}"),
        Mistake(
            "nobody", text("{until: all}"),
            "task.yaml:7:3 error nobody-asked: this does not say whom it is for: there is no "
                + "“for_each”, “to” or “owner” (write to: {agency: …, role: …})"),
        Mistake(
            "the name of an action", text("{name: close, for_each: item.asked}"),
            "task.yaml:8:19 error duplicate-name: “close” is already the name of an action"),
        Mistake(
            "the same name twice",
            text(
                "{name: ask, for_each: item.asked}",
                more: "  again: {tasks: {name: ask, for_each: item.asked}, done: {to: closed}}\n"),
            "task.yaml:11:18 error duplicate-name: “ask” is already the name of the tasks of a "
                + "state"),
        Mistake(
            "a field a task cannot hand in",
            text("{for_each: item.asked, requires: [note, count]}"),
            "task.yaml:8:52 error bad-requirement: a task may require note and document KIND, not "
                + "“count”"),
        Mistake(
            "a key misspelt", text("{for_each: item.asked, outcome: {yes-it-is: }}"),
            "task.yaml:8:35 error unknown-key: unknown key “outcome” in the tasks of a state (did "
                + "you mean “outcomes”?)"),
    ]
}
