import Benchmarking
import CEL
import WorkflowLoading
import WorkflowModel

/// Decision tables asked through `decide`, on one core: a large one, and a small one under each
/// hit policy, with one row that matches and with several.
struct TableBench {
    private let table: DecisionTable
    private let questions: [[Value]]

    static func run() throws -> [Figure] {
        let large = try TableBench(codes: 80, intervals: 100, hit: "unique", cells: .intervals)
        let limits = try TableBench(codes: 1, intervals: 8_000, hit: "first", cells: .floors)
        var figures = [
            try large.figure("a table of 8,000 rows", bar: .atLeast(0.1), count: 100_000),
            try limits.figure(
                "a table of 8,000 rows, first of thousands", bar: .atLeast(0.1), count: 100_000),
        ]
        for hit in ["unique", "any", "collect sum"] {
            let small = try TableBench(codes: 2, intervals: 5, hit: hit, cells: .intervals)
            figures.append(
                try small.figure("a table of 10 rows, \(hit)", bar: .atLeast(2), count: 1_000_000))
        }
        for hit in ["first", "priority", "collect", "output-order", "collect sum", "collect max"] {
            let small = try TableBench(codes: 2, intervals: 5, hit: hit, cells: .floors)
            figures.append(
                try small.figure(
                    "a table of 10 rows, \(hit) of several", bar: .atLeast(2), count: 1_000_000))
        }
        return figures
    }

    /// What the cells of the budget say.
    private enum Cells {
        /// One row answers each question.
        case intervals
        /// As many rows match as there are floors below, three of the five on average.
        case floors
    }

    /// A table of codes by budgets, one row for each pair.
    private init(codes: Int, intervals: Int, hit: String, cells: Cells) throws {
        let step = 10_000_000
        var rows: [String] = []
        for code in 0..<codes {
            for interval in 0..<intervals {
                let lower = interval * step
                let cell =
                    switch cells {
                    case .intervals: "[\(lower)..\(lower + step))"
                    case .floors: ">= \(lower)"
                    }
                rows.append("  - [\"\(cell)\", field-\(code), \(rows.count % 7 + 1)]")
            }
        }
        let text = """
            table: bench
            hit: \(hit)
            inputs: {budget: money, code: string}
            outputs: {level: {type: int, values: [1, 2, 3, 4, 5, 6, 7]}}
            rows:
            \(rows.joined(separator: "\n"))
            """
        let library = try Library.load(
            from: MemorySources([DefinitionSource(path: "bench.yaml", text: text)]))
        guard let table = library.rules.tables["bench"] else {
            throw BenchFailure("the bench table does not load")
        }
        self.table = table
        // Every row is asked for, in an order that jumps.
        questions = (0..<rows.count).map { number in
            let row = number * 37 % rows.count
            let budget = row % intervals * step + number % step
            return [.int(Int64(budget)), .string("field-\(row / intervals)")]
        }
    }

    private func figure(_ name: String, bar: Figure.Bar, count: Int) throws -> Figure {
        _ = try pace(count / 5)
        var paces: [Pace] = []
        for _ in 0..<9 { paces.append(try pace(count)) }
        let worked = paces.map(\.perWorkedSecond).median
        let passed = paces.map(\.perSecond).median
        return Figure(
            name: name, value: worked / 1e6, unit: "M/s per core", bar: bar,
            raw: "\(worked.text(0)) decisions in a second of processor time,"
                + " \(passed.text(0)) in a second that passed")
    }

    private func pace(_ count: Int) throws -> Pace {
        var answers = 0
        var next = 0
        let watch = Stopwatch()
        for _ in 0..<count {
            if try !table.decide(questions[next]).outputs.isEmpty { answers += 1 }
            next = next + 1 == questions.count ? 0 : next + 1
        }
        let pace = Pace(count: count, elapsed: watch.elapsed, worked: watch.worked)
        guard answers == count else { throw BenchFailure("not every question was answered") }
        return pace
    }
}
