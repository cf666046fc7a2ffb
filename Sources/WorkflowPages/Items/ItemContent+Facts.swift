import Diagnostics
import WorkflowCalendar
package import WorkflowCore
import WorkflowModel
import WorkflowPresentation
package import WorkflowReports

extension ItemContent {
    /// Each deadline there is: when, how it stands, and what says so.
    var deadlines: [View] {
        zip(workflow.deadlines, state.deadlines).compactMap { definition, deadline in
            guard let deadline, deadline.status != .cancelled else { return nil }
            let source =
                definition.source.en == "office setting"
                ? say(vi: "cơ quan đặt", en: "office setting") : definition.source.spoken
            return [
                "title": definition.title.spoken,
                "due": deadline.isPaused
                    ? nil : deadline.due.dueText(isProvisional: deadline.isProvisional),
                "status": StatusBadge(clock.status(of: deadline))?.view,
                "note": "\(deadline.limit.text.spoken); \(source)" + paused(deadline),
            ]
        }
    }

    /// What was left when it was paused, and why it stands still.
    private func paused(_ deadline: DeadlineState) -> String {
        guard case .paused(let remaining, let why) = deadline.status else { return "" }
        let left = deadline.count.resuming(abs(remaining))?.text.spoken
        let text = left.map { left in
            remaining < 0
                ? say(vi: "; đã quá \(left)", en: "; \(left) over")
                : say(vi: "; còn \(left)", en: "; \(left) left")
        }
        return (text ?? "") + (why.map { " (\($0.spoken))" } ?? "")
    }

    /// On whose desks it lies.
    var waiting: [View] {
        TaskLine.all(of: state).map { line in
            let agency = organisation.agency(line.desk.agency)?.name.spoken ?? line.desk.agency
            let roles = line.desk.roles.map { organisation.role($0)?.title.spoken ?? $0 }
            let holder = line.open?.claim.map { claim in
                say(vi: "\(name(claim.person)) đang giữ", en: "\(name(claim.person)) has it")
            }
            return [
                "title": line.title.spoken,
                "desk": ([agency] + roles).joined(separator: ", "),
                "people": line.open == nil ? nil : holders(of: line.desk).joined(separator: ", "),
                "holder": holder, "answer": answer(line),
            ]
        }
    }

    private func answer(_ line: TaskLine) -> String? {
        if let completion = line.completion {
            let outcome = line.outcome(workflow)?.spoken ?? ""
            let note = completion.note.map { ": “\($0)”" } ?? ""
            let late = completion.isLate ? say(vi: ", muộn", en: ", late") : ""
            return "✓ \(outcome) – \(name(completion.actor))\(late)\(note)"
        }
        return line.open == nil ? say(vi: "thôi hỏi", en: "no longer asked") : nil
    }

    private func holders(of desk: TaskDesk) -> [String] {
        var found: [String] = []
        // Of an agency that was merged the work lies with another.
        let agency = organisation.holder(ofWorkOf: desk.agency, on: clock.today)
        let byRole = desk.roles.flatMap { organisation.people(role: $0, agency: agency) }
        for person in desk.people.compactMap(organisation.person) + byRole
        where !found.contains(person.name) {
            found.append(person.name)
        }
        return found
    }

    /// What is known of it, besides the estimates: they have a table.
    var facts: [View] {
        zip(workflow.fields, state.fields).compactMap { field, value in
            guard let value else { return nil }
            // What stands at the top, empty lists and what is not so say nothing more.
            if case .budget = value { return nil }
            if case .string(let text) = value, text == title { return nil }
            if value == .list([]) || value == .bool(false) { return nil }
            return [
                "title": field.title.spoken,
                "value": planTitle(value) ?? value.text(field.type, organisation).spoken,
            ]
        }
    }

    /// What people call the plan a field names.
    private func planTitle(_ value: FieldValue) -> String? {
        guard case .string(let text) = value, text == state.plan else { return nil }
        return planTitle?.spoken
    }

    var documents: [View] {
        state.documents.map { document in
            [
                "path": "\(path)/documents/\(document.sha256)", "name": document.name,
                "kind": documentRules.title(ofKind: document.kind).spoken,
                "size": document.size.bytesText,
                "number": document.registered?.text, "isWithdrawn": document.isWithdrawn,
            ]
        }
    }
}

extension Int64 {
    /// A size for people: `340 KB`.
    package var bytesText: String {
        switch self {
        case ..<1024: "\(self) B"
        case ..<1_048_576: "\((self + 512) / 1024) KB"
        default: "\((self + 524_288) / 1_048_576) MB"
        }
    }
}
