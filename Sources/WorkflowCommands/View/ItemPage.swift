import Diagnostics
import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowPresentation
import WorkflowReports

/// One item as `wf show` tells a person.
struct ItemPage {
    let state: ItemState
    let organisation: Organisation
    let clock: DueClock
    var children: ChildrenText?
    /// What was written to whoever has it now.
    var notes: [HandoverNote] = []
    let screen: Screen

    var workflow: Workflow { state.workflow }
    private var palette: Palette { screen.palette }

    func print(pending: [PendingAction] = []) {
        printHead()
        section(vi: "Đang ở đâu", en: "Where it is")
        for line in StateMap(state: state, width: screen.width, palette: palette).lines() {
            screen.print(line)
        }
        printNotes()
        printTasks()
        PendingText(organisation: organisation, screen: screen).print(pending)
        printDeadlines()
        printTimedMoves()
        if let children {
            section(vi: "Hồ sơ con", en: "Children")
            children.print(on: screen)
        }
        printFields()
        printDocuments()
    }

    private func printHead() {
        let head = state.id + "  "
        let indent = String(repeating: " ", count: DisplayWidth.of(head))
        let title = (title ?? workflow.title.spoken).singleLine
        for (index, line) in title.wrapped(to: screen.width - indent.count, maxLines: 4)
            .enumerated()
        {
            screen.print((index == 0 ? palette(head, .accent) : indent) + palette(line, .strong))
        }
        var parts = [
            workflow.title.spoken + say(vi: ", bản ", en: ", version ") + "\(workflow.version)"
        ]
        if let plan = state.plan { parts.append(plan) }
        if let parent = state.parent {
            parts.append(say(vi: "hồ sơ con của ", en: "below ") + parent)
        }
        parts.append(say(vi: "phiên bản hồ sơ ", en: "item version ") + "\(state.version)")
        for line in parts.joined(separator: " · ").wrapped(to: screen.width - indent.count) {
            screen.print(indent + palette(line, .quiet))
        }
    }

    private var title: String? {
        if case .string(let text)? = state[field: "content"], !text.isEmpty { return text }
        return nil
    }

    func section(vi: String, en: String) {
        screen.print()
        screen.print(palette(say(vi: vi, en: en), .strong))
    }

    // MARK: Parts

    private func printNotes() {
        guard !notes.isEmpty else { return }
        section(vi: "Lời nhắn khi chuyển đến", en: "What was written with it")
        for note in notes {
            let head = "\(note.action), \(note.who), \(note.at.formatted(in: .vietnam)):"
            for (index, line) in head.wrapped(to: screen.width - 4).enumerated() {
                screen.print((index == 0 ? "  " : "    ") + palette(line, .quiet))
            }
            for line in note.note.split(separator: "\n").flatMap({
                String($0).wrapped(to: screen.width - 4)
            }) {
                screen.print("    " + palette(line, note.isReason ? .warning : .plain))
            }
        }
    }

    private func printTasks() {
        let asked = TaskLine.all(of: state).filter { $0.member != nil }
        let tasks = state.tasks.filter { $0.member == nil }
        guard !tasks.isEmpty || !asked.isEmpty else { return }
        section(vi: "Đang chờ ai", en: "Waiting for")
        for task in tasks {
            let agency = organisation.agency(task.agency)?.name.spoken ?? task.agency
            let roles = task.roles.map { organisation.role($0)?.title.spoken ?? $0 }
            let holders = holders(of: task)
            var line = agency
            if !roles.isEmpty { line += " – " + roles.joined(separator: ", ") }
            if !holders.isEmpty { line += ": " + holders.joined(separator: ", ") }
            if let claim = task.claim {
                let who = organisation.person(claim.person)?.name ?? claim.person
                line += say(vi: " (\(who) đang giữ)", en: " (\(who) has it)")
            }
            let whole = "\(task.title(workflow).spoken): \(line)".singleLine
            for (index, part) in whole.wrapped(to: screen.width - 4).enumerated() {
                screen.print((index == 0 ? "  " : "    ") + part.withPlainSpaces)
            }
            guard let order = task.order else { continue }
            let attach = order.document.map {
                say(vi: " --attach \($0)=TỆP", en: " --attach \($0)=FILE")
            }
            screen.print(
                "    " + palette("wf advance \(state.id) \(order.name)" + (attach ?? ""), .accent))
        }
        print(asked)
    }

    /// What states asked of each member of a list, and how to answer.
    private func print(_ asked: [TaskLine]) {
        guard !asked.isEmpty else { return }
        TaskTable(asked, of: state, organisation).print(on: screen, indent: 2)
        let waiting = asked.filter { $0.open != nil }.compactMap { workflow[$0.state].tasks }
        var told: Set<String> = []
        for task in waiting where told.insert(task.name).inserted {
            screen.print("    " + palette(task.line(for: state.id), .accent))
        }
    }

    private func holders(of task: OpenTask) -> [String] {
        var found: [String] = []
        // Of an agency that was merged the work lies with another.
        let agency = organisation.holder(ofWorkOf: task.agency, on: clock.today)
        let byRole = task.roles.flatMap { organisation.people(role: $0, agency: agency) }
        for person in task.people.compactMap(organisation.person) + byRole {
            let name = "\(person.name.spacesKept) [\(person.id)]"
            if !found.contains(name) { found.append(name) }
        }
        return found
    }

    private func printDeadlines() {
        let known = zip(workflow.deadlines, state.deadlines).compactMap { definition, deadline in
            deadline.map { (definition, $0) }
        }.filter { $0.1.status != .cancelled }
        guard !known.isEmpty else { return }
        section(vi: "Thời hạn", en: "Deadlines")
        var table = TextTable([
            .init(title: say(vi: "Việc", en: "What"), minimum: 14),
            .init(title: say(vi: "Hạn", en: "Due")),
            .init(title: say(vi: "Tình trạng", en: "Status"), minimum: 14, maxLines: 3),
            .init(title: say(vi: "Căn cứ", en: "Source"), minimum: 14, maxLines: 3),
        ])
        for (definition, deadline) in known {
            let status = clock.status(of: deadline)
            table.add(
                .init(definition.title.spoken),
                .init(deadline.due.dueCell(isProvisional: deadline.isProvisional)),
                .init(status.text.spoken + deadline.pauseText, status.tone),
                .init("\(deadline.limit.text.spoken); \(definition.sourceText)", .quiet))
        }
        for line in table.lines(width: screen.width, indent: 2, palette) { screen.print(line) }
    }

    private func printTimedMoves() {
        let moves = state.timedMoves
        guard !moves.isEmpty else { return }
        section(vi: "Tự chuyển bước khi đến giờ", en: "Moves on by itself")
        var table = TextTable([
            .init(title: "", minimum: 14), .init(title: ""),
        ])
        for move in moves { table.add(.init(move.text), .init(move.moment)) }
        for line in table.lines(width: screen.width, indent: 2, palette) { screen.print(line) }
    }

    private func printFields() {
        let shown = zip(workflow.fields, state.fields).compactMap { field, value in
            value.map { (field, $0) }
        }.filter { field, value in
            // What stands at the top, empty lists and what is not so say nothing more.
            !(field.name == "content" && title != nil) && value != .list([])
                && value != .bool(false)
        }
        guard !shown.isEmpty else { return }
        section(vi: "Dữ liệu", en: "Fields")
        let labels = shown.map { min(DisplayWidth.of($0.0.title.spoken), 26) }
        let labelWidth = labels.max() ?? 0
        for (field, value) in shown {
            if case .budget(let budget) = value {
                print(budget, of: field)
                continue
            }
            let label = field.title.spoken.truncated(to: labelWidth).padded(to: labelWidth)
            let text = value.text(field.type, organisation).spoken
            let room = screen.width - labelWidth - 4
            for (index, line) in text.wrapped(to: room).enumerated() {
                let start =
                    index == 0 ? palette(label, .quiet) : String(repeating: " ", count: labelWidth)
                screen.print("  " + start + "  " + line.singleLine)
            }
        }
    }

    /// One that stands beside another is shown there.
    private func print(_ budget: Budget, of field: FieldDefinition) {
        if let other = field.beside, case .budget? = state.fields[other] { return }
        screen.print("  " + palette(field.title.spoken, .quiet))
        let text = BudgetText(budget: budget, screen: screen)
        let beside = workflow.fields.indices.first { index in
            workflow.fields[index].beside.map { workflow.fields[$0].name } == field.name
        }
        if let beside, case .budget(let checked)? = state.fields[beside] {
            text.print(beside: checked)
        } else {
            text.print()
        }
    }

    private func printDocuments() {
        guard !state.documents.isEmpty else { return }
        section(vi: "Văn bản", en: "Documents")
        for line in state.documentLines(on: screen, indent: 2) { screen.print(line) }
    }
}

extension DeadlineDefinition {
    /// `office setting` is a word of the definitions, and not one for people.
    var sourceText: String {
        source.en == "office setting"
            ? say(vi: "cơ quan đặt", en: "office setting") : source.spoken
    }
}

extension DeadlineState {
    /// What was left when it was paused, and why it stands still.
    fileprivate var pauseText: String {
        guard case .paused(let remaining, let why) = status else { return "" }
        let left = count.resuming(abs(remaining)).map {
            remaining < 0
                ? say(vi: ", đã quá ", en: ", ") + $0.text.spoken + say(vi: "", en: " over")
                : say(vi: ", còn ", en: ", ") + $0.text.spoken + say(vi: "", en: " left")
        }
        // The state that suspends an item is called what the deadline is then.
        let reason = why.map(\.spoken).flatMap { $0 == DueStatus.paused.text.spoken ? nil : $0 }
        return (left ?? "") + (reason.map { " (\($0))" } ?? "")
    }
}
