import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation

/// As whom somebody may take an action: as themselves, or for one they stand in for.
struct Standing {
    /// Of the person, or of whom they stand in for.
    let person: String
    let name: String
    let isOwn: Bool
    /// The action as it is open to them so.
    let available: AvailableAction

    /// What is said beside the button.
    var words: String {
        isOwn
            ? say(vi: "Cho chính bạn", en: "For yourself")
            : say(vi: "Làm thay \(name)", en: "For \(name)")
    }

    static let input = "for"

    /// What a form asks where there are several.
    static func field(
        _ standings: [Standing], typed: FormValues?, fault: String?
    ) -> FormField {
        FormField(
            input, say(vi: "Bạn làm thay ai?", en: "For whom do you act?"),
            .one(
                standings.map { standing in
                    .init(
                        standing.person, standing.words,
                        isChosen: typed.map { $0[input] == standing.person } ?? standing.isOwn)
                }), fault: fault, isRequired: true)
    }
}

extension Visit {
    /// Every way in which the person may take an action, their own first; empty when they stand in
    /// for nobody.
    func standings(for name: String, of state: ItemState) async throws -> [Standing] {
        var principals: [Actor.Principal] = []
        for capacity in try await engine.acting(as: user).capacities {
            guard let principal = capacity.principal,
                !principals.contains(where: { $0.id == principal.id })
            else { continue }
            principals.append(principal)
        }
        if principals.isEmpty { return [] }
        let people = [(user, person.name)] + principals.map { ($0.id, $0.name) }
        var standings: [Standing] = []
        for (id, personName) in people {
            let actions = try await engine.actions(on: state, as: user, for: id)
            guard let available = actions.first(where: { $0.action.name == name }),
                available.isOpen
            else { continue }
            standings.append(
                Standing(
                    person: id, name: personName, isOwn: id == user, available: available))
        }
        return standings
    }
}
