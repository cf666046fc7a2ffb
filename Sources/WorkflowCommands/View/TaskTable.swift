import Diagnostics
import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowPresentation

/// Tasks as lines of a table.
struct TaskTable {
    private var table = TextTable([
        .init(title: say(vi: "Việc", en: "Task")),
        .init(title: say(vi: "Nội dung", en: "Title"), minimum: 14),
        .init(title: say(vi: "Của", en: "Of"), minimum: 14, maxLines: 3),
        .init(title: say(vi: "Tình trạng", en: "Status"), minimum: 18, maxLines: 4),
    ])

    init(_ lines: [TaskLine], of state: ItemState, _ organisation: Organisation) {
        for line in lines {
            table.add(
                .init(line.name, .accent), .init(line.title.spoken),
                .init(Self.desk(line, organisation)),
                .init(line.status(state.workflow, organisation).spoken, line.tone))
        }
    }

    private static func desk(_ line: TaskLine, _ organisation: Organisation) -> String {
        let people = line.desk.people.map { organisation.person($0)?.name ?? $0 }
        if !people.isEmpty { return people.joined(separator: ", ") }
        let agency = organisation.agency(line.desk.agency)?.name.spoken ?? line.desk.agency
        let roles = line.desk.roles.map { organisation.role($0)?.title.spoken ?? $0 }
        return roles.isEmpty ? agency : agency + " – " + roles.joined(separator: ", ")
    }

    func print(on screen: Screen, indent: Int = 0) {
        for line in table.lines(width: screen.width, indent: indent, screen.palette) {
            screen.print(line)
        }
    }
}

extension TaskLine {
    var tone: Tone {
        switch standing {
        case .open: .plain
        case .claimed: .accent
        case .done: .good
        case .late: .warning
        case .cancelled: .quiet
        }
    }

    /// Waiting for whom, or what it came to, by whom and when.
    func status(_ workflow: Workflow, _ organisation: Organisation) -> LocalizedText {
        func name(_ id: String) -> String { organisation.person(id)?.name ?? id }
        if let completion, let outcome = outcome(workflow) {
            let who = name(completion.actor)
            let at = completion.at.formatted(in: .vietnam)
            return LocalizedText(
                vi: outcome.vi + (completion.isLate ? ", muộn" : "") + " – \(who)"
                    + (completion.isOnBehalf ? " làm thay" : "") + ", \(at)",
                en: outcome.en + (completion.isLate ? ", late" : "") + " – \(who)"
                    + (completion.isOnBehalf ? " on their behalf" : "") + ", \(at)")
        }
        switch standing {
        case .claimed:
            let who = (open?.claim?.person).map(name) ?? ""
            return LocalizedText(vi: "\(who) đang giữ", en: "with \(who)")
        case .cancelled: return LocalizedText(vi: "đã thôi", en: "taken back")
        default: return LocalizedText(vi: "đang chờ", en: "waiting")
        }
    }
}
