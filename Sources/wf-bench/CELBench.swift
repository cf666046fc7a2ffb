import Benchmarking
import CEL

/// Guards in the Common Expression Language, on one core: evaluated again and again over variables
/// that are bound, and made anew from their text.
struct CELBench {
    private static let guardText =
        #"budget >= 500000000 && role == "finance" && days_open > 5"#
    private static let environment = Environment(variables: [
        ("budget", .int), ("role", .string), ("days_open", .int),
    ])

    static func run() throws -> [Figure] {
        let program = try environment.compile(guardText, expecting: .bool)
        let evaluations = try figure("a guard, evaluated", .atLeast(8), count: 1_000_000) { count in
            try evaluate(program, count)
        }
        let compilations = try figure(
            "a guard, parsed, checked and compiled", .atLeast(0.06), count: 20_000
        ) { count in
            for _ in 0..<count {
                guard try environment.compile(guardText, expecting: .bool).resultType == .bool
                else { throw BenchFailure("the guard is no condition") }
            }
        }
        return [evaluations, compilations]
    }

    private static func evaluate(_ program: CEL.Program, _ count: Int) throws {
        // Of four only the first passes; the others are stopped by one condition each.
        let activations = [
            Activation([600_000_000, "finance", 9]), Activation([400_000_000, "finance", 9]),
            Activation([600_000_000, "science", 9]), Activation([600_000_000, "finance", 5]),
        ]
        var passed = 0
        for _ in 0..<count / activations.count {
            for activation in activations {
                if case .bool(true) = try program.evaluate(activation) { passed += 1 }
            }
        }
        guard passed == count / activations.count else {
            throw BenchFailure("the guard passes \(passed) of \(count)")
        }
    }

    private static func figure(
        _ name: String, _ bar: Figure.Bar, count: Int, _ body: (Int) throws -> Void
    ) throws -> Figure {
        try body(count / 5)
        var paces: [Pace] = []
        for _ in 0..<9 {
            let watch = Stopwatch()
            try body(count)
            paces.append(Pace(count: count, elapsed: watch.elapsed, worked: watch.worked))
        }
        let worked = paces.map(\.perWorkedSecond).median
        let passed = paces.map(\.perSecond).median
        return Figure(
            name: name, value: worked / 1e6, unit: "M/s per core", bar: bar,
            raw: "\(worked.text(0)) in a second of processor time,"
                + " \(passed.text(0)) in a second that passed")
    }
}
