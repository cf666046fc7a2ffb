import JSON
import Testing

@Suite struct `Reading JSON` {
    @Test(
        arguments: [
            ("null", .null), ("true", true), (" false\n", false),
            ("0", 0), ("-0", 0), ("-12", -12), ("9223372036854775807", .int(.max)),
            ("9223372036854775808", .double(9_223_372_036_854_775_808)),
            ("1.0", .double(1)), ("1e2", .double(100)), ("-2.5E-1", .double(-0.25)),
            ("\"\"", ""), ("\"Sở Tài chính\"", "Sở Tài chính"),
            (#""\"\\\/\b\f\n\r\t\u1EA5\uD83D\uDE00""#, "\"\\/\u{8}\u{C}\n\r\tấ😀"),
            ("[]", []), ("[1, [2], \"3\"]", [1, [2], "3"]),
            ("{}", [:]), (#"{"b": 1, "a": {"c": [null]}}"#, ["b": 1, "a": ["c": [.null]]]),
        ] as [(String, JSON)])
    func `a text gives the value it says`(text: String, value: JSON) throws {
        #expect(try JSON.parse(text) == value)
    }

    @Test(
        arguments: [
            ("", 0, .unexpectedEnd), ("  ", 2, .unexpectedEnd),
            ("[1", 2, .unexpectedEnd), ("{\"a\"", 4, .unexpectedEnd), ("\"a", 2, .unexpectedEnd),
            ("tru", 3, .unexpectedEnd), ("\"\\", 2, .unexpectedEnd), ("\"\\u12", 5, .unexpectedEnd),
            ("1 2", 2, .trailingContent), ("nulll", 4, .trailingContent),
            ("[1,]", 3, .unexpectedByte(UInt8(ascii: "]"))),
            ("{,}", 1, .unexpectedByte(UInt8(ascii: ","))),
            ("{\"a\":1,}", 7, .unexpectedByte(UInt8(ascii: "}"))),
            ("{a:1}", 1, .unexpectedByte(UInt8(ascii: "a"))),
            ("[1;2]", 2, .unexpectedByte(UInt8(ascii: ";"))),
            ("'a'", 0, .unexpectedByte(UInt8(ascii: "'"))),
            ("// 1", 0, .unexpectedByte(UInt8(ascii: "/"))),
            ("NaN", 0, .unexpectedByte(UInt8(ascii: "N"))),
            ("nul1", 3, .unexpectedByte(UInt8(ascii: "1"))),
            ("+1", 0, .unexpectedByte(UInt8(ascii: "+"))),
            ("01", 0, .badNumber), ("-", 0, .badNumber), ("1.", 0, .badNumber),
            ("[1e]", 1, .badNumber),
            ("-Infinity", 0, .badNumber), ("0x1", 1, .trailingContent),
            ("1e400", 0, .numberOutOfRange), ("-1e999", 0, .numberOutOfRange),
            (#""\x""#, 1, .badEscape), (#""\u12G4""#, 1, .badEscape),
            (#""a\uD800""#, 2, .loneSurrogate), (#""\uDC00\uD800""#, 1, .loneSurrogate),
            (#""\uD800\u0041""#, 1, .loneSurrogate),
            ("\"a\nb\"", 2, .controlCharacter), ("\"\\n\u{0}\"", 3, .controlCharacter),
            ("\u{FEFF}1", 0, .byteOrderMark),
            (#"{"a":1,"b":2,"a":3}"#, 13, .duplicateName("a")),
            (#"[{"a":1,"\u0061":3}]"#, 8, .duplicateName("a")),
        ] as [(String, Int, JSONError.Problem)])
    func `a text that is not JSON is refused where it goes wrong`(
        text: String, offset: Int, problem: JSONError.Problem
    ) {
        #expect(throws: JSONError(offset: offset, problem: problem)) { try JSON.parse(text) }
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xE1, 0xBA, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
            [0x22, 0x5C, 0x6E, 0xFF, 0x22],
        ] as [[UInt8]])
    func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
        #expect(throws: JSONError(offset: 1, problem: .badUTF8)) { try JSON.parse(bytes) }
    }

    @Test func `names that only look the same are two names`() throws {
        let object = try JSON.parse("{\"\u{E0}\":1,\"a\u{300}\":2}")
        #expect(object["\u{E0}"] == 1)
        #expect(object["a\u{300}"] == 2)
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `nesting has a limit`(opening: String) throws {
        let problem = JSONError.Problem.tooDeep(limit: JSON.usualDepth)
        let offset = opening.utf8.count * JSON.usualDepth
        #expect(throws: JSONError(offset: offset, problem: problem)) {
            try JSON.parse(String(repeating: opening, count: 1_000_000))
        }
        let deepest = String(repeating: "[", count: 3) + String(repeating: "]", count: 3)
        #expect(try JSON.parse(deepest, depth: 3) == [[[]]])
        #expect(throws: JSONError.self) { try JSON.parse(deepest, depth: 2) }
    }

    @Test func `a large object is read in good time`() throws {
        let members = (0..<50_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        let object = try #require(try JSON.parse("{\(members)}").object)
        #expect(object.count == 50_000)
        #expect(object.members.last?.name == "k49999")
    }

    @Test func `every problem has words in both languages`() {
        let problems: [JSONError.Problem] = [
            .unexpectedEnd, .unexpectedByte(0), .trailingContent, .badNumber, .numberOutOfRange,
            .badEscape, .loneSurrogate, .controlCharacter, .badUTF8, .byteOrderMark,
            .duplicateName("tên"), .tooDeep(limit: 3),
        ]
        let errors = problems.map { JSONError(offset: 0, problem: $0) }
        #expect(Set(errors.map(\.message)).count == problems.count)
        #expect(Set(errors.map(\.messageInVietnamese)).count == problems.count)
        #expect(
            JSONError(offset: 7, problem: .unexpectedByte(0x7D)).description
                == "byte 7: unexpected '}'")
        #expect(JSONError(offset: 7, problem: .unexpectedByte(0x07)).message == "unexpected 0x07")
    }
}

@Suite struct `Reading what a value holds` {
    let json: JSON = [
        "item": ["id": "PL.II.6", "n": 3, "x": 2.5, "ok": true], "list": [1, .null],
    ]

    @Test func `a path is read in one go`() {
        #expect(json["item"]["id"].string == "PL.II.6")
        #expect(json["item"]["n"].int == 3)
        #expect(json["item"]["n"].double == 3)
        #expect(json["item"]["x"].double == 2.5)
        #expect(json["item"]["ok"].bool == true)
        #expect(json["list"][0].int == 1)
        #expect(json["list"].array?.count == 2)
    }

    @Test func `what is not there is null, and what is something else is nil`() {
        #expect(json["item"]["none"]["deeper"].isNull)
        #expect(json["list"][2].isNull)
        #expect(json["list"][-1].isNull)
        #expect(json["item"]["x"].int == nil)
        #expect(json["item"].string == nil)
        #expect(json["item"]["id"].object == nil)
        #expect(json.object?["none"] == nil)
    }

    @Test func `setting a member keeps its place, removing closes the gap`() {
        var object: JSONObject = ["b": 1, "a": 2]
        object["b"] = 3
        object["c"] = .null
        #expect(object.names == ["b", "a", "c"])
        #expect(object["b"] == 3)
        object["a"] = nil
        object["z"] = nil
        #expect(object.names == ["b", "c"])
    }
}
