import CEL
import TypedValues

/// An expression: it is refused at a place, or it has a value of the type it was said to have.
struct CELInput {
    private let source: String

    init(_ bytes: [UInt8]) {
        source = String(decoding: bytes, as: UTF8.self)
    }

    func consume() {
        for environment in Self.environments { consume(in: environment) }
    }

    private func consume(in environment: Environment) {
        let length = source.utf8.count
        let program: Program
        do throws(CompilationError) {
            program = try environment.compile(source)
        } catch {
            precondition(!error.issues.isEmpty, "refused without a reason")
            for issue in error.issues {
                precondition(issue.range.upperBound <= length, "an issue outside the source")
                precondition(!issue.message.isEmpty)
            }
            return
        }
        let activation = Activation(Self.values)
        let explanation = program.explain(activation)
        do throws(EvaluationError) {
            let value = try program.evaluate(activation)
            precondition(
                value.hasType(program.resultType) || environment.checking == .whileRunning,
                "a value of another type than deduced")
            _ = value.description
            _ = TypedValue.json(value, limit: 10_000)
            guard case .success = explanation.outcome else {
                preconditionFailure("explained otherwise than evaluated")
            }
        } catch {
            precondition(!error.message.isEmpty)
            precondition(error.range.map { $0.upperBound <= length } ?? false, "no place")
        }
    }

    private static let variables: [(name: String, type: CELType)] = [
        ("a", .int), ("b", .string), ("c", .list(.int)), ("d", .map(.string, .dyn)), ("e", .dyn),
        ("x.y", .double), ("f", .timestamp), ("g", .duration), ("h", .bytes), ("i", .uint),
    ]

    private static let values: [Value?] = [
        7, "Kế hoạch", [1, 2, 3], .map(MapValue([("k", 1), ("l", ["m"])])), 2.5, 0.5,
        Timestamp(seconds: 1_618_358_400).map(Value.timestamp),
        .duration(CELDuration(nanoseconds: 1_500_000_000)), .bytes([0, 255]), .uint(9),
    ]

    /// The limit of work is what bounds the time of one input.
    private static let environments = [Environment.Checking.beforeRunning, .whileRunning].map {
        Environment(variables: variables, limits: Limits(cost: 20_000), checking: $0)
    }
}

extension Value {
    /// Whether the value is one the checker may have meant by the type.
    fileprivate func hasType(_ type: CELType) -> Bool {
        switch (type, self) {
        case (.dyn, _), (.parameter, _), (.null, .null), (.bool, .bool), (.int, .int),
            (.uint, .uint), (.double, .double), (.string, .string), (.bytes, .bytes),
            (.timestamp, .timestamp), (.duration, .duration), (.type, .type):
            true
        // `null` is a value of the types whose values may be absent.
        case (.timestamp, .null), (.duration, .null), (.optional, .null): true
        case (.list, .list), (.map, .map), (.optional, .optional): true
        default: false
        }
    }
}
