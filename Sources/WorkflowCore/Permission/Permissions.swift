import CEL
import Diagnostics
import WorkflowModel

/// Who may take an action on an item, and who could.
struct Permissions {
    let evaluator: Evaluator

    private var workflow: Workflow { evaluator.workflow }
    private var acts: [ActHistory?] { evaluator.before?.acts ?? [] }
    private var circumstances: Circumstances { evaluator.circumstances }
    private var organisation: Organisation { evaluator.circumstances.rules.organisation }

    func isPermitted(_ action: Action, _ actor: Actor) -> Bool {
        action.performers.contains { fits($0, actor) }
    }

    private func fits(_ performer: Action.Performer, _ actor: Actor) -> Bool {
        if !performer.roles.isEmpty {
            let hasRole = performer.roles.contains { role in
                code(role).map(actor.roles.contains) ?? false
            }
            guard hasRole else { return false }
        }
        if let agency = performer.agency {
            guard code(agency) == actor.agency else { return false }
        }
        if let person = performer.person {
            guard code(.expression(person)) == actor.id else { return false }
        }
        guard let condition = performer.condition else { return true }
        return evaluator.isTrue(condition)
    }

    private func code(_ source: CodeSource) -> String? {
        if case .code(let code) = source { return code }
        return evaluator.code(source)
    }

    /// The first constraint that keeps a person from an action because of what they did before.
    func violated(_ action: String, by person: String) -> SeparationOfDuties? {
        circumstances.rules.constraints.first { constraint in
            guard constraint.forbidden.contains(action),
                constraint.workflows.isEmpty
                    || constraint.workflows.contains(workflow.name)
            else { return false }
            return constraint.done.contains { name in
                guard let index = workflow.actionIndex[name] else { return false }
                return acts[index]?.people.contains(person) == true
            }
        }
    }

    /// Everybody who may take the action under all constraints.
    func whoCould(_ action: Action) -> [String] {
        organisation.people.compactMap { person in
            let actor = Actor(
                id: person.id, name: person.name, agency: person.agency, roles: person.roles)
            let asked = Permissions(evaluator: evaluator.replacing(actor: actor))
            guard asked.isPermitted(action, actor),
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
            workflow.actionIndex[name].flatMap { acts[$0] }?.people
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
