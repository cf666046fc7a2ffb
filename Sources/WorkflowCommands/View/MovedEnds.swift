import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

/// Deadlines and timed transitions that another edition of the calendar moves, as a table.
struct MovedEnds {
    let moves: [MovedEnd]
    let organisation: Organisation
    let screen: Screen

    func print() {
        screen.print()
        guard !moves.isEmpty else {
            screen.print(
                say(vi: "Không thời hạn nào đổi ngày.", en: "No running deadline moves."))
            return
        }
        var table = TextTable([
            .init(title: say(vi: "Hồ sơ", en: "Item")),
            .init(title: say(vi: "Thời hạn", en: "Deadline"), minimum: 14),
            .init(title: say(vi: "Ở cơ quan", en: "With"), minimum: 10),
            .init(title: say(vi: "Hạn cũ", en: "Was due")),
            .init(title: say(vi: "Hạn mới", en: "Now due")),
        ])
        for move in moves {
            let owner = move.owner.map { organisation.agency($0)?.name.spoken ?? $0 }
            table.add(
                .init(move.item), .init(move.spokenTitle), .init(owner ?? "–"),
                .init(move.before.formatted(.slashed), .quiet),
                .init(move.after.formatted(.slashed), .warning))
        }
        for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
    }
}

extension MovedEnd {
    fileprivate var spokenTitle: String {
        switch kind {
        case .deadline: title.spoken
        case .timer: say(vi: "Tự chuyển: ", en: "By itself: ") + title.spoken
        }
    }

    /// A timed transition is named by the state it leaves.
    var view: JSON {
        [
            "item": .string(item), kind == .deadline ? "deadline" : "timer": .string(name),
            "title": .string(title.spoken),
            "owner": owner.map(JSON.string) ?? .null, "was_due": .string(before.description),
            "due": .string(after.description),
        ]
    }
}
