import WorkflowCalendar
import WorkflowLoading
import WorkflowModel

/// A small office with a workflow that schedules start.
enum ScheduleSources {
    static let organisation = """
        organisation: province
        roles: {clerk: Clerk}
        agencies: [{code: so-a, name: A}, {code: so-b, name: B}]
        """

    static let calendar = """
        calendar: office
        version: 2021.1
        week:
          monday: ["07:30-11:30", "13:30-17:00"]
          tuesday: ["07:30-11:30", "13:30-17:00"]
          wednesday: ["07:30-11:30", "13:30-17:00"]
          thursday: ["07:30-11:30", "13:30-17:00"]
          friday: ["07:30-11:30", "13:30-17:00"]
        years: {2021: {off: []}, 2022: {off: []}}
        """

    static let workflow = """
        workflow: report
        version: 1
        fields:
          lead: {type: agency, required: true}
          period: {type: string}
          first: {type: date}
          due_on: {type: date, required: true}
          year: {type: int}
          others: {type: list, of: agency, default: []}
          days: {type: int, value: item.year + 1}
        initial: drafting
        states:
          drafting: {actions: {send: {by: anyone, to: sent}}}
          sent: {final: sent}
        """

    static func definitions(_ schedules: String, calendar: String = calendar) -> Definitions {
        var definitions = Definitions()
        definitions.sources = [
            DefinitionSource(path: "rules/organisation.yaml", text: organisation),
            DefinitionSource(path: "rules/calendar.yaml", text: calendar),
            DefinitionSource(path: "workflows/report.yaml", text: workflow),
            DefinitionSource(path: "s.yaml", text: schedules),
        ]
        return definitions
    }

    /// A schedule `reports` with these lines, each indented by four spaces.
    static func schedule(_ lines: String) -> String {
        "schedules:\n  reports:\n    workflow: report\n"
            + lines.split(separator: "\n").map { "    \($0)\n" }.joined()
    }
}
