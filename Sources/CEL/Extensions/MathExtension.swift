/// Functions on numbers.
enum MathExtension {
    static let functions: [FunctionDeclaration] =
        [extreme("math.greatest", .greater), extreme("math.least", .less)]
        + roundings + classifications + bits + signs

    // MARK: Extremes

    private static func extreme(_ name: String, _ wanted: Ordering) -> FunctionDeclaration {
        let numbers: [CELType] = [.int, .uint, .double]
        let single = numbers.map { type in
            Overload.unary(types: ([type], type)) { (a: Value) throws(EvaluationError) in
                try best([a], wanted)
            }
        }
        let pairs = numbers.flatMap { left in
            numbers.map { right in
                Overload.binary(types: ([left, right], left == right ? left : .dyn)) {
                    (a: Value, b: Value) throws(EvaluationError) in
                    try best([a, b], wanted)
                }
            }
        }
        let lists = numbers.map { type in
            Overload.chargedUnary(types: ([.list(type)], type)) {
                (list: [Value], context) throws(EvaluationError) in
                try context.charge(list.count)
                return try best(list, wanted)
            }
        }
        return FunctionDeclaration(name, single + pairs + lists)
    }

    private static func best(
        _ values: [Value], _ wanted: Ordering
    ) throws(EvaluationError) -> Value {
        guard var best = values.first else {
            throw .invalidArgument(.emptyList)
        }
        guard compareNumbers(best, best) != nil else { throw .noSuchOverload }
        for value in values.dropFirst() {
            guard let order = compareNumbers(value, best) else { throw .noSuchOverload }
            if order == wanted { best = value }
        }
        return best
    }

    // MARK: Rounding

    private static let roundings: [FunctionDeclaration] = [
        FunctionDeclaration("math.ceil", [.unary { (a: Double) in a.rounded(.up) }]),
        FunctionDeclaration("math.floor", [.unary { (a: Double) in a.rounded(.down) }]),
        FunctionDeclaration(
            "math.round", [.unary { (a: Double) in a.rounded(.toNearestOrAwayFromZero) }]),
        FunctionDeclaration("math.trunc", [.unary { (a: Double) in a.rounded(.towardZero) }]),
        FunctionDeclaration(
            "math.sqrt",
            [
                .unary { (a: Double) in a.squareRoot() },
                .unary { (a: Int64) in Double(a).squareRoot() },
                .unary { (a: UInt64) in Double(a).squareRoot() },
            ]),
    ]

    private static let classifications: [FunctionDeclaration] = [
        FunctionDeclaration("math.isNaN", [.unary { (a: Double) in a.isNaN }]),
        FunctionDeclaration("math.isInf", [.unary { (a: Double) in a.isInfinite }]),
        FunctionDeclaration("math.isFinite", [.unary { (a: Double) in a.isFinite }]),
    ]

    private static let signs: [FunctionDeclaration] = [
        FunctionDeclaration(
            "math.abs",
            [
                .unary { (a: Int64) throws(EvaluationError) in
                    guard a != .min else { throw .overflow(.int) }
                    return abs(a)
                },
                .unary { (a: UInt64) in a },
                .unary { (a: Double) in abs(a) },
            ]),
        FunctionDeclaration(
            "math.sign",
            [
                .unary { (a: Int64) in a.signum() },
                .unary { (a: UInt64) in a == 0 ? UInt64(0) : 1 },
                // Either zero has the sign zero, NaN has itself.
                .unary { (a: Double) in a > 0 ? 1.0 : a < 0 ? -1.0 : a == 0 ? 0 : a },
            ]),
    ]

    // MARK: Bits

    private static let bits: [FunctionDeclaration] = [
        FunctionDeclaration(
            "math.bitAnd",
            [
                .binary { (a: Int64, b: Int64) in a & b },
                .binary { (a: UInt64, b: UInt64) in a & b },
            ]),
        FunctionDeclaration(
            "math.bitOr",
            [
                .binary { (a: Int64, b: Int64) in a | b },
                .binary { (a: UInt64, b: UInt64) in a | b },
            ]),
        FunctionDeclaration(
            "math.bitXor",
            [
                .binary { (a: Int64, b: Int64) in a ^ b },
                .binary { (a: UInt64, b: UInt64) in a ^ b },
            ]),
        FunctionDeclaration(
            "math.bitNot", [.unary { (a: Int64) in ~a }, .unary { (a: UInt64) in ~a }]),
        FunctionDeclaration(
            "math.bitShiftLeft",
            [
                .binary { (a: Int64, b: Int64) throws(EvaluationError) in a << (try shift(b)) },
                .binary { (a: UInt64, b: Int64) throws(EvaluationError) in a << (try shift(b)) },
            ]),
        // Shifting right fills with zeros, also a negative int.
        FunctionDeclaration(
            "math.bitShiftRight",
            [
                .binary { (a: Int64, b: Int64) throws(EvaluationError) in
                    Int64(bitPattern: UInt64(bitPattern: a) >> (try shift(b)))
                },
                .binary { (a: UInt64, b: Int64) throws(EvaluationError) in a >> (try shift(b)) },
            ]),
    ]

    private static func shift(_ count: Int64) throws(EvaluationError) -> Int64 {
        guard count >= 0 else { throw .invalidArgument(.negativeShift(count)) }
        return count
    }
}
