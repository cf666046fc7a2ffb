import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

struct CalendarAdopt: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "adopt",
            abstract: say(
                vi: "Tính lại mọi thời hạn đang chạy theo bản lịch đang áp dụng.",
                en: "Count running deadlines by the edition in force."),
            usage: say(
                vi: "wf calendar adopt [<bản>] [<tùy-chọn>]",
                en: "wf calendar adopt [<edition>] [<options>]"),
            discussion: say(
                vi: """
                    Đưa bản mới vào rules/, xem trước bằng wf calendar diff, rồi áp dụng. Các hạn
                    và lần tự chuyển đổi ngày được ghi trong một giao dịch; lịch sử giữ cả ngày cũ
                    lẫn ngày mới. Làm lại lần nữa thì không đổi gì. Chỉ người ghi trong
                    “adopted_by” của lịch được làm.

                    Ví dụ:
                      wf calendar adopt --as vp.thu
                      wf calendar adopt 2026.1 --as vp.thu
                    """,
                en: """
                    Put the new edition into rules/, look at what it does with wf calendar diff,
                    then adopt it. Deadlines and timed transitions that move are written in one
                    transaction; the history keeps both dates. Doing it again changes nothing. Only
                    those named under “adopted_by” in the calendar may.

                    Examples:
                      wf calendar adopt --as vp.thu
                      wf calendar adopt 2026.1 --as vp.thu
                    """))
    }

    @Argument(
        help: .say(
            vi: "Bản phải đang áp dụng; ghi ra để khỏi nhầm.",
            en: "Must be the one in force; named to make sure.", name: ("bản", "edition")))
    var edition: String?

    @Option(help: CalendarArgument.name)
    var calendar: String?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .administers }

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let inForce = try session.editions(ofCalendar: calendar).inForce(at: session.now)
        let named = try session.calendar(named: calendar, version: edition)
        guard named.version == inForce.version else { throw Self.notInForce(named, inForce) }
        let outcome = try await session.engine().adopt(inForce, as: user)
        if session.wantsJSON {
            return session.answer([
                "calendar": .string(inForce.version), "looked": .int(Int64(outcome.looked)),
                "moves": .array(outcome.moved.map(\.view)),
                "notifications": .int(Int64(outcome.notifications)),
            ])
        }
        session.screen.print(CalendarArgument.edition(inForce))
        MovedEnds(
            moves: outcome.moved, organisation: try session.rules().organisation,
            screen: session.screen
        ).print()
        session.screen.print()
        session.screen.print(
            say(
                vi:
                    "Đã xem \(outcome.looked) thời hạn và lần tự chuyển đang chờ, đổi ngày \(outcome.moved.count),"
                    + " \(outcome.notifications) thông báo mới.",
                en:
                    "\(outcome.looked) running deadlines and timers looked at, \(outcome.moved.count) moved,"
                    + " \(outcome.notifications) notifications."))
    }

    /// New deadlines would still be counted by another edition than the old ones.
    private static func notInForce(
        _ named: WorkingCalendar, _ inForce: WorkingCalendar
    ) -> Failure {
        let since = named.knownSince.map { $0.formatted(.slashed) } ?? "–"
        return Failure(
            .refused, "not-in-force",
            vi: "Bản \(named.version) (biết từ \(since)) không phải bản đang áp dụng; bản đang áp "
                + "dụng là \(inForce.version).",
            en: "Version \(named.version) (known since \(since)) is not the one in force; that is "
                + "\(inForce.version).")
    }
}
