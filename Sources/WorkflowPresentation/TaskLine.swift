package import Diagnostics
package import JSON
import WorkflowCalendar
package import WorkflowCore
package import WorkflowModel

/// One task of an item, waiting or not, as lists tell it.
package struct TaskLine {
    package enum Standing: String {
        case open, claimed, done, late, cancelled
    }

    package let name: String
    package let title: LocalizedText
    package let state: StateID
    package let desk: TaskDesk
    /// Nil for the work of a state, and for what a ladder opened.
    package let member: TaskMember?
    /// Nil once it is on no desk any more.
    package let open: OpenTask?

    package var completion: TaskCompletion? { member?.completion }

    package var standing: Standing {
        if let completion { return completion.isLate ? .late : .done }
        guard let open else { return .cancelled }
        return open.claim == nil ? .open : .claimed
    }

    /// The waiting ones that states ask of nobody in particular, then those of each round.
    package static func all(of state: ItemState) -> [TaskLine] {
        let workflow = state.workflow
        var lines = state.tasks.filter { $0.member == nil }.map { task in
            TaskLine(
                name: task.name(workflow), title: task.title(workflow), state: task.state,
                desk: TaskDesk(agency: task.agency, roles: task.roles, people: task.people),
                member: nil, open: task)
        }
        for round in state.rounds {
            guard let definition = workflow[round.state].tasks else { continue }
            lines += round.members.map { member in
                let open = state.tasks.first { task in
                    task.state == round.state && task.member == member.code
                }
                let desk = open.map {
                    TaskDesk(agency: $0.agency, roles: $0.roles, people: $0.people)
                }
                return TaskLine(
                    name: definition.name, title: definition.title, state: round.state,
                    desk: desk ?? member.desk, member: member, open: open)
            }
        }
        return lines
    }

    /// The outcome for people; nil while there is none.
    package func outcome(_ workflow: Workflow) -> LocalizedText? {
        guard let completion else { return nil }
        guard let code = completion.outcome else {
            return LocalizedText(vi: "đã làm xong", en: "done")
        }
        let known = workflow[state].tasks?.outcomes.first { $0.code == code }
        return known?.title ?? LocalizedText(code)
    }

    package func view(_ item: ItemState) -> JSON {
        var view = JSONObject()
        view["name"] = .string(name)
        view["title"] = .string(title.spoken)
        view["state"] = .string(item.workflow[state].name)
        view["status"] = .string(standing.rawValue)
        view["agency"] = .string(desk.agency)
        view["roles"] = .array(desk.roles.map(JSON.string))
        view["people"] = .array(desk.people.map(JSON.string))
        view["member"] = (member?.code).map(JSON.string)
        let substitutes = member?.substitutes ?? []
        if !substitutes.isEmpty {
            view["on_behalf"] = .array(
                substitutes.map { substitute in
                    [
                        "agency": .string(substitute.agency),
                        "roles": .array(substitute.roles.map(JSON.string)),
                    ]
                })
        }
        view["claimed_by"] = (open?.claim?.person).map(JSON.string)
        view["claimed_at"] = (open?.claim?.at).map { .string($0.iso8601(in: .vietnam)) }
        view["opened_at"] = (open?.openedAt).map { .string($0.iso8601(in: .vietnam)) }
        guard let completion else { return .object(view) }
        view["outcome"] = .string(completion.outcome ?? TaskDefinition.done)
        view["actor"] = .string(completion.actor)
        view["actor_agency"] = .string(completion.agency)
        view["done_at"] = .string(completion.at.iso8601(in: .vietnam))
        view["note"] = completion.note.map(JSON.string)
        view["answered_on_behalf"] = completion.isOnBehalf ? true : nil
        return .object(view)
    }
}

extension TaskDefinition {
    /// The command line that completes it, ready to type.
    package func line(for item: String) -> String {
        var words = ["wf advance \(item) \(name)"]
        if !outcomes.isEmpty {
            words.append("--outcome " + outcomes.map(\.code).joined(separator: "|"))
        }
        if requiresNote { words.append("--note \"…\"") }
        for kind in documents {
            words.append("--attach \(kind)=" + say(vi: "TỆP", en: "FILE"))
        }
        return words.joined(separator: " ")
    }
}
