package import WorkflowModel
import WorkflowPresentation

extension BreakGlass {
    /// Who is told when it is used on an item of a workflow, in words; empty when the rules tell
    /// nobody.
    package static func told(_ workflow: Workflow, _ rules: Rules) -> String {
        let words = RuleWords(workflow, rules)
        var told: [String] = []
        for rule in rules.notifications.rules
        where rule.events.contains(NotificationRules.breakGlassType)
            && (rule.workflows.isEmpty || rule.workflows.contains(workflow.name))
        {
            for text in rule.targets.map(words.target) where !told.contains(text) {
                told.append(text)
            }
        }
        return told.joined(separator: ", ")
    }
}

extension RuleWords {
    /// Whom a notification goes to.
    func target(_ target: NotificationTarget) -> String {
        switch target {
        case .owner: say(vi: "người đang giữ việc", en: "whom the task lies with")
        case .lead: say(vi: "cơ quan chủ trì", en: "the agency in the lead")
        case .actor: say(vi: "chính người làm", en: "whoever did it")
        case .starter: say(vi: "người lập hồ sơ", en: "who started the item")
        case .previous: say(vi: "những người đã xử lý hồ sơ", en: "those who worked on the item")
        case .role(let role, agency: nil): code(.code(role))
        case .role(let role, agency: let agency?):
            position(code(.code(role)), reference(agency), isNamed: agency.isCode)
        case .agency(let agency): reference(agency)
        case .superior(let agency, role: nil):
            say(
                vi: "cấp trên của \(reference(agency))",
                en: "the agency above \(reference(agency))")
        case .superior(let agency, role: let role?):
            say(
                vi: "\(code(.code(role))) ở cấp trên của \(reference(agency))",
                en: "\(code(.code(role))) of the agency above \(reference(agency))")
        case .person(let id): rules.organisation.person(id)?.name ?? id
        }
    }

    private func reference(_ agency: NotificationTarget.AgencyReference) -> String {
        switch agency {
        case .owner: say(vi: "cơ quan đang giữ việc", en: "the agency whose desk it lies on")
        case .lead: say(vi: "cơ quan chủ trì", en: "the agency in the lead")
        case .coordinating: say(vi: "các cơ quan phối hợp", en: "the coordinating agencies")
        case .code(let name): code(.code(name))
        }
    }
}

extension NotificationTarget.AgencyReference {
    fileprivate var isCode: Bool { if case .code = self { true } else { false } }
}
