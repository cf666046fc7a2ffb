import CEL
import Diagnostics
import WorkflowModel

extension Evaluator {
    /// Whom a state asks.
    ///
    /// - Throws: when there are fewer than it waits for, or a person whom nobody knows.
    func members(
        of definition: TaskDefinition, in state: StateID
    ) throws(Refusal) -> [TaskMember] {
        var members: [TaskMember] = []
        switch definition.assignee {
        case .agencies(let roles):
            members = agencies(of: definition, roles.compactMap(code))
        case .people:
            for id in listed(definition) where !members.contains(where: { $0.code == id }) {
                guard let person = organisation.person(id) else {
                    throw .nobody(called: id, definition)
                }
                members.append(
                    TaskMember(code: id, desk: TaskDesk(agency: person.agency, people: [id])))
            }
        case .desk(let agency, let roles, let person):
            members = [try member(of: definition, state, agency, roles.compactMap(code), person)]
        }
        for substitute in definition.substitutes {
            for index in members.indices {
                guard let desk = desk(substitute, for: members[index]) else { continue }
                members[index].substitutes.append(desk)
            }
        }
        if case .quorum(let count) = definition.until, members.count < count {
            throw .tooFew(members.count, of: count, definition)
        }
        return members
    }

    private var organisation: Organisation { circumstances.rules.organisation }

    /// The texts of the list; none while it has no value.
    private func listed(_ definition: TaskDefinition) -> [String] {
        guard let list = definition.members,
            case .list(let values)? = valueIfPresent(of: list)
        else { return [] }
        return values.compactMap { value in
            if case .string(let text) = value, !text.isEmpty { text } else { nil }
        }
    }

    /// The agencies the list means, each once: a group stands for its members, one without any for
    /// itself, so that it is not forgotten; an agency that is no more for the one that has its work.
    private func agencies(of definition: TaskDefinition, _ roles: [String]) -> [TaskMember] {
        var isByGroup = false
        if case .onePerGroup = definition.until { isByGroup = true }
        var members: [TaskMember] = []
        for text in listed(definition) {
            let group = organisation.agency(called: text)?.code ?? text
            let meant = organisation.agencies(meantBy: group)
            for code in meant.isEmpty ? [group] : meant {
                let holder = organisation.holder(ofWorkOf: code, on: circumstances.today)
                let index =
                    members.firstIndex { $0.code == holder }
                    ?? {
                        members.append(
                            TaskMember(
                                code: holder, desk: TaskDesk(agency: holder, roles: roles)))
                        return members.count - 1
                    }()
                if isByGroup, !members[index].groups.contains(group) {
                    members[index].groups.append(group)
                }
            }
        }
        return members
    }

    private func member(
        of definition: TaskDefinition, _ state: StateID, _ agency: CodeSource?, _ roles: [String],
        _ person: Expression?
    ) throws(Refusal) -> TaskMember {
        if let person {
            let id = self.code(.expression(person)) ?? ""
            guard let known = organisation.person(id) else { throw .nobody(called: id, definition) }
            return TaskMember(code: id, desk: TaskDesk(agency: known.agency, people: [id]))
        }
        var source = agency
        var around: StateID? = state
        while source == nil, let current = around {
            source = workflow[current].owner
            around = workflow[current].parent
        }
        guard let code = source.flatMap(code) else { throw .nobody(called: "", definition) }
        return TaskMember(code: code, desk: TaskDesk(agency: code, roles: roles))
    }

    private func desk(_ substitute: TaskDefinition.Substitute, for member: TaskMember) -> TaskDesk?
    {
        if !substitute.levels.isEmpty {
            guard let level = organisation.agency(member.desk.agency)?.level,
                substitute.levels.contains(level)
            else { return nil }
        }
        return code(substitute.agency).map {
            TaskDesk(agency: $0, roles: substitute.roles.compactMap(code))
        }
    }

    /// Whether enough of a round is done.
    func isSatisfied(_ round: TaskRound, _ definition: TaskDefinition) -> Bool {
        if round.members.isEmpty { return true }
        let done = round.members.count { $0.completion != nil }
        switch definition.until {
        case .all: return done == round.members.count
        case .any: return done > 0
        case .quorum(let count): return done >= count
        case .majority: return done * 2 > round.members.count
        case .onePerGroup:
            var waiting = Set(round.members.flatMap(\.groups))
            for member in round.members where member.completion != nil {
                waiting.subtract(member.groups)
            }
            return waiting.isEmpty
        case .condition(let condition):
            return focused(on: round.state) { isTrue(condition) }
        }
    }

    /// `tasks` inside an expression: those of the state it is asked for, else all of the item.
    var tasks: Value {
        var objects: [Value] = []
        for round in rounds where focus.map({ $0 == round.state }) ?? true {
            guard let definition = workflow[round.state].tasks else { continue }
            for member in round.members {
                objects.append(.object(TaskObject(member, definition)))
            }
        }
        return .list(objects)
    }
}

extension TaskObject {
    convenience init(_ member: TaskMember, _ definition: TaskDefinition) {
        let completion = member.completion
        self.init(
            name: definition.name, agency: member.desk.agency,
            person: member.desk.people.first ?? "",
            outcome: completion.map { $0.outcome ?? TaskDefinition.done } ?? "",
            isDone: completion != nil, isLate: completion?.isLate ?? false,
            actor: completion?.actor ?? "", note: completion?.note ?? "",
            at: completion?.at.timestamp.map(Value.timestamp))
    }
}

extension Refusal {
    fileprivate static func nobody(called id: String, _ definition: TaskDefinition) -> Refusal {
        Refusal(
            Reason(
                code: .invalidInput,
                message: id.isEmpty
                    ? LocalizedText(
                        vi: "Chưa biết giao việc “\(definition.title.vi)” cho ai.",
                        en: "It is not known whom the task “\(definition.title.en)” is for.")
                    : LocalizedText(
                        vi: "Việc “\(definition.title.vi)” cần giao cho \(id), nhưng trong tổ chức"
                            + " không có ai mang mã này.",
                        en: "The task “\(definition.title.en)” is for \(id), but nobody in the"
                            + " organisation has this identifier.")))
    }

    fileprivate static func tooFew(
        _ found: Int, of count: Int, _ definition: TaskDefinition
    ) -> Refusal {
        let list = definition.members?.source ?? ""
        return Refusal(
            Reason(
                code: .guardFailed,
                message: LocalizedText(
                    vi: "Việc “\(definition.title.vi)” phải có ít nhất \(count) nơi làm, nhưng"
                        + " chỉ có \(found).",
                    en: "The task “\(definition.title.en)” takes at least \(count) to be asked, but"
                        + " there \(found == 1 ? "is 1" : "are \(found)")."),
                expression: "until: quorum \(count)",
                observations: [
                    Reason.Observation(name: "size(\(list))", value: LocalizedText("\(found)"))
                ]))
    }
}
