import WorkflowCalendar
import WorkflowCore
import WorkflowLoading
import WorkflowModel

/// `decide` and `evolve` alone, on one core: a guard, a permission, a field, a deadline that stops
/// and one that starts, a task closed and one opened, at every transition.
struct PureBench {
    static let workflow = """
        workflow: bench
        version: 1
        title: Bench
        fields:
          budget: {type: money, default: 420000000}
          lead: {type: agency, default: so-a}
        states:
          proposal:
            owner: item.lead
            actions:
              submit:
                by: {role: specialist, agency: item.lead}
                when: item.budget > 0
                to: appraisal
          appraisal:
            owner: so-b
            actions:
              return:
                by: {role: specialist}
                when: item.budget < 500000000
                to: proposal
        """

    static let deadlines =
        workflow
        .replacing(
            "owner: item.lead\n",
            with:
                "owner: item.lead\n    deadline: {within: 10 working days, source: office setting}\n"
        )
        .replacing(
            "owner: so-b\n",
            with: "owner: so-b\n    deadline: {within: 10 working days, source: office setting}\n")

    let library: Library
    let circumstances: Circumstances
    let state: ItemState

    init(_ workflow: String) throws {
        let texts = [BenchOffice.organisation, BenchOffice.calendar, workflow]
        library = try Library.load(
            from: MemorySources(
                texts.enumerated().map { DefinitionSource(path: "bench\($0).yaml", text: $1) }))
        circumstances = try BenchOffice.circumstances(library)
        guard let definition = library.workflows["bench"],
            let first = try decideStart(
                StartCommand(id: "B.1"), workflow: definition, circumstances
            ).first,
            let state = ItemState(id: "B.1", workflow: definition, first: first)
        else { throw BenchFailure("the bench workflow does not start") }
        self.state = state
    }

    /// Transitions per second.
    func run(transitions: Int) throws -> Double {
        var state = state
        let forth = Command.act(ActCommand(action: "submit"))
        let back = Command.act(ActCommand(action: "return"))
        let clock = ContinuousClock()
        let elapsed = try clock.measure {
            for _ in 0..<transitions / 2 {
                for event in try decide(state, forth, circumstances) { state.apply(event) }
                for event in try decide(state, back, circumstances) { state.apply(event) }
            }
        }
        guard state.version == transitions / 2 * 2 + 1 else {
            throw BenchFailure("not every transition was taken")
        }
        return Double(transitions) / elapsed.seconds
    }
}
