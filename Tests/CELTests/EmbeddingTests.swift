import CEL
import Testing

/// The example of docs/cel.md, as it stands there.
@Suite struct EmbeddingTests {
    @Test func theExampleWorks() throws {
        let environment = Environment(
            variables: [("budget", .int), ("level", .string), ("codes", .list(.string))],
            functions: [
                FunctionDeclaration(
                    "million",
                    [
                        .init([.int], returns: .int) { arguments, _ throws(EvaluationError) in
                            guard case .int(let count) = arguments[0], abs(count) < 1_000_000
                            else { throw EvaluationError(.overflow, "too many millions") }
                            return .int(count * 1_000_000)
                        }
                    ])
            ],
            limits: Limits(cost: 100_000))
        let program = try environment.compile(
            "budget > million(500) && codes.exists(c, c == level)", expecting: .bool)

        let activation = Activation([
            .int(700_000_000), "central", ["provincial", "central"],
        ])
        #expect(try program.evaluate(activation) == true)
        #expect(
            program.explain(activation).reasons.map(\.text)
                == ["budget > million(500)", "codes.exists(c, c == level)"])
        #expect(program.references.map(\.path) == ["budget", "codes", "level"])

        let failure = #expect(throws: EvaluationError.self) {
            try environment.compile("million(1000000)").evaluate(activation)
        }
        #expect(failure?.message == "too many millions")
        #expect(failure?.range == 0..<7)
    }
}
