import ArgumentParser
import JSON
import WorkflowCore
import WorkflowEngine
import WorkflowPresentation

struct DocumentsList: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: say(vi: "Các văn bản của một hồ sơ.", en: "The documents of an item."),
            usage: say(
                vi: "wf documents [list] <hồ-sơ> [<tùy-chọn>]",
                en: "wf documents [list] <item> [<options>]"),
            discussion: say(
                vi: """
                    Ví dụ:
                      wf documents list PL.II.6
                    """,
                en: """
                    Example:
                      wf documents list PL.II.6
                    """))
    }

    @Argument(help: .say(vi: "Mã hồ sơ.", en: "The item.", name: ("hồ-sơ", "item")))
    var item: String

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func run(in session: Session) async throws {
        let engine = try session.engine()
        let state = try await engine.state(of: item)
        if session.wantsJSON {
            return session.answer(["documents": .array(state.documents.map(\.view))])
        }
        guard !state.documents.isEmpty else {
            return session.screen.print(
                say(
                    vi: "Hồ sơ \(item) chưa có văn bản nào.",
                    en: "Item \(item) has no documents yet."))
        }
        for line in state.documentLines(on: session.screen, indent: 0) {
            session.screen.print(line)
        }
    }
}
