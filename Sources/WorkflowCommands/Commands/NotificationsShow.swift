import ArgumentParser
import JSON
import WorkflowPresentation
import WorkflowStorage

struct NotificationsShow: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show",
            abstract: say(
                vi: "Một thông báo: nội dung, các lần gửi, trả lời cuối.",
                en: "One notification: content, attempts, last answer."),
            usage: say(
                vi: "wf notifications show <mã> [<tùy-chọn>]",
                en: "wf notifications show <id> [<options>]"),
            discussion: say(
                vi: """
                    Ví dụ:
                      wf notifications show wf-123-1
                    """,
                en: """
                    Example:
                      wf notifications show wf-123-1
                    """))
    }

    @Argument(help: .say(vi: "Mã thông báo.", en: "The notification.", name: ("mã", "id")))
    var id: String

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .oversees }

    func run(in session: Session) async throws {
        let store = try session.store()
        let record = try await session.engine().knownNotification(id)
        let inFront = try await store.inFront(of: record)
        let circuit = try await store.circuit(of: record.sink)
        if session.wantsJSON {
            return session.answer(["notification": record.view(behind: inFront)])
        }
        NotificationText(now: session.now)
            .print(record, behind: inFront, circuit, on: session.screen)
    }
}
