import CEL
import Testing

@Suite struct RegexTests {
    @Test(arguments: [
        ("", "", true), ("abc", "b", true), ("abc", "^b", false), ("abc", "c$", true),
        ("grey", "gr(a|e)y", true), ("aaa", "^a{2,3}$", true), ("aaaa", "^a{2,3}$", false),
        ("a{x", "a{x", true), ("ab", "^a?b+?$", true), ("", "^(a*)*$", true),
        ("a\nb", "a.b", false), ("a\nb", "(?s)a.b", true), ("a\nb", "(?m)^b$", true),
        ("ABC", "(?i)abc", true), ("ABC", "(?i:a)BC", true), ("ABC", "(?i:a)bc", false),
        ("a1_", "^\\w\\d\\W$", false), ("a1-", "^\\w\\d\\W$", true), ("x y", "\\bx\\s\\Sy?", true),
        ("]", "[]]", true), ("-", "[a-]", true), ("b", "[^a-c]", false), ("5", "[[:digit:]]", true),
        ("5", "[[:^digit:]]", false), ("ế", "^\\p{L}$", true), ("5", "\\pL", false),
        ("5", "\\P{L}", true), ("Ế", "(?i)ế", true), ("a.b", "^\\Qa.b\\E$", true),
        ("axb", "^\\Qa.b\\E$", false), ("A", "\\x41", true), ("😀", "^\\x{1F600}$", true),
        ("abb", "^\\Qab\\E+$", true), ("a\\E", "\\Qa\\E\\\\", true),
        ("S", "(?i)^ſ$", true), ("ſ", "(?i)^[s]$", true), ("\u{212A}", "(?i)^k$", true),
        ("ς", "(?i)^Σ$", true), ("ẞ", "(?i)^ß$", true), ("ss", "(?i)^ß$", false),
        ("i", "(?i)^[ıİ]$", false), ("z", "(?i)^\\p{Lu}$", true), ("ſ", "(?i)^\\w$", true),
        ("ſ", "(?i)^\\W$", false), ("foo", "(?P<name>fo+)", true), ("foo", "(?:fo)+", true),
        ("\t", "^[\\t\\n]$", true),
    ])
    func patterns(text: String, pattern: String, expected: Bool) throws {
        let environment = Environment(variables: [("text", .string), ("pattern", .string)])
        let program = try environment.compile("text.matches(pattern)")
        #expect(
            try program.evaluate(Activation([.string(text), .string(pattern)]))
                == .bool(expected))
    }

    @Test(arguments: [
        "(", ")", "[a", "a**", "*", "a{2,1}", "a{1001}", "\\", "\\q", "(?=a)", "(?<!a)", "\\1",
        "[z-a]", "[[:nope:]]", "\\p{Nope}", "\\x{110000}", "(?P<>a)", "((a{1000}){1000}){9}", "{2}",
        "(a|{1,})",
    ])
    func badPatternsAreRefused(pattern: String) throws {
        let environment = Environment(variables: [("pattern", .string)])
        let program = try environment.compile("'x'.matches(pattern)")
        let error = #expect(throws: EvaluationError.self) {
            try program.evaluate(Activation([.string(pattern)]))
        }
        #expect(error?.code == .invalidArgument)
    }

    @Test func catastrophicPatternsTakeLinearTime() throws {
        let source = "lists.range(2000).map(i, 'a').join().matches('^(a+)+$|(a|aa)*b|(a*)*c')"
        #expect(try evaluate(source) == true)
    }
}
