import ArgumentParser
import Diagnostics
import JSON
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

struct Tasks: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "task",
            abstract: say(
                vi: "Việc của hồ sơ: xem, nhận, giao, trả lại, làm xong.",
                en: "Tasks of an item: see, claim, assign, hand back, complete."),
            discussion: say(
                vi: """
                    Việc của bước thì mang tên bước; việc hỏi từng cơ quan, việc do nhắc hạn mở ra
                    thì có tên riêng. Không ghi tên: việc duy nhất phù hợp với bạn.

                    Ai nhận việc của bước thì chỉ người ấy, và người được giao việc cho người khác,
                    làm được các bước của nó.

                    Ví dụ:
                      wf task list PL.V.1
                      wf task claim PL.II.6 --as tc.hoa
                      wf task assign PL.II.6 --to tc.binh --as tc.nam
                      wf task return PL.II.6 --note "Tôi đi công tác" --as tc.binh
                      wf task complete PL.V.1 opinion agree --as tt.mai
                    """,
                en: """
                    The task of a state is called after it; what several are asked, and what a
                    ladder opened, has a name of its own. Without a name: the only one you can
                    mean.

                    When somebody has claimed the task of a state, its actions are theirs, and of
                    those who may assign it.

                    Examples:
                      wf task list PL.V.1
                      wf task claim PL.II.6 --as tc.hoa
                      wf task assign PL.II.6 --to tc.binh --as tc.nam
                      wf task return PL.II.6 --note "I am travelling" --as tc.binh
                      wf task complete PL.V.1 opinion agree --as tt.mai
                    """),
            subcommands: [
                TasksList.self, TasksClaim.self, TasksAssign.self, TasksReturn.self,
                TasksComplete.self,
            ])
    }
}

/// The task a command is about.
struct TaskArguments: ParsableArguments {
    @Argument(help: .say(vi: "Mã hồ sơ.", en: "The item.", name: ("hồ-sơ", "item")))
    var item: String

    @Argument(
        help: .say(
            vi: "Tên việc; không ghi: việc duy nhất phù hợp.",
            en: "The task; default the only one you can mean.", name: ("việc", "task")))
    var task: String?

    @Option(
        help: .say(
            vi: "Việc của cơ quan, người nào.", en: "Of which agency or person that was asked.",
            name: ("nơi", "member")))
    var member: String?

    @OptionGroup var write: WriteOptions
}

extension Session {
    /// Tells what became of a task.
    func tell(_ outcome: Outcome, _ rules: Rules) {
        if wantsJSON {
            return answer([
                "item": outcome.item.view(), "events": .array(outcome.events.map(\.view)),
            ])
        }
        let text = EventText(
            workflow: outcome.item.workflow, organisation: rules.organisation,
            documents: rules.documents)
        for event in outcome.events { text.printLine(event, on: screen) }
        if outcome.isRepeated {
            screen.print(
                say(
                    vi: "  Lệnh này đã làm trước đó (cùng --key); không làm lại.",
                    en: "  This was done before (same --key); it was not done again."))
        }
    }
}
