import JSON
import Testing

@Suite struct `Canonical JSON` {
    /// The samples of RFC 8785, appendix B.
    @Test(
        arguments: [
            (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"), (0x8000_0000_0000_0001, "-5e-324"),
            (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0xC340_0000_0000_0000, "-9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"), (0x44B5_2D02_C7E1_4AF6, "1e+23"),
            (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"),
            (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
            (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
            (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
            (0x41B3_DE43_5555_5553, "333333333.3333332"),
            (0x41B3_DE43_5555_5554, "333333333.33333325"),
            (0x41B3_DE43_5555_5555, "333333333.3333333"),
            (0x41B3_DE43_5555_5556, "333333333.3333334"),
            (0x41B3_DE43_5555_5557, "333333333.33333343"),
            (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
            (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
        ] as [(UInt64, String)])
    func `a double is written with its shortest digits`(bits: UInt64, text: String) {
        #expect(JSON.double(Double(bitPattern: bits)).canonical == text)
    }

    @Test(arguments: [
        (0, "0"), (-7, "-7"), (Int64.max, "9223372036854775807"),
        (Int64.min, "-9223372036854775808"), (9_007_199_254_740_993, "9007199254740993"),
    ])
    func `a whole number is written exactly`(value: Int64, text: String) {
        #expect(JSON.int(value).canonical == text)
    }

    @Test func `digits are as many as a number has`() {
        var power: Int64 = 1
        for _ in 0..<18 {
            power *= 10
            for number in [power - 1, power, power + 1, -power] {
                #expect(JSON.int(number).canonical == "\(number)")
            }
        }
    }

    @Test(arguments: [
        ("\"", "\\\""), ("\\", "\\\\"), ("\n", "\\n"), ("\u{0}", "\\u0000"), ("\u{1F}", "\\u001f"),
        (" ", " "), ("\u{7F}", "\u{7F}"), ("ạ", "ạ"), ("\u{2028}", "\u{2028}"),
    ])
    func `what has to be escaped is, wherever it stands`(character: String, written: String) {
        for before in 0..<20 {
            for after in 0..<10 {
                let left = String(repeating: "a", count: before)
                let right = String(repeating: "é", count: after)
                #expect(
                    JSON.string(left + character + right).canonical
                        == "\"" + left + written + right + "\"")
            }
        }
    }

    @Test func `a string is put together from pieces`() {
        var writer = JSONWriter()
        writer.beginArray()
        writer.string("a")
        writer.beginString()
        writer.piece("\"b")
        writer.piece("")
        writer.piece("c\n")
        writer.endString()
        writer.int(1)
        writer.endArray()
        #expect(writer.text == #"["a","\"bc\n",1]"#)
    }

    @Test(arguments: [
        (1.0, "1"), (0.5, "0.5"), (-1.5, "-1.5"), (1e20, "100000000000000000000"),
        (123.456, "123.456"), (1e-5, "0.00001"), (1.5e-7, "1.5e-7"), (1e300, "1e+300"),
    ])
    func `layout of doubles`(value: Double, text: String) {
        #expect(JSON.double(value).canonical == text)
    }

    @Test func `doubles read back as themselves`() throws {
        var state: UInt64 = 42
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = Double(bitPattern: state)
            guard value.isFinite else { continue }
            let text = JSON.double(value).canonical
            #expect(try JSON.parse(text).double == value, "\(text)")
        }
    }

    /// The sample of RFC 8785, section 3.2.3: the smiling face is beyond U+FFFF, so its surrogates
    /// sort before U+FB33.
    @Test func `members are sorted by UTF-16 code units`() {
        let object: JSON = [
            "\u{20AC}": 5, "\r": 1, "\u{FB33}": 7, "1": 2, "\u{1F600}": 6, "\u{80}": 3,
            "\u{F6}": 4,
        ]
        #expect(
            object.canonical
                == "{\"\\r\":1,\"1\":2,\"\u{80}\":3,\"\u{F6}\":4,\"\u{20AC}\":5,"
                + "\"\u{1F600}\":6,\"\u{FB33}\":7}")
    }

    @Test(arguments: [
        ("a\"b\\c/d", #""a\"b\\c/d""#),
        ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
        ("\u{0}\u{1F}\u{7F}", "\"\\u0000\\u001f\u{7F}\""),
        ("Kế hoạch 149/KH-UBND 😀\u{2028}", "\"Kế hoạch 149/KH-UBND 😀\u{2028}\""),
    ])
    func `only what must be escaped is`(text: String, written: String) throws {
        #expect(JSON.string(text).canonical == written)
        #expect(try JSON.parse(written) == .string(text))
    }

    @Test func `the form does not depend on how the value was written`() throws {
        let one = try JSON.parse(#"{"b" : [1, 2.50], "a": {"y": null, "x": true}}"#)
        let other = try JSON.parse(#"{"a":{"x":true,"y":null},"b":[1,25e-1]}"#)
        #expect(one.canonical == #"{"a":{"x":true,"y":null},"b":[1,2.5]}"#)
        #expect(other.canonical == one.canonical)
        #expect(one != other)
    }
}

@Suite struct `JSON for people` {
    @Test func `a member a line, in the order given`() {
        let json: JSON = [
            "b": [1, ["x": "y"]], "a": [:], "c": [], "d": .null,
        ]
        #expect(
            json.pretty == """
                {
                  "b": [
                    1,
                    {
                      "x": "y"
                    }
                  ],
                  "a": {},
                  "c": [],
                  "d": null
                }
                """)
    }
}

@Suite struct `The streaming writer` {
    @Test func `it writes what the value would`() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("list")
        writer.beginArray()
        writer.int(1)
        writer.double(0.5)
        writer.bool(false)
        writer.null()
        writer.beginObject()
        writer.endObject()
        writer.endArray()
        writer.member("n", -3)
        writer.member("nested", canonical: #"{"a":1}"#)
        writer.member("ok", true)
        writer.member("text", "Sở \"KH&CN\"")
        writer.endObject()
        let value: JSON = [
            "list": [1, 0.5, false, .null, [:]], "n": -3, "nested": ["a": 1], "ok": true,
            "text": "Sở \"KH&CN\"",
        ]
        #expect(writer.text == value.canonical)
        #expect(writer.bytes == Array(value.canonical.utf8))
    }

    @Test(arguments: [0, 1, 15, 16, 17, 255, 256, 257, 100_000])
    func `it grows with what is written`(length: Int) {
        let text = String(repeating: "ệ\"", count: length)
        var writer = JSONWriter(reserving: 1)
        writer.beginArray()
        for number in [Int64.min, -1, 0, 9, 10, Int64.max] { writer.int(number) }
        writer.string(text)
        writer.endArray()
        let numbers = "-9223372036854775808,-1,0,9,10,9223372036854775807"
        let quoted = String(repeating: #"ệ\""#, count: length)
        #expect(writer.text == #"[\#(numbers),"\#(quoted)"]"#)
    }

    @Test func `it can be used again`() {
        var writer = JSONWriter()
        writer.string("one")
        writer.reset()
        writer.value(["b": 2, "a": 1])
        #expect(writer.text == #"{"a":1,"b":2}"#)
    }
}
