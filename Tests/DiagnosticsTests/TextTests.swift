import Diagnostics
// Canonical decomposition, from which folding is defined.
@_spi(_Unicode) import Swift
import Testing

@Suite("Text without Foundation")
struct TextTests {
    private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

    @Test(
        "normalisation form C",
        arguments: [
            ("plain", "plain"),
            ("Vie\u{302}\u{323}t", "Việt"), ("Vi\u{1EB9}\u{302}t", "Việt"),
            ("ho\u{300}a", "hòa"), ("đ\u{301}", "đ\u{301}"), ("o\u{31B}\u{323}", "ợ"),
            ("\u{212B}", "Å"), ("\u{1100}\u{1161}", "가"), ("\u{2126}", "Ω"),
            ("q\u{307}\u{323}", "q\u{323}\u{307}"), ("\u{2000}", "\u{2002}"),
        ])
    func nfc(text: String, composed: String) {
        #expect(scalars(TextFolding.nfc(text)) == scalars(composed))
    }

    @Test("every Vietnamese letter survives taking apart and composing")
    func alphabet() {
        let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
        for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" {
            for tone in tones {
                let composed = TextFolding.nfc(String(vowel) + tone)
                #expect(composed.unicodeScalars.count == 1, "\(composed)")
                #expect(TextFolding.nfc(composed) == composed)
            }
        }
    }

    @Test(
        "folding",
        arguments: [
            ("Sở Tài chính", "so tai chinh"), ("Đề Xuất", "de xuat"),
            ("hoà", "hoa"), ("hòa", "hoa"), ("thuỷ", "thuy"), ("thủy", "thuy"),
            ("NGHIÊN CỨU", "nghien cuu"), ("ƯỜNG", "uong"), ("PL.II.6", "pl.ii.6"),
            ("İstanbul", "istanbul"), ("Ångström", "angstrom"), ("Łódź", "lodz"), ("", ""),
        ])
    func fold(text: String, folded: String) {
        #expect(scalars(TextFolding.fold(text)) == scalars(folded))
    }

    /// As the properties of each letter in the standard library have it.
    private func foldedByProperties(_ text: String) -> String {
        let others: [Unicode.Scalar: Unicode.Scalar] = [
            "đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i",
        ]
        var folded = String.UnicodeScalarView()
        for scalar in text._nfd where scalar.properties.generalCategory != .nonspacingMark {
            for lower in scalar.properties.lowercaseMapping.unicodeScalars
            where lower.properties.generalCategory != .nonspacingMark {
                folded.append(others[lower] ?? lower)
            }
        }
        return String(folded)
    }

    @Test("every letter folds as its properties say, alone and inside a word")
    func foldingOfEveryLetter() {
        for scalar in (0...0x2FFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init) {
            for text in [String(scalar), "Đ\(scalar)x", "A\(scalar)\u{323}\u{302}\u{1EBF}"] {
                let expected = foldedByProperties(text)
                #expect(
                    scalars(TextFolding.fold(text)) == scalars(expected),
                    "U+\(String(scalar.value, radix: 16))")
            }
        }
    }

    @Test(
        "searching ignores marks and case",
        arguments: [
            ("Ủy ban nhân dân tỉnh Hòa Bình", "hoà bình", true),
            ("Ủy ban nhân dân tỉnh", "UY BAN", true), ("dự toán", "", true),
            ("đề xuất", "de xuat", true), ("abc", "abcd", false), ("aab", "ab", true),
            ("thẩm định", "phê duyệt", false),
        ])
    func contains(text: String, pattern: String, found: Bool) {
        #expect(TextFolding.contains(text, pattern) == found)
    }

    @Test(
        "columns in a terminal",
        arguments: [
            ("", 0), ("abc", 3), ("Thẩm định", 9), ("Tha\u{302}\u{309}m", 4), ("漢字", 4),
            ("값", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("ｆｕ", 4), ("🙂", 2), ("👩‍👩‍👧", 2), ("🇻🇳", 2),
            ("⚠", 1), ("⚠\u{FE0F}", 2), ("a\u{200B}b", 2), ("\u{7}", 0), ("…", 1), ("→", 1),
            ("“x”", 3), ("・", 2), ("─", 1),
        ])
    func width(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }

    @Test("filling up counts columns")
    func padding() {
        #expect("hòa".padded(to: 5) == "hòa  ")
        #expect("漢".padded(to: 5) == "漢   ")
        #expect("12".padded(to: 5, alignment: .right) == "   12")
        #expect("dài quá".padded(to: 3) == "dài quá")
    }

    @Test(
        "cutting counts columns and keeps characters whole",
        arguments: [
            ("Thẩm định", 9, "Thẩm định"), ("Thẩm định", 6, "Thẩm …"), ("漢字漢字", 6, "漢字…"),
            ("漢字漢字", 4, "漢…"), ("abc", 1, "…"), ("abc", 0, ""),
        ])
    func truncation(text: String, width: Int, cut: String) {
        #expect(text.truncated(to: width) == cut)
        #expect(DisplayWidth.of(text.truncated(to: width)) <= width)
    }
}
