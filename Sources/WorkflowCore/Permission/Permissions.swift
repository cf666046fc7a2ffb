import CEL
import Diagnostics
import WorkflowModel

/// Who may take an action on an item, and who could.
struct Permissions {
    let state: ItemState
    let evaluator: Evaluator
    let circumstances: Circumstances

    private var organisation: Organisation { circumstances.rules.organisation }

    func isPermitted(_ action: Action, _ actor: Actor) throws(Refusal) -> Bool {
        for performer in action.performers {
            if try fits(performer, actor) { return true }
        }
        return false
    }

    private func fits(_ performer: Action.Performer, _ actor: Actor) throws(Refusal) -> Bool {
        if !performer.roles.isEmpty {
            var hasRole = false
            for role in performer.roles {
                guard let code = try code(role) else { continue }
                if actor.roles.contains(code) {
                    hasRole = true
                    break
                }
            }
            guard hasRole else { return false }
        }
        if let agency = performer.agency {
            guard try code(agency) == actor.agency else { return false }
        }
        if let person = performer.person {
            guard try code(.expression(person)) == actor.id else { return false }
        }
        guard let condition = performer.condition else { return true }
        return try evaluator.isTrue(
            condition, fields: state.fields, configuration: state.configuration)
    }

    private func code(_ source: CodeSource) throws(Refusal) -> String? {
        try evaluator.code(source, fields: state.fields, configuration: state.configuration)
    }

    /// The first constraint that keeps a person from an action because of what they did before.
    func violated(_ action: String, by person: String) -> SeparationOfDuties? {
        circumstances.rules.constraints.first { constraint in
            guard constraint.forbidden.contains(action),
                constraint.workflows.isEmpty
                    || constraint.workflows.contains(state.workflow.name)
            else { return false }
            return constraint.done.contains { name in
                guard let index = state.workflow.actionIndex[name] else { return false }
                return state.acts[index]?.people.contains(person) == true
            }
        }
    }

    /// Everybody who may take the action under all constraints.
    func whoCould(_ action: Action) -> [String] {
        organisation.people.compactMap { person in
            let actor = Actor(
                id: person.id, name: person.name, agency: person.agency, roles: person.roles)
            let asked = Permissions(
                state: state,
                evaluator: evaluator.replacing(actor: actor),
                circumstances: circumstances)
            guard (try? asked.isPermitted(action, actor)) == true,
                violated(action.name, by: person.id) == nil
            else { return nil }
            return person.id
        }
    }

    func notPermitted(_ action: Action, _ actor: Actor) -> Reason {
        let could = whoCould(action)
        let who = could.compactMap { organisation.person($0) }
        let names = who.map { person in
            "\(person.name) (\(person.id), \(organisation.agency(person.agency)?.name.vi ?? ""))"
        }
        let englishNames = who.map { person in
            "\(person.name) (\(person.id), \(organisation.agency(person.agency)?.name.en ?? ""))"
        }
        let could1 = could.isEmpty
        return Reason(
            code: .notPermitted,
            message: LocalizedText(
                vi: "\(actor.name) (\(roleTitles(actor, .vi)), \(agencyName(actor, .vi))) không được"
                    + " thực hiện “\(action.title.vi)”. "
                    + (could1
                        ? "Hiện không ai có thẩm quyền này trong tổ chức."
                        : "Người có thể: \(names.joined(separator: "; "))."),
                en: "\(actor.name) (\(roleTitles(actor, .en)), \(agencyName(actor, .en))) may not"
                    + " “\(action.title.en)”. "
                    + (could1
                        ? "Nobody in the organisation may at present."
                        : "Who could: \(englishNames.joined(separator: "; ")).")),
            whoCould: could)
    }

    func separated(_ constraint: SeparationOfDuties, _ action: Action, _ actor: Actor) -> Reason {
        let done = constraint.done.filter { name in
            state.workflow.actionIndex[name].flatMap { state.acts[$0] }?.people
                .contains(actor.id) == true
        }
        let could = whoCould(action)
        let source = constraint.source.map { LocalizedText(vi: " (\($0.vi))", en: " (\($0.en))") }
        return Reason(
            code: .separationOfDuties,
            message: LocalizedText(
                vi: "\(constraint.title.vi)\(source?.vi ?? ""): \(actor.name) đã làm"
                    + " \(done.joined(separator: ", ")) trên hồ sơ này nên không được làm"
                    + " \(action.name). " + Self.whoCould(could).vi,
                en: "\(constraint.title.en)\(source?.en ?? ""): \(actor.name) has done"
                    + " \(done.joined(separator: ", ")) on this item and so may not"
                    + " \(action.name). " + Self.whoCould(could).en),
            whoCould: could)
    }

    private static func whoCould(_ people: [String]) -> LocalizedText {
        people.isEmpty
            ? LocalizedText(vi: "Hiện không còn ai làm được.", en: "Nobody else could at present.")
            : LocalizedText(
                vi: "Người có thể: \(people.joined(separator: ", ")).",
                en: "Who could: \(people.joined(separator: ", ")).")
    }

    private func roleTitles(_ actor: Actor, _ language: Language) -> String {
        actor.roles.map { organisation.role($0)?.title[language] ?? $0 }.joined(separator: ", ")
    }

    private func agencyName(_ actor: Actor, _ language: Language) -> String {
        organisation.agency(actor.agency)?.name[language] ?? actor.agency
    }
}
