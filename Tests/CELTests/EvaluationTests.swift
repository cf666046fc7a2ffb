import CEL
import Testing

@Suite struct EvaluationTests {
    @Test(arguments: [
        ErrorRow("9223372036854775807 + 1", .overflow), ErrorRow("0u - 1u", .overflow),
        ErrorRow("-9223372036854775808 / -1", .overflow),
        ErrorRow("-9223372036854775808 % -1", .overflow),
        ErrorRow("-(-9223372036854775808)", .overflow), ErrorRow("1 / 0", .divisionByZero),
        ErrorRow("1u % 0u", .divisionByZero), ErrorRow("int(1e19)", .overflow),
        ErrorRow("uint(-1)", .overflow), ErrorRow("int('1.5')", .invalidArgument),
        ErrorRow("[1][1]", .indexOutOfRange), ErrorRow("[1][-1]", .indexOutOfRange),
        ErrorRow("{'a': 1}.b", .noSuchKey), ErrorRow("{1: 1, 1u: 2}", .duplicateKey),
        ErrorRow("{dyn(1.5): 1}", .invalidKey), ErrorRow("dyn(1) + 'a'", .noSuchOverload),
        ErrorRow("dyn('a') && true", .noSuchOverload),
        ErrorRow("optional.none().value()", .noValue),
        ErrorRow("timestamp('9999-12-31T23:59:59Z') + duration('1s')", .overflow),
        ErrorRow("duration('9223372036s') + duration('1s')", .overflow),
        ErrorRow("string(b'\\xff')", .invalidArgument),
        ErrorRow("math.greatest([])", .invalidArgument),
        ErrorRow("[dyn(1), 'a'].sort()", .noSuchOverload),
    ])
    func errors(row: ErrorRow) throws { try expect(row) }

    @Test(arguments: [
        Row("dyn(1) == 1u && dyn(1u) == 1.0", true), Row("0.0 / 0.0 == 0.0 / 0.0", false),
        Row("0.0 / 0.0 < 1.0 || 0.0 / 0.0 >= 1.0", false), Row("-1 < dyn(0u)", true),
        Row("dyn(18446744073709551615u) > 1", true), Row("[1, 2.0] == [1u, 2]", true),
        Row("{1: 'a'} == dyn({1u: 'a'})", true), Row("{3u: 'x'}[dyn(3.0)]", "x"),
        Row("'\\u00e9' == 'e\\u0301'", false),
        Row("{'e\\u0301': 1, '\\u00e9': 2}.size()", 2),
        Row("'a' < 'b' && b'a' < b'b' && false < true", true), Row("null == null", true),
        Row("'\\uffff' < '\\U00010000'", true), Row("dyn([1]) == dyn('a')", false),
        Row("type([1]) == type(['a']) && type(1) != type(1u)", true),
    ])
    func comparisons(row: Row) throws { try expect(row) }

    @Test(arguments: [
        Row("1 / 0 == 1 || true", true), Row("true || 1 / 0 == 1", true),
        Row("1 / 0 == 1 && false", false), Row("1 / 0 == 1 && 2 / 0 == 1 && false", false),
        Row("[1, 0].exists(x, 1 / x == 1)", true), Row("[0, 1].exists(x, 1 / x == 1)", true),
        Row("[0, 2].all(x, 4 / x == 1)", false), Row("true ? 1 : 1 / 0", 1),
        Row("optional.of(1).orValue(1 / 0)", 1),
    ])
    func errorsAreAbsorbed(row: Row) throws { try expect(row) }

    @Test(arguments: [
        // What `cel.bind` names is computed when it is first read, and then kept.
        Row("cel.bind(x, 1 / 0, 2)", 2), Row("cel.bind(x, 1 / 0, true || x == 1)", true),
        Row("cel.bind(x, [2, 0], x.exists(y, cel.bind(z, 4 / y, y == 2 || z == 1)))", true),
        Row(
            "cel.bind(x, [1, 2].map(a, [3].map(b, a + b)), [5].map(y, [6].map(z, x + [[y, z]])))",
            [[[[4], [5], [5, 6]]]]),
        Row("[1, 2].map(y, cel.bind(x, y * 2, cel.bind(x, x + 1, x)))", [3, 5]),
    ])
    func bindingsAreLazy(row: Row) throws { try expect(row) }

    @Test(arguments: [
        ErrorRow("cel.bind(x, 1 / 0, x == 1 && x == 2)", .divisionByZero),
        ErrorRow("1 / 0 == 1 || false", .divisionByZero),
        ErrorRow("true && 1 / 0 == 1", .divisionByZero),
        ErrorRow("1 / 0 == 1 ? 1 : 2", .divisionByZero),
        ErrorRow("[0, 1].filter(x, 1 / x == 1)", .divisionByZero),
        ErrorRow("[0, 1].exists_one(x, 1 / x == 1)", .divisionByZero),
        ErrorRow("[1, 0].all(x, 1 / x == 1)", .divisionByZero),
    ])
    func errorsAreKept(row: ErrorRow) throws { try expect(row) }

    @Test(arguments: [
        Row("[1, 2, 3].map(x, x > 1, x * 2)", [4, 6]), Row("{'a': 1}.map(k, k)", ["a"]),
        Row("[5, 6].transformList(i, v, i + v)", [5, 7]),
        Row("[5, 6].transformMap(i, v, v)[1]", 6),
        Row("{'a': 'b'}.transformMapEntry(k, v, {v: k}).b", "a"),
        Row("[1, 2].exists(i, v, i == 1 && v == 2)", true),
        Row("[[1, 2], [3]].map(l, l.map(x, x * x))", [[1, 4], [9]]),
        Row("cel.bind(x, 2, cel.bind(y, x * x, x + y))", 6),
        Row("[3, 1, 2].sort()", [1, 2, 3]), Row("['bb', 'a'].sortBy(s, size(s))", ["a", "bb"]),
        Row("[1, 1u, 2, 1.0].distinct()", [1, 2]), Row("[[1], [2, 3]].flatten()", [1, 2, 3]),
        Row("lists.range(4).slice(1, 3)", [1, 2]), Row("[1, 2].reverse()", [2, 1]),
        Row("sets.contains([1, 2], [dyn(2u)])", true), Row("sets.equivalent([1, 1], [1])", true),
        Row("sets.intersects([1], [2])", false), Row("[1, 2].last().value()", 2),
    ])
    func listsAndMaps(row: Row) throws { try expect(row) }

    @Test(arguments: [
        Row("{'a': 1}.?b.orValue(5)", 5), Row("[1][?3].hasValue()", false),
        Row("{'a': {'b': 1}}.?a.b.value()", 1), Row("has({'a': 1}.b)", false),
        Row("[?optional.of(1), ?optional.none()]", [1]),
        Row("{?'a': optional.none()}.size()", 0),
        Row("optional.of(2).optMap(x, x * 2).value()", 4),
        Row("optional.of(2).optFlatMap(x, optional.none()).hasValue()", false),
        Row("optional.ofNonZeroValue('').or(optional.of('x')).value()", "x"),
        Row("[optional.of(1), optional.none()].unwrapOpt()", [1]),
    ])
    func optionals(row: Row) throws { try expect(row) }

    @Test(arguments: [
        Row("'Kế hoạch'.size()", 8), Row("'Kế hoạch'.substring(3)", "hoạch"),
        Row("'abc'.replace('', '-')", "-a-b-c-"), Row("'aXbXc'.replace('X', '', 1)", "abXc"),
        Row("''.replace('', 'x')", "x"), Row("'abc'.split('')", ["a", "b", "c"]),
        Row("''.split(',')", [""]), Row("'a,b,c'.split(',', 2)", ["a", "b,c"]),
        Row("'abcabc'.lastIndexOf('abc', 2)", 0), Row("' x '.trim()", "x"),
        Row("'aaa'.indexOf('aa', 1)", 1), Row("string(1000000.0)", "1e+06"),
        Row("string(0.1)", "0.1"), Row("string(-0.00001)", "-1e-05"), Row("string(1.0)", "1"),
        Row("double('inf') > 1e308", true), Row("double('0x1p3')", 8.0),
        Row("'%s|%d|%.2f|%x'.format([[1, 'a'], 2u, 2.675, 255])", "[1, a]|2|2.67|ff"),
        Row("base64.decode(base64.encode(b'\\x00ab'))", .bytes([0, 97, 98])),
        Row("strings.quote('a\"\\n')", "\"a\\\"\\n\""),
    ])
    func text(row: Row) throws { try expect(row) }

    @Test func aProgramIsEvaluatedWithManyActivations() throws {
        let environment = Environment(variables: [("x", .int), ("y", .int)])
        let program = try environment.compile("x > 1 || y > 1")
        #expect(try program.evaluate(Activation([2, nil])) == true)
        #expect(try program.evaluate(Activation([0, 2])) == true)
        #expect(throws: EvaluationError.self) { try program.evaluate(Activation([0, nil])) }
        #expect(throws: EvaluationError.self) { try program.evaluate(Activation([0])) }
    }

    @Test func anErrorNamesItsPlace() throws {
        let program = try Environment().compile("1 + [1, 2][5 - 3]")
        let error = #expect(throws: EvaluationError.self) { try program.evaluate(Activation()) }
        #expect(error?.range == 10..<11)
        #expect(error?.message == "index out of range: 2")
    }

    @Test func aVariableOfAnotherTypeThanDeclaredIsAnError() throws {
        let environment = Environment(variables: [("x", .int)])
        let program = try environment.compile("x + 1 > 2")
        let error = #expect(throws: EvaluationError.self) {
            try program.evaluate(Activation(["a"]))
        }
        #expect(error?.message == "no overload of '+' takes (string, int)")
    }
}
