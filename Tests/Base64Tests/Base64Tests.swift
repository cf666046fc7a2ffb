import Base64
import Testing

@Suite struct `Text in Base64` {
    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func `agrees with the standard`(plain: String, text: String) {
        let bytes = Array(plain.utf8)
        let bare = String(text.prefix { $0 != "=" })
        #expect(Base64.standard.encode(bytes) == text)
        #expect(Base64.standard.decode(text) == bytes)
        #expect(Base64.standard.decode(bare) == bytes)
        #expect(Base64.url.encode(bytes) == bare)
        #expect(Base64.url.decode(bare) == bytes)
    }

    @Test func `has an alphabet for addresses`() {
        let bytes: [UInt8] = [0xFB, 0xEF, 0xFF]
        #expect(Base64.standard.encode(bytes) == "++//")
        #expect(Base64.url.encode(bytes) == "--__")
        #expect(Base64.standard.decode("--__") == nil)
        #expect(Base64.url.decode("++//") == nil)
    }

    @Test func `every byte comes back`() {
        for length in 0...260 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            #expect(Base64.standard.decode(Base64.standard.encode(bytes)) == bytes)
            #expect(Base64.url.decode(Base64.url.encode(bytes)) == bytes)
        }
    }

    /// What begins well is not taken for the whole.
    @Test(arguments: [
        "A", "QUJDR", "=", "==", "===", "====", "A===", "QQ=", "QUJD=", "QUJD==", "QUJD====",
        "QUJD=anything", "QQ==QQ==", "QQ=Q", "QUJD\n", "QU JD", "QUJD.", "QUJĐ",
        "\u{0}\u{0}\u{0}\u{0}",
    ])
    func `is refused when a part of it is none`(text: String) {
        #expect(Base64.standard.decode(text) == nil)
        #expect(Base64.url.decode(text) == nil)
    }

    @Test func `has no padding in addresses`() {
        #expect(Base64.url.decode("QQ") == [0x41])
        #expect(Base64.url.decode("QQ==") == nil)
    }
}
