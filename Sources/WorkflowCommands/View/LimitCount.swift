import Diagnostics
import WorkflowCalendar
import WorkflowPresentation

extension LimitCount {
    func print(isExplained: Bool, _ screen: Screen) {
        var due = count.due.formatted(.slashed)
        if let moment { due = moment.formatted(in: calendar.zone) }
        let provisional =
            count.end.isProvisional
            ? say(
                vi: " (dự kiến: lịch nghỉ năm này chưa được quyết định)",
                en: " (expected: the days off of that year are not decided yet)") : ""
        screen.print(
            screen.palette(due, .strong) + " " + count.due.weekday.name.spoken + provisional)
        guard isExplained else { return }
        printCount(screen)
        screen.print("  " + CalendarArgument.edition(calendar))
    }

    /// The count as a person would write it.
    func printCount(_ screen: Screen) {
        let lines = [received, count.text(Speech.language), moved].compactMap(\.self)
        for line in lines.flatMap({ $0.wrapped(to: screen.width - 2) }) {
            screen.print("  " + line)
        }
    }

    /// Why the count begins on another day than something came.
    private var received: String? {
        arrival.map { arrival in
            say(
                vi: "Nhận lúc \(arrival.at.formatted(in: calendar.zone)), "
                    + "\(arrival.rule.text.vi): tính là nhận ngày "
                    + count.start.formatted(.slashed),
                en: "Came at \(arrival.at.formatted(in: calendar.zone)), "
                    + "\(arrival.rule.text.en): counts as received on "
                    + count.start.formatted(.slashed))
        }
    }

    /// Why it ends on another day than counting does.
    private var moved: String? {
        guard count.raw != count.due else { return nil }
        let basis =
            roll == .forward ? say(vi: " (BLDS 2015, Điều 148)", en: " (Civil Code, art. 148)") : ""
        return say(
            vi: "\(count.raw.formatted(.slashed)) là ngày nghỉ: \(roll.text.vi)",
            en: "\(count.raw.formatted(.slashed)) is a day off: \(roll.text.en)") + basis
    }
}
