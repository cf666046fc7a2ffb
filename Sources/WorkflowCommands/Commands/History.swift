import ArgumentParser
import Diagnostics
import JSON
import WorkflowCore
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

struct History: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "history",
            abstract: say(vi: "Mọi việc đã xảy ra với hồ sơ.", en: "All that happened to an item."),
            usage: say(
                vi: "wf history <hồ-sơ> [<tùy-chọn>]",
                en: "wf history <item> [<options>]"),
            discussion: say(
                vi: """
                    Ai làm gì, lúc nào, thay đổi gì. Lịch sử không sửa được: mỗi dòng mang mã băm
                    của dòng trước (kiểm tra bằng wf verify).

                    Ví dụ:
                      wf history PL.II.6
                    """,
                en: """
                    Who did what, when, and what it changed. History cannot be edited: every event
                    carries the hash of the one before it (see wf verify).

                    Example:
                      wf history PL.II.6
                    """))
    }

    @Argument(help: .say(vi: "Mã hồ sơ.", en: "The item.", name: ("hồ-sơ", "item")))
    var item: String

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func run(in session: Session) async throws {
        let engine = try session.engine()
        let events = try await engine.history(of: item)
        if session.wantsJSON {
            return session.answer(["events": .array(events.map(\.view))])
        }
        let state = try await engine.state(of: item)
        var text = EventText(
            workflow: state.workflow, organisation: engine.rules.organisation,
            documents: engine.rules.documents)
        if let first = events.first, !EventText.data(first)["schedule"].isNull {
            let rules = try session.whereHomeIs().rules
            text.schedules = LibraryLoader(paths: [rules]).rules().schedules
        }
        for child in state.children {
            text.family[child.id] = try await engine.state(of: child.id).workflow
        }
        session.screen.print(session.screen.palette(item, .accent))
        for event in events { text.print(event, on: session.screen) }
    }
}
