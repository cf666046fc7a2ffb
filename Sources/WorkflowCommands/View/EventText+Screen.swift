import Diagnostics
import WorkflowCalendar
import WorkflowPresentation
import WorkflowStorage

extension EventText {
    func print(_ sealed: SealedEvent, on screen: Screen) {
        let data = Self.data(sealed)
        let time = sealed.event.at.formatted(in: .vietnam)
        let isBroken = isBroken(sealed.event.type, data)
        let (mark, tone) = isBroken ? ("!", .bad) : mark(sealed.event.type)
        let head = "\(time)  "
        let what = "\(title(sealed.event.type, data)) – \(who(sealed.event.actor, data))".singleLine
        let room = screen.width - DisplayWidth.of(head) - 2
        for (index, line) in what.wrapped(to: room).enumerated() {
            if index == 0 {
                screen.print(
                    screen.palette(mark, tone) + " " + screen.palette(head, .quiet)
                        + screen.palette(line, isBroken ? .bad : .plain))
            } else {
                printDetail(line, isBroken ? .bad : .plain, on: screen)
            }
        }
        if isBroken {
            for line in brokenLines(data, organisation) { printDetail(line, .bad, on: screen) }
        }
        for line in details(sealed.event, data) { printDetail(line, .quiet, on: screen) }
    }

    /// The event on one line, with its item, for what just happened.
    func printLine(_ sealed: SealedEvent, on screen: Screen) {
        let data = Self.data(sealed)
        let (mark, tone) = mark(sealed.event.type)
        let head = "\(sealed.event.item)  "
        let what = ([title(sealed.event.type, data)] + details(sealed.event, data))
            .joined(separator: ", ").singleLine
        screen.print(
            screen.palette(mark, tone) + " " + screen.palette(head, .accent)
                + what.truncated(to: screen.width - 2 - DisplayWidth.of(head)))
    }

    /// The fields an event changed, each on its own line.
    func printChanges(_ sealed: SealedEvent, on screen: Screen) {
        for line in changes(sealed) {
            for part in line.singleLine.wrapped(to: screen.width - 2) { screen.print("  " + part) }
        }
    }

    /// Lines under an event, past its mark and time.
    private func printDetail(_ text: String, _ tone: Tone, on screen: Screen) {
        let margin = String(repeating: " ", count: 20)
        for line in text.singleLine.wrapped(to: screen.width - margin.count) {
            screen.print(margin + screen.palette(line, tone))
        }
    }
}
