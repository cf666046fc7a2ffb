import Diagnostics
import WorkflowModel

extension Organisation {
    /// Who could do it, by name and agency.
    func naming(_ people: [String]) -> LocalizedText {
        let people = people.compactMap { person($0) }
        guard !people.isEmpty else {
            return LocalizedText(
                vi: "Hiện không ai trong tổ chức làm được.",
                en: "Nobody in the organisation could at present.")
        }
        func list(_ language: Language) -> String {
            people.map { "\($0.name) (\($0.id), \(agencyName($0.agency, language)))" }
                .joined(separator: "; ")
        }
        return LocalizedText(
            vi: "Người có thẩm quyền: \(list(.vi)).", en: "Who could: \(list(.en)).")
    }

    /// `Linh (Specialist, Department of Science and Technology)`.
    func introduction(_ actor: Actor, _ language: Language) -> String {
        let roles = actor.roles.map { role($0)?.title[language] ?? $0 }.joined(separator: ", ")
        let position = "\(roles), \(agencyName(actor.agency, language))"
        guard let principal = actor.principal else { return "\(actor.name) (\(position))" }
        let text = LocalizedText(
            vi: "\(actor.name) (thay \(principal.name): \(position))",
            en: "\(actor.name) (for \(principal.name): \(position))")
        return text[language]
    }

    private func agencyName(_ agency: String, _ language: Language) -> String {
        self.agency(agency)?.name[language] ?? agency
    }
}
