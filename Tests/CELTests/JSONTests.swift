import CEL
import Testing

@Suite struct JSONTests {
    @Test(arguments: [
        #"{"null":null}"#, #"{"bool":true}"#, #"{"int":"-9223372036854775808"}"#,
        #"{"uint":"18446744073709551615"}"#, #"{"double":1.5}"#, #"{"double":"NaN"}"#,
        #"{"double":"-Infinity"}"#, #"{"string":"a\"\n\u0001ế"}"#, #"{"bytes":"AP8="}"#,
        #"{"list":[{"int":"1"},{"list":[]}]}"#, #"{"map":[[{"bool":true},{"null":null}]]}"#,
        #"{"type":"int"}"#, #"{"timestamp":"2021-04-14T00:00:00Z"}"#, #"{"duration":"1.5s"}"#,
        #"{"optional":{"int":"1"}}"#, #"{"optional":null}"#,
    ])
    func typedValuesReadBack(text: String) throws {
        let value = try #require(Value(typed: try JSONNode(parsing: text)))
        #expect(value.typed()?.description == text)
    }

    @Test(arguments: [
        #"{"int":1}"#, #"{"int":"1.5"}"#, #"{"int":"1","uint":"1"}"#, "{}", "1",
        #"{"map":[[{"int":"1"},{"int":"1"}],[{"uint":"1"},{"int":"2"}]]}"#,
    ])
    func otherFormsAreRefused(text: String) throws {
        #expect(Value(typed: try JSONNode(parsing: text)) == nil)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":}", "01", "1.", "\"a", "\"\\x\"", "\"\\ud800\"", "nul", "1 2",
        "\"\t\"", String(repeating: "[", count: 100_000),
    ])
    func badDocumentsAreRefused(text: String) {
        #expect(throws: JSONNode.SyntaxError.self) { try JSONNode(parsing: text) }
    }

    @Test func surrogatePairsMakeOneCharacter() throws {
        #expect(try JSONNode(parsing: #""\ud83d\ude00""#) == .string("😀"))
    }
}
