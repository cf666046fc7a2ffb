import BenchmarkOffice
import Benchmarking
import Glibc
import WorkflowCore
import WorkflowModel

/// `decide` and `evolve` alone, on one core: at every transition a permission, a guard, a task
/// closed and one opened, and perhaps a deadline that stops and one that starts.
struct PureBench {
    private let circumstances: Circumstances
    private let state: ItemState

    /// `WF_BENCH_TRANSITIONS` makes a round so many transitions long, for a profiler that counts.
    private static let length =
        getenv("WF_BENCH_TRANSITIONS").flatMap { Int(String(cString: $0)) } ?? 100_000

    static func run() throws -> [Figure] {
        try [
            figure("decide + evolve", deadline: false, bar: .atLeast(1)),
            figure("decide + evolve, with a deadline", deadline: true, bar: .none),
        ]
    }

    private static func figure(_ name: String, deadline: Bool, bar: Figure.Bar) throws -> Figure {
        let bench = try PureBench(deadline: deadline)
        _ = try bench.pace(transitions: length / 5)
        var paces: [Pace] = []
        for _ in 0..<9 { paces.append(try bench.pace(transitions: length)) }
        let worked = paces.map(\.perWorkedSecond).median
        let passed = paces.map(\.perSecond).median
        return Figure(
            name: name, value: worked / 1e6, unit: "M/s per core", bar: bar,
            raw: "\(worked.text(0)) transitions in a second of processor time,"
                + " \(passed.text(0)) in a second that passed")
    }

    private init(deadline: Bool) throws {
        let library = try BenchOffice.library(deadline: deadline)
        circumstances = try BenchOffice.circumstances(library)
        guard let workflow = library.workflows[BenchOffice.workflow],
            let first = try decideStart(
                StartCommand(id: "B.1"), workflow: workflow, circumstances
            ).first,
            let state = ItemState(id: "B.1", workflow: workflow, first: first)
        else { throw BenchFailure("the bench workflow does not start") }
        self.state = state
    }

    private func pace(transitions: Int) throws -> Pace {
        var state = state
        let commands = BenchOffice.actions.map { Command.act(ActCommand(action: $0)) }
        let watch = Stopwatch()
        for _ in 0..<transitions / commands.count {
            for command in commands {
                state.apply(try decide(state, command, circumstances))
            }
        }
        let pace = Pace(count: transitions, elapsed: watch.elapsed, worked: watch.worked)
        guard state.version == transitions + 1 else {
            throw BenchFailure("not every transition was taken")
        }
        return pace
    }
}
