import Testing
import YAML

@Suite("Scalars mean what YAML 1.2 and the field say")
struct ScalarTests {
    @Test(
        "the core schema",
        arguments: [
            ("", .null), ("~", .null), ("null", .null), ("Null", .null),
            ("true", .bool(true)), ("FALSE", .bool(false)),
            ("0", .int(0)), ("-12", .int(-12)), ("+7", .int(7)), ("0777", .int(777)),
            ("0o17", .int(15)), ("0x1F", .int(31)), ("9223372036854775807", .int(.max)),
            ("9223372036854775808", .double(9_223_372_036_854_775_808)),
            ("1.5", .double(1.5)), ("1e3", .double(1000)), (".5", .double(0.5)),
            ("1.", .double(1)), ("-1.5E-2", .double(-0.015)),
            (".inf", .double(.infinity)), ("-.INF", .double(-.infinity)),
        ] as [(String, Scalar.Value)])
    func core(text: String, value: Scalar.Value) {
        #expect(Reading("a: \(text)\n").node?["a"]?.scalar?.resolved == value)
    }

    @Test(
        "what YAML 1.1 would make numbers, dates or truth of is text",
        arguments: [
            "no", "yes", "on", "off", "Y", "n", "NO", "1_000", "07:00", "1:30:00", "2021-04-14",
            "2021-04-14T10:00:00Z", "0b101", "0o8", "0x", "0x+1", "-0x1", "1e", "e3", ".", "+",
            "-a",
            "--1", "1.2.3", "1,000", "nan", "inf", "infinity", "01-02 dự án", "NULL!", "tRUE",
        ])
    func text(_ text: String) throws {
        let node = try #require(Reading("a: \(text)\n").node?["a"])
        #expect(node.scalar?.resolved == .string(text))
        #expect(node.string == text)
        #expect(node.int == nil && node.double == nil && node.bool == nil)
    }

    @Test(
        "a text field takes any scalar as written",
        arguments: ["0777", "1.10", "04", "1e3", "true", "-0", ".inf"])
    func asWritten(_ text: String) {
        #expect(Reading("a: \(text)\n").node?["a"]?.string == text)
    }

    @Test("quotes make text of anything", arguments: ["'~'", "\"~\"", "!!str ~", "! ~"])
    func quoted(_ text: String) {
        let node = Reading("a: \(text)\n").node?["a"]
        #expect(node?.isNull == false)
        #expect(node?.string == "~")
    }

    @Test("a tag decides against quotes")
    func tagged() {
        #expect(Reading("a: !!int \"12\"\n").node?["a"]?.int == 12)
        #expect(Reading("a: !!str 12\n").node?["a"]?.int == nil)
    }

    @Test("null, lists and mappings are no text")
    func notText() {
        let node = Reading("a:\nb: []\nc: {}\n").node
        for key in ["a", "b", "c"] { #expect(node?[key]?.string == nil) }
        #expect(node?["a"]?.isNull == true)
        #expect(node?["b"]?.isNull == false)
    }

    @Test("infinity and not-a-number are no numbers of a definition")
    func finite() {
        #expect(Reading("a: .inf\n").node?["a"]?.double == nil)
        #expect(Reading("a: .nan\n").node?["a"]?.double == nil)
    }
}
