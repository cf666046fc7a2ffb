import BenchmarkOffice
import Benchmarking
import WorkflowLoading
import WorkflowModel

/// Reading definitions: `wf check` of the shipped ones as a whole process, and many workflows
/// within one, where the time for each may not grow with their number.
struct LoadingBench {
    private static let runs = 40
    private static let workflows = 1_000
    private static let states = 10

    static func run() throws -> [Figure] {
        let (half, all) = try (load(workflows / 2), load(workflows))
        let growth = all.worked / half.worked / 2
        return [
            try check(),
            Figure(
                name: "loading \(Double(workflows).text(0)) workflows", value: all.worked,
                unit: "s", bar: .atMost(2),
                raw: "\(states) states each; \(all.elapsed.text(2)) s passed,"
                    + " \(all.cpuMicroseconds.text(0)) µs of processor time for a workflow"),
            Figure(
                name: "a workflow among twice as many", value: growth * 100, unit: "%",
                bar: .atMost(125),
                raw: "\((half.worked * 1e3).text(0)) ms of processor time for \(half.count),"
                    + " \((all.worked * 1e3).text(0)) ms for \(all.count)"),
        ]
    }

    private static func check() throws -> Figure {
        let wf = try Program.ownFolder() + "wf"
        let program = Program(
            path: wf, arguments: ["check"], environment: ["WF_LANG=vi", "PATH=/usr/bin"])
        let runs = try (0..<runs).map { _ in try program.succeed() }
        let elapsed = runs.map(\.elapsed).median * 1e3
        return Figure(
            name: "wf check, a process", value: elapsed, unit: "ms", bar: .atMost(30),
            raw: "processor \((runs.map(\.worked).median * 1e3).text(2)) ms; at most"
                + " \(Double(runs.map(\.residentKB).max() ?? 0).text(0)) KB;"
                + " median of \(runs.count)")
    }

    /// The quickest of three, as the first pays for memory the others find ready.
    private static func load(_ count: Int) throws -> Pace {
        let sources = MemorySources(
            (1...count).map { number in
                DefinitionSource(path: "workflows/w\(number).yaml", text: workflow(number))
            } + [
                DefinitionSource(path: "rules/organisation.yaml", text: organisation),
                DefinitionSource(path: "rules/calendar.yaml", text: BenchOffice.calendar),
            ])
        var best: Pace?
        for _ in 0..<3 {
            let watch = Stopwatch()
            let library = try Library.load(from: sources)
            let pace = Pace(count: count, elapsed: watch.elapsed, worked: watch.worked)
            guard library.workflows.count == count else {
                throw BenchFailure("not every workflow was loaded")
            }
            if pace.elapsed < best?.elapsed ?? .infinity { best = pace }
        }
        guard let best else { throw BenchFailure("nothing was loaded") }
        return best
    }

    private static let organisation = """
        organisation: bench
        roles: {specialist: Specialist, head: Head}
        agencies: [{code: so-a, name: A}, {code: so-b, name: B}]
        """

    /// A chain of states with fields, guards, deadlines and a way back from each.
    private static func workflow(_ number: Int) -> String {
        var text = """
            workflow: w\(number)
            version: 1
            title: {vi: Quy trình số \(number), en: Workflow \(number)}
            fields:
              budget: {type: money, default: 420000000}
              lead: {type: agency, default: so-a}
              note_text: {type: string}
            states:

            """
        for state in 1..<states {
            text += """
                  s\(state):
                    title: {vi: Bước \(state), en: Step \(state)}
                    owner: item.lead
                    deadline: {within: 10 working days, source: bench}
                    actions:
                      forward:
                        by: {role: specialist, agency: item.lead}
                        when: item.budget > \(state)000000 && item.note_text != ''
                        to: s\(state + 1)
                      back:
                        by: {role: head}
                        when: visited('s1') && item.budget < 500000000
                        to: s1

                """
        }
        return text + "  s\(states): {final: completed}\n"
    }
}
