import CEL
import Testing

/// A host that has the fields of a variable at hand, and need not make a value of the whole.
@Suite struct FieldSourceTests {
    final class Fields: VariableSource {
        /// The amount, the name and the note of `item`.
        let fields: [Value?]
        init(_ fields: [Value?]) { self.fields = fields }

        /// The item itself is never at hand.
        func value(ofVariable slot: Int) -> Value? { nil }

        func field(at position: Int, ofVariable slot: Int) -> Value? {
            slot == 0 ? fields[position] : nil
        }
    }

    static let environment = Environment(
        variables: [("item", .object("item")), ("limit", .int)],
        objectTypes: [
            ObjectType(
                name: "item", fields: [("amount", .int), ("name", .string), ("note", .string)])
        ])
    static let source = Fields([5, "so-a", nil])

    @Test(arguments: [
        ("item.amount > 4", true), ("item.amount > 5", false), ("item.amount >= 5", true),
        ("item.amount < 5", false), ("item.amount <= 5", true), ("item.amount == 5", true),
        ("item.amount == 6", false), ("item.amount != 5", false), ("item.name == 'so-a'", true),
        ("item.name != 'so-a'", false), ("item.name == 'so-b'", false),
    ])
    func aFieldAgainstAConstantIsAnsweredAsByEvaluation(source: String, expected: Bool) throws {
        let program = try Self.environment.compile(source)
        #expect(program.answer(from: Self.source) == expected)
        #expect(try program.evaluate(Activation(source: Self.source)) == .bool(expected))
        let object = Value.object(HostTests.Item(fields: Self.source.fields))
        #expect(try program.evaluate(Activation([object, nil])) == .bool(expected))
    }

    @Test(arguments: [
        "item.amount + 1 > 5", "item.amount > 4 && item.amount < 6", "item.amount > limit",
        "4 < item.amount", "item.name > 'a'", "limit > 4", "item.note == 'x'", "item.amount",
    ])
    func everythingElseIsLeftToEvaluation(source: String) throws {
        #expect(try Self.environment.compile(source).answer(from: Self.source) == nil)
    }

    @Test(
        arguments: [
            ("item.amount + 1", 6), ("has(item.name)", true), ("item.name + '!'", "so-a!"),
            ("item.amount > 4 && item.name == 'so-a'", true),
        ] as [(String, Value)])
    func aFieldIsReadWithoutTheWhole(source: String, expected: Value) throws {
        let program = try Self.environment.compile(source)
        #expect(try program.evaluate(Activation(source: Self.source)) == expected)
    }

    @Test func aFieldWithoutAValueIsAskedOfTheWhole() throws {
        let program = try Self.environment.compile("item.note == 'x'")
        let error = #expect(throws: EvaluationError.self) {
            try program.evaluate(Activation(source: Self.source))
        }
        #expect(error?.code == .unbound)
    }
}
