import Diagnostics
import WorkflowCalendar
import WorkflowModel

extension Library {
    /// In what surroundings items of a workflow begin: those of the activities of plans, of schedules
    /// and of the items that open such items below them, or else one for each agency in which somebody is; and each with every row of the
    /// tables that say who may.
    func surroundings(
        of workflow: Workflow, _ calendar: WorkingCalendar, _ staffed: Set<String>
    ) -> [Surroundings] {
        surroundings(of: workflow, calendar, staffed, opening: [])
    }

    /// - Parameter opened: workflows whose items are opened, at last, by those of this one.
    private func surroundings(
        of workflow: Workflow, _ calendar: WorkingCalendar, _ staffed: Set<String>,
        opening opened: Set<String>
    ) -> [Surroundings] {
        let activities = plans.sorted { $0.key < $1.key }.flatMap(\.value.activities)
            .filter { $0.workflow == workflow.name }
        var beginnings = activities.map(\.fields)
        for schedule in rules.schedules where schedule.workflow == workflow.name {
            let agencies = schedule.agencies.isEmpty ? [""] : schedule.agencies
            beginnings += agencies.map { schedule.agencyValues(of: workflow, for: $0) }
        }
        // Workflows that open one another in a circle are refused elsewhere.
        let opened = opened.union([workflow.name])
        for parent in workflows.values.sorted(by: { $0.name < $1.name })
        where !opened.contains(parent.name) {
            let definitions = parent.children.filter { $0.workflow.value == workflow.name }
            if definitions.isEmpty { continue }
            let around = surroundings(of: parent, calendar, staffed, opening: opened)
            for definition in definitions {
                beginnings += around.map { $0.beginning(of: workflow, openedBy: definition) }
            }
        }
        let agencyFields = workflow.fields.filter {
            $0.type == .agency && $0.value == nil && $0.defaultValue == nil
        }
        if beginnings.isEmpty {
            // What stands for the agency of an item stands for all of them.
            beginnings = staffed.sorted().map { agency in
                Dictionary(
                    agencyFields.map { ($0.name, FieldValue.string(agency)) },
                    uniquingKeysWith: { first, _ in first })
            }
            if agencyFields.isEmpty { beginnings = [[:]] }
        }
        let rows = rowChoices(of: workflow)
        return beginnings.flatMap { given in
            rows.map { Surroundings(workflow, rules, calendar, given: given, rows: $0) }
        }
    }

    /// Every way the tables that performers ask may decide, a few dozen at most.
    private func rowChoices(of workflow: Workflow) -> [[String: Int]] {
        let most = 64
        let sources = workflow.states.flatMap(\.actions).flatMap(\.performers)
            .flatMap { performer in performer.roles + [performer.agency].compactMap { $0 } }
        let texts = sources.compactMap { source -> String? in
            if case .expression(let expression) = source { expression.source } else { nil }
        }
        let asked = workflow.tableInputs.keys.sorted().filter { name in
            texts.contains { $0.contains("'\(name)'") || $0.contains("\"\(name)\"") }
        }
        var choices: [[String: Int]] = [[:]]
        for name in asked {
            guard let table = rules.tables[name], !table.givesSeveralRows else { continue }
            let next = choices.flatMap { choice in
                table.rows.indices.map { row in
                    choice.merging([name: row], uniquingKeysWith: { $1 })
                }
            }
            if !next.isEmpty, next.count <= most { choices = next }
        }
        return choices
    }
}

extension Schedule {
    /// The agencies that the items it starts begin with, by the name of the field.
    fileprivate func agencyValues(
        of workflow: Workflow, for agency: String
    ) -> [String: FieldValue] {
        var values: [String: FieldValue] = [:]
        for field in fields {
            guard let index = workflow.fieldIndex[field.name.value],
                workflow.fields[index].type == .agency,
                case .text(let template, _) = field.value
            else { continue }
            values[field.name.value] = .string(
                template.filled { $0 == .agency ? agency : "" })
        }
        return values
    }
}
