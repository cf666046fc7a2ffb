import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

/// Reads a plan. Comes after the workflows: what an activity may say is what the fields of its
/// workflow are.
struct PlanDecoder {
    let organisation: Organisation
    let workflows: [String: Workflow]
    let sink: DiagnosticSink

    init(organisation: Organisation, workflows: [String: Workflow], sink: DiagnosticSink) {
        self.organisation = organisation
        self.workflows = workflows
        self.sink = sink
    }

    func decode(_ file: SourceFile) -> Plan? {
        let context = LocalizedText(vi: "một kế hoạch", en: "a plan")
        guard var reader = MappingReader(file.node, context: context, sink: sink) else {
            return nil
        }
        reader.know(file.kind.rawValue)
        let number = reader.optional("number", .nonEmptyString)
        let title = reader.required("title", .localizedText)
        let issuedOn = reader.optional("issued_on", .date)
        let issuer = reader.optional("issuer", .agency(in: organisation))
        let signer = reader.optional("signer", .signer)
        let legalBases = reader.optional(
            "legal_bases", NodeDecoder<[Plan.LegalBasis]>.list(of: .legalBasis), default: [])
        let recipients = reader.optional(
            "recipients", NodeDecoder<[String]>.list(of: .nonEmptyString), default: [])
        let sections = reader.optional(
            "sections", NodeDecoder<[Located<Plan.Section>]>.list(of: .planSection), default: [])
        let objectives = reader.optional(
            "objectives", NodeDecoder<[ObjectiveDraft]>.list(of: .objective), default: [])
        let projects = reader.optional(
            "projects", NodeDecoder<[ProjectDraft]>.list(of: .project), default: [])
        let funding = reader.optional(
            "funding", NodeDecoder<[Located<Plan.FundingSource>]>.list(of: .funding), default: [])
        let activityNodes = reader.required("activities", .sequenceNode)?.sequence ?? []
        reader.finish()

        let activities = decodeActivities(activityNodes, of: file.name, sections.map(\.value.id))
        checkNames(sections, objectives, projects, funding)
        checkActivities(named: objectives.flatMap(\.activities), in: activityNodes)
        checkActivities(named: projects.compactMap(\.activity), in: activityNodes)
        guard let title else { return nil }
        return Plan(
            name: file.name, number: number, title: title, issuedOn: issuedOn, issuer: issuer,
            signer: signer, legalBases: legalBases, recipients: recipients,
            sections: sections.map(\.value), objectives: objectives.map(\.objective),
            projects: projects.map(\.project), funding: funding.map(\.value),
            activities: activities, range: file.nameRange)
    }

    private func decodeActivities(
        _ nodes: [Node], of plan: String, _ sections: [String]
    ) -> [PlannedActivity] {
        var places = DefinitionPlaces()
        return nodes.compactMap { node in
            guard
                var decoder = ActivityDecoder(
                    node, plan: plan, sections: sections, organisation: organisation,
                    workflows: workflows, sink: sink),
                let activity = decoder.decode(),
                places.isNew(activity.id, .anActivity, at: activity.range, sink)
            else { return nil }
            return activity
        }
    }

    private func checkNames(
        _ sections: [Located<Plan.Section>], _ objectives: [ObjectiveDraft],
        _ projects: [ProjectDraft], _ funding: [Located<Plan.FundingSource>]
    ) {
        var places = DefinitionPlaces()
        for section in sections {
            _ = places.isNew(section.value.id, .aSection, at: section.range, sink)
        }
        for objective in objectives {
            _ = places.isNew(objective.objective.id, .anObjective, at: objective.range, sink)
        }
        for project in projects {
            _ = places.isNew(project.project.id, .aProject, at: project.range, sink)
        }
        for source in funding {
            _ = places.isNew(source.value.code, .aFundingSource, at: source.range, sink)
        }
    }

    /// Looks at what is written, not at what could be decoded: an activity with a mistake in it
    /// still exists.
    private func checkActivities(named names: [Located<String>], in nodes: [Node]) {
        let known = nodes.compactMap { $0["id"]?.string }
        let set = Set(known)
        for name in names where !set.contains(name.value) {
            sink.report(
                .unknownName(name.value, in: known, .anActivityID, at: name.range))
        }
    }
}

extension LocalizedText {
    static let anActivity = LocalizedText(vi: "một nhiệm vụ", en: "an activity")
    static let anActivityID = LocalizedText(
        vi: "mã một nhiệm vụ của kế hoạch", en: "the id of an activity of the plan")
    static let aSection = LocalizedText(vi: "một mục", en: "a section")
    static let anObjective = LocalizedText(vi: "một mục tiêu", en: "an objective")
    static let aProject = LocalizedText(vi: "một đề tài, dự án", en: "a project")
    static let aFundingSource = LocalizedText(vi: "một nguồn kinh phí", en: "a funding source")
}
