import CEL
import Testing

@Suite struct ExplanationTests {
    static let environment = Environment(
        variables: [
            ("item", .object("item")), ("roles", .list(.string)), ("days", .int),
        ],
        objectTypes: [ObjectType(name: "item", fields: [("budget", .int), ("note", .string)])])

    struct Item: ObjectValue {
        var typeName: String { "item" }
        func field(at index: Int) -> Value? { index == 0 ? 420_000_000 : nil }
    }

    static let activation = Activation([.object(Item()), ["clerk"], 3])

    /// `text => outcome [path = value, …]`, one line a reason.
    func lines(_ source: String) throws -> [String] {
        try Self.environment.compile(source).explain(Self.activation).reasons.map { reason in
            let outcome =
                switch reason.outcome {
                case .success(let value): value.description
                case .failure(let error): "error: \(error.message)"
                }
            let values = reason.values.map { "\($0.path) = \($0.value?.description ?? "unset")" }
            return "\(reason.text) => \(outcome) [\(values.joined(separator: ", "))]"
        }
    }

    @Test(arguments: [
        (
            "days > 1 && item.budget >= 500000000 && 'x' in roles",
            ["item.budget >= 500000000 => false [item.budget = 420000000]"]
        ),
        (
            "days > 1 && item.budget < 500000000",
            [
                "days > 1 => true [days = 3]",
                "item.budget < 500000000 => true [item.budget = 420000000]",
            ]
        ),
        (
            "days > 5 || 'finance' in roles",
            ["days > 5 => false [days = 3]", "'finance' in roles => false [roles = [\"clerk\"]]"]
        ),
        ("days > 5 || days < 5", ["days < 5 => true [days = 3]"]),
        (
            "!(days > 1 && item.budget > 1)",
            [
                "days > 1 => true [days = 3]", "item.budget > 1 => true [item.budget = 420000000]",
            ]
        ),
        (
            "days > 1 ? item.budget > 500000000 : true",
            [
                "days > 1 => true [days = 3]",
                "item.budget > 500000000 => false [item.budget = 420000000]",
            ]
        ),
        ("has(item.note) && days > 1", ["has(item.note) => false [item.note = unset]"]),
        (
            "days > 1 && item.note == 'x'",
            ["item.note == 'x' => error: no such key: note [item.note = unset]"]
        ),
        (
            "roles.all(r, r == 'finance')",
            ["roles.all(r, r == 'finance') => false [roles = [\"clerk\"]]"]
        ),
        (
            "(days + 1) * 2 > 10 && (days > 1)",
            ["(days + 1) * 2 > 10 => false [days = 3]"]
        ),
    ])
    func theDecidingPartsAreShown(source: String, expected: [String]) throws {
        #expect(try lines(source) == expected)
    }

    @Test func theOutcomeIsThatOfEvaluating() throws {
        let program = try Self.environment.compile("days > 1 && item.budget > 1")
        let explanation = program.explain(Self.activation)
        #expect(try explanation.outcome.get() == program.evaluate(Self.activation))
    }
}
