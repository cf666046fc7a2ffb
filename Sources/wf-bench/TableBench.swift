import CEL
import WorkflowLoading
import WorkflowModel

/// Decision tables asked through `decide`, on one core: a large one, and a small one under every
/// hit policy that a table of several outputs can have.
struct TableBench {
    private let table: DecisionTable
    private let questions: [[Value]]

    static func run() throws -> [Figure] {
        let large = try TableBench(codes: 80, intervals: 100, hit: "unique")
        var figures = [
            try large.figure("a table of 8,000 rows", bar: .atLeast(0.1), count: 100_000)
        ]
        for hit in ["unique", "first", "any", "priority", "rule-order", "output-order", "collect"] {
            let small = try TableBench(codes: 2, intervals: 5, hit: hit)
            figures.append(
                try small.figure("a table of 10 rows, \(hit)", bar: .atLeast(2), count: 1_000_000))
        }
        let sum = try TableBench(codes: 2, intervals: 5, hit: "collect sum")
        figures.append(
            try sum.figure("a table of 10 rows, collect sum", bar: .atLeast(2), count: 1_000_000))
        return figures
    }

    /// A table of codes by budgets: one row for each pair, so that one row answers each question.
    private init(codes: Int, intervals: Int, hit: String) throws {
        let step = 10_000_000
        var rows: [String] = []
        for code in 0..<codes {
            for interval in 0..<intervals {
                let lower = interval * step
                rows.append(
                    "  - [\"[\(lower)..\(lower + step))\", field-\(code), \(rows.count % 7 + 1)]")
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
            answers += try table.decide(questions[next]).outputs.count
            next = next + 1 == questions.count ? 0 : next + 1
        }
        let pace = Pace(count: count, elapsed: watch.elapsed, worked: watch.worked)
        guard answers == count else { throw BenchFailure("not every question was answered once") }
        return pace
    }
}
