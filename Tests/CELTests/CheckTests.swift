import CEL
import Testing

@Suite struct CheckTests {
    static let environment = Environment(
        variables: [
            ("item", .object("item")), ("count", .int), ("names", .list(.string)),
            ("limits", .map(.string, .int)), ("any", .dyn), ("money", .opaque("money", [])),
        ],
        objectTypes: [
            ObjectType(
                name: "item",
                fields: [("budget", .int), ("lead", .string), ("parent", .object("item"))])
        ])

    struct Typed: Sendable, CustomTestStringConvertible {
        let source: String
        let type: CELType

        init(_ source: String, _ type: CELType) {
            self.source = source
            self.type = type
        }

        var testDescription: String { source }
    }

    @Test(arguments: [
        Typed("item.budget + 1", .int), Typed("item.parent.lead", .string),
        Typed("item.parent == null", .bool), Typed("names[0]", .string),
        Typed("limits.x", .int), Typed("names.map(n, size(n))", .list(.int)),
        Typed("limits.transformMap(k, v, string(v))", .map(.string, .string)),
        Typed("any.x.y + 1", .int), Typed("any == 'x'", .bool), Typed("any + any", .dyn),
        Typed("[1, 'a']", .list(.dyn)), Typed("[]", .list(.dyn)),
        Typed("item.?lead", .optional(.string)), Typed("item.?lead.orValue('x')", .string),
        Typed("names[?0]", .optional(.string)), Typed("type(1)", .type(.int)),
        Typed("money <= money", .bool), Typed("cel.bind(x, 1, [x])", .list(.int)),
        Typed("true ? optional.of(1) : optional.none()", .optional(.int)),
    ])
    func typesAreInferred(row: Typed) throws {
        #expect(try Self.environment.compile(row.source).resultType == row.type)
    }

    @Test func allFaultsAreReportedAtOnce() throws {
        let found = issues(
            "item.budgt > 5 && nams[0] == 'x' && count.foo == 1 && siz(names) > 1",
            in: Self.environment)
        #expect(
            found.map(\.kind) == [
                .undefinedField("budgt", type: .object("item")), .undeclaredVariable("nams"),
                .noFields(.int), .undeclaredFunction("siz"),
            ])
        #expect(found.map(\.range.lowerBound) == [5, 18, 42, 54])
        #expect(found.map(\.suggestion) == ["budget", "names", nil, "size"])
        #expect(
            found[0].description
                == "undefined field 'budgt' of item (did you mean budget?)")
    }

    @Test(arguments: [
        ("1 + 'a'", CEL.Issue.Kind.noMatchingOverload(function: "+", arguments: [.int, .string])),
        ("1 < 2.5", .noMatchingOverload(function: "<", arguments: [.int, .double])),
        ("1 == 'a'", .noMatchingOverload(function: "==", arguments: [.int, .string])),
        ("!count", .noMatchingOverload(function: "!", arguments: [.int])),
        ("count && true", .typeMismatch(expected: .bool, found: .int)),
        ("count ? 1 : 2", .typeMismatch(expected: .bool, found: .int)),
        ("true ? 1 : 'a'", .typeMismatch(expected: .int, found: .string)),
        ("names['a']", .typeMismatch(expected: .int, found: .string)),
        ("limits[1]", .typeMismatch(expected: .string, found: .int)),
        ("count[0]", .notIndexable(.int)),
        ("count.all(x, true)", .notIterable(.int)),
        ("names.all(n, n)", .typeMismatch(expected: .bool, found: .string)),
        ("{1.5: 1}", .invalidMapKey(.double)),
        ("size(1)", .noMatchingOverload(function: "size", arguments: [.int])),
        ("money < 1", .noMatchingOverload(function: "<", arguments: [.opaque("money", []), .int])),
        (
            "'x'.matches('(')",
            .invalidArgument(
                function: "matches", reason: .invalidArgument(.pattern(.missingParenthesis)))
        ),
    ])
    func faultsAreNamed(source: String, kind: CEL.Issue.Kind) {
        #expect(issues(source, in: Self.environment).map(\.kind) == [kind])
    }

    @Test func theExpectedResultIsChecked() {
        #expect(
            issues("1 + 1", expecting: .bool).map(\.kind)
                == [.typeMismatch(expected: .bool, found: .int)])
    }

    @Test func aMethodCalledAsAFunctionIsHinted() {
        #expect(issues("startsWith('a', 'b')").first?.hint == "write x.startsWith(…)")
        #expect(issues("1.type()").first?.hint == "write type(…)")
        #expect(issues("math.least('a')").first?.hint == nil)
    }

    @Test func constantsThatCanOnlyFailAreWarnings() throws {
        let program = try Environment().compile("true || timestamp('yesterday') == timestamp(0)")
        #expect(program.warnings.map(\.range) == [18..<29])
        #expect(try program.evaluate(Activation()) == true)
    }

    @Test func checkingCanWaitForRunning() throws {
        let environment = Environment(checking: .whileRunning)
        #expect(try evaluate("nothing || true", in: environment) == true)
        #expect(try evaluate("1.0 == 1", in: environment) == true)
        #expect(throws: EvaluationError.self) { try evaluate("nothing", in: environment) }
        #expect(throws: EvaluationError.self) { try evaluate("1 + 'a'", in: environment) }
        #expect(throws: EvaluationError.self) { try evaluate("size(1, 2)", in: environment) }
    }

    @Test func namesResolveFromTheContainerOutwards() throws {
        let environment = Environment(
            variables: [("a.b.x", .int), ("a.x", .int), ("x", .int), ("a.b", .int)],
            container: "a.b")
        let program = try environment.compile("[x, .x, .a.x, a.b]")
        #expect(try program.evaluate(Activation([1, 2, 3, 4])) == [1, 3, 2, 4])
        #expect(try evaluate("[7].map(x, x)[0]", in: environment, 1, 2, 3, 4) == 7)
    }

    @Test func referencesAreListedOnce() throws {
        let program = try Self.environment.compile(
            """
            item.budget > 5 && item.budget < limits.x && has(item.lead)
                && names.exists(n, n == item.parent.lead)
            """)
        #expect(
            program.references.map(\.path)
                == ["item.budget", "limits.x", "item.lead", "names", "item.parent.lead"])
    }
}
