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

    func run(in session: Session) async throws {
        let store = try session.store()
        let record = try await NotificationSelection.record(id, session)
        let inFront = try await inFront(of: record, in: store)
        let circuit = try await store.circuit(of: record.sink)
        if session.wantsJSON {
            guard var view = record.view.object else { return }
            view["behind"] = inFront.map { .string(OutboxRow.eventID(of: $0.id)) } ?? .null
            view["envelope"] = record.row.flatMap { try? JSON.parse($0.envelope) } ?? .null
            return session.answer(["notification": .object(view)])
        }
        NotificationText(now: session.now)
            .print(record, behind: inFront, circuit, on: session.screen)
    }

    /// The one of the same item that has to be delivered first, and waits for another attempt.
    private func inFront(
        of record: NotificationRecord, in store: any Store
    ) async throws -> NotificationRecord? {
        guard record.state == .waiting else { return nil }
        let query = NotificationQuery(
            sink: record.sink, states: [.retrying], item: record.item, limit: 1)
        return try await store.notifications(query).first
    }
}
