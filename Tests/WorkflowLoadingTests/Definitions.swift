import Diagnostics
import WorkflowLoading
import WorkflowModel

/// A small home of definitions in memory.
struct Definitions {
    var sources: [DefinitionSource]

    /// The rules below, and these files by path.
    init(_ files: (path: String, text: String)...) {
        sources =
            Self.rules
            + files.map { DefinitionSource(path: $0.path, text: $0.text) }
    }

    /// The rules below and one workflow, `task.yaml`.
    init(workflow text: String) {
        self.init(("task.yaml", text))
    }

    static let rules = [
        DefinitionSource(
            path: "rules/organisation.yaml",
            text: """
                organisation: test-office
                roles: {specialist: Specialist, appraiser: Appraiser, director: Director}
                agencies:
                  - {code: so-khcn, name: Science, level: province}
                  - {code: so-tai-chinh, name: Finance, level: province}
                people:
                  - {id: khcn.linh, name: Linh, agency: so-khcn, roles: [specialist], demo: true}
                """),
        DefinitionSource(
            path: "rules/calendar.yaml",
            text: """
                calendar: vn-state
                version: 2021.1
                zone: Asia/Ho_Chi_Minh
                title: State offices
                week:
                  monday: ["07:30-11:30", "13:30-17:00"]
                  tuesday: ["07:30-11:30", "13:30-17:00"]
                  wednesday: ["07:30-11:30", "13:30-17:00"]
                  thursday: ["07:30-11:30", "13:30-17:00"]
                  friday: ["07:30-11:30", "13:30-17:00"]
                years: {}
                """),
        DefinitionSource(
            path: "rules/authority.yaml",
            text: """
                table: authority
                title: Who approves
                source: office setting
                hit: unique
                inputs: {budget: {type: money, value: item.budget}}
                outputs: {role: string, limit: limit}
                rows:
                  - ["< 500000000", director, 5 working days]
                  - [">= 500000000", appraiser, 7 working days]
                """),
        DefinitionSource(
            path: "rules/deadlines.yaml",
            text: """
                deadlines:
                  appraisal:
                    within: 10 working days
                    source: TT 342/2016/TT-BTC, art. 13(4)
                    escalate: standard
                    pauses: [supplement]
                """),
        DefinitionSource(
            path: "rules/escalations.yaml",
            text: """
                escalations:
                  standard:
                    title: Standard
                    steps:
                      - {before: 3 working days, remind: [owner]}
                      - {after: 1 working day, notify: [owner]}
                """),
    ]

    /// Every complaint, one a line, in the order of reading: place, severity, code, English text
    /// and the first line of the hint.
    var complaints: [String] {
        LibraryLoader.check(MemorySources(sources)).sorted.map { diagnostic in
            let place = diagnostic.range.map { "\($0.start) " } ?? ""
            let hint = diagnostic.hint.map { hint in
                " (\(hint.en.prefix { $0 != "\n" }))"
            }
            return "\(place)\(diagnostic.severity) \(diagnostic.code): \(diagnostic.message.en)"
                + (hint ?? "")
        }
    }

    func load() throws(DiagnosticsError) -> Library {
        try Library.load(from: MemorySources(sources))
    }

    /// The workflow `task`.
    func task() throws -> Workflow {
        let library = try load()
        guard let workflow = library.workflows["task"] else {
            throw DiagnosticsError(.error("missing", LocalizedText("no workflow task")))
        }
        return workflow
    }
}
