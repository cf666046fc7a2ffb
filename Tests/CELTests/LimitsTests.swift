import CEL
import TestSupport
import Testing
import TypedValues

/// No expression may crash, hang or exhaust memory.
@Suite struct LimitsTests {
    static func nested(_ open: String, _ inner: String, _ close: String, _ count: Int) -> String {
        String(repeating: open, count: count) + inner + String(repeating: close, count: count)
    }

    @Test(arguments: [
        nested("(", "1", ")", 100_000), nested("[", "", "]", 5_000), nested("-", "(1)", "", 9_000),
        nested("!", "true", "", 9_000), nested("f(", "1", ")", 9_000),
        nested("true ? 1 : ", "2", "", 5_000), nested("1 + ", "1", "", 5_000),
        nested("", "a", ".b", 9_000), nested("", "a", "[0]", 9_000),
        nested("[1].map(x, ", "1", ")", 500), nested("{1: ", "1", "}", 5_000),
        String(repeating: "9", count: 500_000), nested("", "'a'", " + 'a'", 9_000),
    ])
    func deepAndLongSourcesAreRefusedAtAPlace(source: String) throws {
        let issue = try #require(issues(source).first)
        switch issue.kind {
        case .nestingTooDeep, .sourceTooLong: break
        default: Testing.Issue.record("\(issue)")
        }
        #expect(issue.range.lowerBound <= source.utf8.count)
    }

    @Test func longChainsOfConditionsAreFine() throws {
        let source = Array(repeating: "true", count: 10_000).joined(separator: " && ")
        #expect(try evaluate(source) == true)
    }

    static func doubling(_ count: Int, _ start: String, _ step: String, _ body: String) -> String {
        var source = "cel.bind(x0, \(start), "
        for index in 1...count {
            source +=
                "cel.bind(x\(index), "
                + step.replacingX("x\(index - 1)") + ", "
        }
        return source + body.replacingX("x\(count)") + String(repeating: ")", count: count + 1)
    }

    @Test(arguments: [
        "lists.range(1000).all(a, lists.range(1000).all(b, lists.range(1000).all(c, true)))",
        "lists.range(1000).map(a, lists.range(1000).map(b, lists.range(1000)))",
        "lists.range(9223372036854775807).size()",
        nested("lists.range(2).exists(x, ", "1 / 0 == 1", ")", 60),
        doubling(60, "[1]", "[X, X]", "X == X"), doubling(60, "[1]", "[X, X]", "'%s'.format([X])"),
        doubling(60, "[1]", "[X, X]", "X.flatten(99)"), doubling(90, "'a'", "X + X", "X"),
        doubling(90, "[1]", "X + X", "X"), doubling(90, "'a'", "X.replace('a', 'aa')", "X"),
        "lists.range(20000).map(i, 'a').join().matches('(.{500}){5}b')",
        "lists.range(50000).all(i, 'a'.matches(string(i) + 'a{1000}') || true)",
        "lists.range(100000).exists(i, timestamp(0).getHours('No/' + string(i)) == 1)",
        doubling(60, #"'"\\'"#, "strings.quote(X)", "X"),
        doubling(60, "'a'", "'%x'.format([X])", "X"),
        "lists.range(100000).map(i, '%.1000f'.format([1.0])).size()",
        onLongText("s <= s"), onLongText("s in {s: 1}"), onLongText("{s: i}[s] == i"),
        onLongText("[s] == [s + '']"), onLongText("double(s) == 0.0 || true"),
        onLongText("[s].distinct().size() == 1"), onLongText("[s, s].sort().size() == 2"),
        onLongText("bytes(s) == bytes(s)"), onLongText("s != '\(longText)'"),
    ])
    func workIsBounded(source: String) throws {
        let program = try Environment(limits: Limits(cost: 200_000)).compile(source)
        let error = #expect(throws: EvaluationError.self) { try program.evaluate(Activation()) }
        #expect(error?.code == .costLimit)
    }

    /// Whether work on a long text is charged for by its length.
    static func onLongText(_ body: String) -> String {
        "cel.bind(s, lists.range(5000).map(i, '1').join(), lists.range(9999).all(i, \(body)))"
    }

    static let longText = String(repeating: "x", count: 50_000)

    /// Types are inferred in time linear in the source, and without deep recursion.
    @Test(arguments: [
        Array(repeating: "[]", count: 20_000), Array(repeating: "{}", count: 20_000),
        Array(repeating: "[[]]", count: 16_000), (0..<10_000).flatMap { _ in ["[]", "[1]"] },
        Array(repeating: "[] + []", count: 9_000),
    ])
    func manyOpenTypesAreInferred(elements: [String]) throws {
        let list = elements.joined(separator: ", ")
        let program = try Environment().compile("cel.bind(v, \(elements[0]), [v, \(list), v])")
        guard case .list(let values) = try program.evaluate(Activation()) else {
            Testing.Issue.record("no list")
            return
        }
        #expect(values.count == elements.count + 2)
    }

    @Test func theCostLimitIsNeverAbsorbed() throws {
        let program = try Environment(limits: Limits(cost: 100)).compile(
            "lists.range(99).all(i, lists.range(99).all(j, true)) || true")
        #expect(throws: EvaluationError.self) { try program.evaluate(Activation()) }
    }

    @Test func aValueThatSharesItsPartsIsCutOffWhenShown() throws {
        let value = try evaluate(Self.doubling(60, "[1]", "[X, X]", "X"))
        #expect(value.description.utf8.count < 100_000)
        #expect(TypedValue.json(value) == nil)
    }

    @Test func randomSourcesNeverCrash() {
        let tokens = [
            "(", ")", "[", "]", "{", "}", ".", "?", ":", "&&", "||", "!", "-", "+", "==", "in",
            "a", "1", "2.5", "'s'", "b'x'", "has(", "x.map(", "cel.bind(", ",", "1u", "true",
            "null", "\\", "`", "<", "%", "//", "\n", "ế", "'", "\"\"\"", "r'", ".?", "[?",
        ]
        var generator = SeededGenerator(seed: 149)
        var compiled = 0
        for checking in [Environment.Checking.beforeRunning, .whileRunning] {
            let environment = Environment(variables: [("a", .dyn)], checking: checking)
            for _ in 0..<5_000 {
                let count = Int.random(in: 1...12, using: &generator)
                let source = (0..<count).map { _ in
                    tokens[Int.random(in: 0..<tokens.count, using: &generator)]
                }.joined(separator: " ")
                guard let program = try? environment.compile(source) else { continue }
                compiled += 1
                _ = program.explain(Activation([1]))
            }
        }
        #expect(compiled > 100)
    }
}

extension String {
    fileprivate func replacingX(_ name: String) -> String {
        split(separator: "X", omittingEmptySubsequences: false).joined(separator: name)
    }
}
