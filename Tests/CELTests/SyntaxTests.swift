import CEL
import Testing

@Suite struct SyntaxTests {
    @Test(arguments: [
        Row("0x1F", 31), Row("-0x10", -16), Row("42u", .uint(42)), Row("1e3", 1000.0),
        Row(".5", 0.5), Row("-9223372036854775808", .int(.min)),
        Row("18446744073709551615u", .uint(.max)),
        Row("'a\\tb'", "a\tb"), Row("r'\\n'", "\\n"), Row("'''it's'''", "it's"),
        Row("'\\u1ebf\\U0001F600\\x41\\101'", "ế😀AA"), Row("'\\377'", "ÿ"),
        Row("b'\\377\\x00'", .bytes([255, 0])), Row("b'ế'", .bytes([0xE1, 0xBA, 0xBF])),
        Row("[1, 2,]", [1, 2]), Row("{'a': 1,}.a", 1), Row("1 // the rest is a comment", 1),
    ])
    func literals(row: Row) throws { try expect(row) }

    @Test(arguments: [
        Row("1 + 2 * 3", 7), Row("(1 + 2) * 3", 9), Row("10 - 3 - 2", 5), Row("-2 * 3", -6),
        Row("--2", 2), Row("!!true", true), Row("1 < 2 == true", true),
        Row("false && true || true", true), Row("true || true && false", true),
        Row("false ? 1 : true ? 2 : 3", 2), Row("1 + 2 in [3]", true),
        Row("-[1, 2][1]", -2), Row("-5.0 / 2.0", -2.5),
    ])
    func precedence(row: Row) throws { try expect(row) }

    struct Fault: Sendable, CustomTestStringConvertible {
        let source: String
        let kind: CEL.Issue.Kind
        let range: Range<Int>

        init(_ source: String, _ kind: CEL.Issue.Kind, _ range: Range<Int>) {
            self.source = source
            self.kind = kind
            self.range = range
        }

        var testDescription: String { source }
    }

    @Test(arguments: [
        Fault("1 +", .unexpectedToken(found: "", expected: "an expression"), 3..<3),
        Fault("1 2", .unexpectedToken(found: "2", expected: "an operator"), 2..<3),
        Fault("(1", .unexpectedToken(found: "", expected: "')'"), 2..<2),
        Fault("a ? b", .unexpectedToken(found: "", expected: "':'"), 5..<5),
        Fault("f(1,)", .unexpectedToken(found: ")", expected: "an expression"), 4..<5),
        Fault("1 = 2", .unexpectedCharacter("="), 2..<3),
        Fault("ế", .unexpectedCharacter("ế"), 0..<3),
        Fault("1 + 'abc", .unterminatedLiteral, 4..<8),
        Fault("'a\nb'", .unterminatedLiteral, 0..<2),
        Fault("'\\q'", .invalidEscape("\\q"), 1..<3),
        Fault("'\\ud800'", .invalidEscape("\\ud800"), 1..<7),
        Fault("b'\\u0041'", .invalidEscape("\\u"), 2..<4),
        Fault("9223372036854775808", .numberOutOfRange, 0..<19),
        Fault("1e999", .numberOutOfRange, 0..<5),
        Fault("12abc", .malformedNumber, 0..<5),
        Fault("1 + while", .reservedWord("while"), 4..<9),
        Fault("a.B{x: 1}", .messageConstruction, 3..<4),
        Fault("has(x)", .invalidMacroArgument(macro: "has", expected: "a field selection"), 4..<5),
        Fault(
            "[1].all(1, true)",
            .invalidMacroArgument(macro: "all", expected: "a variable name"), 8..<9),
        Fault("[1].all(x, x, true)", .duplicateVariable("x"), 11..<12),
    ])
    func faultsHaveAPlace(fault: Fault) throws {
        let issue = try #require(issues(fault.source).first)
        #expect(issue.kind == fault.kind)
        #expect(issue.range == fault.range)
    }

    @Test func reservedWordsMayNameFieldsAndMethods() throws {
        #expect(try evaluate("{'if': 1, 'content-type': 2}.if") == 1)
        #expect(try evaluate("{'content-type': 2}.`content-type`") == 2)
    }

    @Test(arguments: ["a = b", "a & b", "a | b"])
    func aSingleOperatorCharacterIsHinted(source: String) throws {
        #expect(issues(source).first?.hint != nil)
    }
}
