import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowModel
import WorkflowPresentation
import WorkflowStorage

struct NotificationsList: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: say(
                vi: "Số lượng theo nơi nhận, và những gì chưa gửi được.",
                en: "How many by sink, and what has not arrived."),
            usage: say(
                vi: "wf notifications list [<tùy-chọn>]",
                en: "wf notifications list [<options>]"),
            discussion: say(
                vi: """
                    Không nêu --state thì liệt kê những gì đang chờ và không gửi được.

                    Ví dụ:
                      wf notifications list
                      wf notifications list --state dead --sink data-centre
                      wf notifications list --state delivered --item PL.II.6
                    """,
                en: """
                    Without --state it lists what waits and what is dead.

                    Examples:
                      wf notifications list
                      wf notifications list --state dead --sink data-centre
                      wf notifications list --state delivered --item PL.II.6
                    """))
    }

    @Option(
        help: .say(vi: "Chỉ nơi nhận này.", en: "Of this sink only.", name: ("nơi-nhận", "sink")))
    var sink: String?

    @Option(
        help: .say(
            vi: "Ở tình trạng này: waiting, retrying, delivered, dead, dropped.",
            en: "In this state: waiting, retrying, delivered, dead, dropped.",
            name: ("tình-trạng", "state")))
    var state: String?

    @Option(help: .say(vi: "Của hồ sơ này.", en: "Of this item.", name: ("hồ-sơ", "item")))
    var item: String?

    @Option(help: .say(vi: "Nhiều nhất bao nhiêu.", en: "At most so many.", name: ("số", "n")))
    var limit = 50

    @Option(
        help: .say(
            vi: "Tiếp sau thông báo này.", en: "Go on after this notification.",
            name: ("mã", "id")))
    var after: String?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .oversees }

    func validate() throws {
        guard (1...100_000).contains(limit) else {
            throw ValidationError(
                say(vi: "--limit phải từ 1 đến 100000.", en: "--limit must be 1 to 100000."))
        }
    }

    func run(in session: Session) async throws {
        let query = try query()
        let store = try session.store()
        let counts = try await store.deliveryCounts().filter { sink == nil || $0.sink == sink }
        try checkSink(counts, session)
        let found = try await session.engine().notifications(query)
        let records = Array(found.prefix(limit))
        let text = NotificationText(now: session.now)
        if session.wantsJSON {
            var answer: JSONObject = [
                "sinks": .array(counts.map { $0.view(at: session.now) }),
                "notifications": .array(records.map(\.view)),
            ]
            if found.count > limit, let last = records.last {
                answer["next"] = .string(OutboxRow.eventID(of: last.id))
            }
            return session.answer(.object(answer))
        }
        let screen = session.screen
        text.print(counts, on: screen)
        let nextRelease = try await store.nextRelease()
        text.print(held: counts.reduce(0) { $0 + $1.held }, until: nextRelease, on: screen)
        if records.isEmpty {
            if isFiltered {
                screen.print()
                screen.print(
                    say(vi: "Không có thông báo nào khớp.", en: "No notification fits."))
            }
            return
        }
        screen.print()
        text.print(records, on: screen)
        guard found.count > limit, let last = records.last else { return }
        screen.print()
        screen.printWrapped(
            say(
                vi:
                    "Còn nữa: thêm --after \(OutboxRow.eventID(of: last.id)), hoặc --limit lớn hơn.",
                en: "There are more: add --after \(OutboxRow.eventID(of: last.id)), or a larger"
                    + " --limit."))
    }

    private var isFiltered: Bool { state != nil || item != nil || after != nil }

    private func query() throws -> NotificationQuery {
        var query = NotificationQuery(
            sink: sink, states: [.waiting, .retrying, .dead], item: item, limit: limit + 1)
        if let state { query.states = [try Self.state(state)] }
        if let after {
            guard let id = OutboxRow.id(parsing: after) else {
                throw Failure.usage(
                    "bad-id", vi: "“\(after)” không phải mã thông báo; viết wf-123-1.",
                    en: "“\(after)” is no notification; write wf-123-1.")
            }
            query.after = id
        }
        return query
    }

    private static func state(_ text: String) throws -> NotificationRecord.State {
        if let state = NotificationRecord.State(rawValue: text) { return state }
        let states = NotificationRecord.State.allCases.map(\.rawValue)
        throw Failure(
            .usage, "bad-state",
            LocalizedText(
                vi: "“\(text)” không phải tình trạng thông báo; viết một trong"
                    + " \(states.joined(separator: ", ")).",
                en: "“\(text)” is no state of a notification; write one of"
                    + " \(states.joined(separator: ", "))."),
            hint: Failure.suggestion(nearest(text, in: states)))
    }

    /// A sink nobody knows is a mistake; one without notifications is not.
    private func checkSink(_ counts: [DeliveryCounts], _ session: Session) throws {
        guard let sink, counts.isEmpty else { return }
        let names = try session.rules().notifications.sinks.keys.sorted()
        if names.contains(sink) { return }
        throw Failure(
            .notFound, "not-found",
            LocalizedText(
                vi: "Không có nơi nhận “\(sink)” trong rules/notifications.yaml.",
                en: "There is no sink “\(sink)” in rules/notifications.yaml."),
            hint: Failure.suggestion(nearest(sink, in: names)))
    }
}
