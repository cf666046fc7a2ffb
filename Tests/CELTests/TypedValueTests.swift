import CEL
import JSON
import Testing
import TypedValues

@Suite struct TypedValueTests {
    @Test(arguments: [
        #"{"null":null}"#, #"{"bool":true}"#, #"{"int":"-9223372036854775808"}"#,
        #"{"uint":"18446744073709551615"}"#, #"{"double":1.5}"#, #"{"double":"NaN"}"#,
        #"{"double":"-Infinity"}"#, #"{"string":"a\"\n\u0001ế"}"#, #"{"bytes":"AP8="}"#,
        #"{"list":[{"int":"1"},{"list":[]}]}"#, #"{"map":[[{"bool":true},{"null":null}]]}"#,
        #"{"type":"int"}"#, #"{"timestamp":"2021-04-14T00:00:00Z"}"#, #"{"duration":"1.5s"}"#,
        #"{"optional":{"int":"1"}}"#, #"{"optional":null}"#,
    ])
    func readBack(text: String) throws {
        let value = try #require(TypedValue.value(try JSON.parse(text)))
        #expect(TypedValue.json(value)?.canonical == text)
    }

    @Test(arguments: [
        #"{"int":"1.5"}"#, #"{"int":1.5}"#, #"{"int":"1","uint":"1"}"#, "{}", "1",
        #"{"uint":-1}"#, #"{"null":1}"#, #"{"bytes":"QUJD=x"}"#, #"{"double":"1.5x"}"#,
        #"{"map":[[{"int":"1"},{"int":"1"}],[{"uint":"1"},{"int":"2"}]]}"#,
        #"{"map":[[{"int":"1"}]]}"#, #"{"map":[[{"int":"1"},{"int":"2"},{"int":"3"}]]}"#,
    ])
    func otherFormsAreRefused(text: String) throws {
        #expect(TypedValue.value(try JSON.parse(text)) == nil)
    }

    /// As they are written by hand.
    @Test func wholeNumbersMayBeNumbers() throws {
        #expect(TypedValue.value(try JSON.parse(#"{"int":-1}"#)) == .int(-1))
        #expect(TypedValue.value(try JSON.parse(#"{"uint":1}"#)) == .uint(1))
        #expect(TypedValue.value(try JSON.parse(#"{"double":1}"#)) == .double(1))
    }
}
