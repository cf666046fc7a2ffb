import Diagnostics
import Testing
import YAML

@Suite("Strict reading of mappings")
struct MappingReaderTests {
    private let state = LocalizedText(vi: "trạng thái", en: "a state")

    private func read(
        _ text: String, _ body: (inout MappingReader) -> Void
    ) -> Reading {
        Reading(text) { node, sink in _ = node.readMapping(state, sink, body) }
    }

    @Test("values come typed, in whatever order they were written")
    func typed() {
        let reading = read("n: 3\nat: 07:00\nok: true\nx: 1.5\nnames: [a, no]\nby: one\n") {
            #expect($0.required("at", .string) == "07:00")
            #expect($0.required("n", .int) == 3)
            #expect($0.optional("ok", .bool, default: false) == true)
            #expect($0.optional("x", .double) == 1.5)
            #expect($0.required("names", .list(of: .string)) == ["a", "no"])
            #expect($0.optional("by", .oneOrMore(of: .string)) == ["one"])
            #expect($0.optional("absent", .string) == nil)
        }
        #expect(reading.list.isEmpty)
    }

    @Test("an unknown key is reported with the nearest one and all that are known")
    func unknownKey() {
        let reading = read("titel: x\nowner: y\n") {
            _ = $0.optional("title", .string)
            _ = $0.optional("owner", .string)
        }
        #expect(
            reading.rendered(.vi) == """
                a.yaml:1:1: lỗi: không có khóa “titel” trong trạng thái [unknown-key]
                 1 | titel: x
                   | ^^^^^
                  gợi ý: có phải ý bạn là “title”?
                         Ở đây dùng được: title, owner

                """)
        #expect(
            reading.rendered(.en) == """
                a.yaml:1:1: error: unknown key “titel” in a state [unknown-key]
                 1 | titel: x
                   | ^^^^^
                  hint: did you mean “title”?
                        Known here: title, owner

                """)
    }

    @Test("every mistake is reported in one run")
    func several() {
        let reading = read("n: ba\nok: yes\ntitle:\nextra: 1\n") {
            _ = $0.required("n", .int)
            _ = $0.optional("ok", .bool)
            _ = $0.required("title", .localizedText)
            _ = $0.required("owner", .string)
        }
        #expect(
            reading.codes == [
                "missing-key", "wrong-type", "wrong-type", "missing-value", "unknown-key",
            ])
    }

    @Test(
        "a wrong type says what was expected and what was found",
        arguments: [
            ("v: ba", "expected a whole number, found the text “ba”"),
            ("v: 1.5", "expected a whole number, found the number 1.5"),
            ("v: 1e3", "expected a whole number, found the number 1e3"),
            ("v: [1]", "expected a whole number, found a list"),
            ("v: {a: 1}", "expected a whole number, found a mapping"),
            ("v: true", "expected a whole number, found the boolean true"),
            ("v: '12'", "expected a whole number, found the text “12”"),
            ("v: 1_000", "expected a whole number, found the text “1_000”"),
            ("v: 99999999999999999999", "the number is too large"),
        ])
    func wrongType(text: String, message: String) {
        let reading = read(text) { #expect($0.required("v", .int) == nil) }
        #expect(reading.list.diagnostics.map(\.message.en) == [message])
    }

    @Test(
        "grouped digits are answered with the digits",
        arguments: ["1.250.000", "1 250 000", "1,250,000", "1_250_000"])
    func grouped(text: String) {
        let reading = read("v: " + text) { _ = $0.required("v", .int) }
        #expect(reading.list.diagnostics.first?.hint?.vi == "viết liền các chữ số: 1250000")
    }

    @Test(
        "what may have a fraction is not answered with another number",
        arguments: [
            "1,5", "1.5", "1,250", "1.250.000,00", "1.25.000", "4000000,5", "1250.000", ".",
        ])
    func fraction(text: String) {
        let reading = read("v: " + text) { #expect($0.required("v", .int) == nil) }
        #expect(reading.list.diagnostics.first?.hint == nil)
    }

    @Test("bounds are kept")
    func bounds() {
        let reading = read("a: 0\nb: 5\n") {
            #expect($0.required("a", .int(in: 1...10)) == nil)
            #expect($0.required("b", .int(in: 1...10)) == 5)
        }
        #expect(reading.list.diagnostics.map(\.message.vi) == ["số phải từ 1 đến 10"])
    }

    @Test("a bad item is reported, the others are read")
    func list() {
        let reading = read("v: [1, hai, 3]") {
            #expect($0.required("v", .list(of: .int)) == [1, 3])
        }
        #expect(reading.list.diagnostics.first?.range?.start.column == 8)
    }

    @Test(
        "bilingual text",
        arguments: [
            ("v: chữ", LocalizedText("chữ")),
            ("v: {vi: chữ, en: text}", LocalizedText(vi: "chữ", en: "text")),
            ("v: {en: text}", LocalizedText("text")),
            ("v: {}", nil), ("v: [a]", nil), ("v: {vi: [a]}", nil),
        ])
    func localized(text: String, expected: LocalizedText?) {
        let reading = read(text) { #expect($0.required("v", .localizedText) == expected) }
        #expect(reading.list.hasErrors == (expected == nil))
    }

    private enum Hit: String, CaseIterable { case unique, first, ruleOrder = "rule-order" }

    @Test("one of a few names, the nearest suggested")
    func choice() {
        let policy = LocalizedText(vi: "cách chọn dòng", en: "a hit policy")
        let reading = read("a: rule-order\nb: uniqe\n") {
            #expect($0.required("a", .choice(policy)) == Hit.ruleOrder)
            let none: Hit? = $0.required("b", .choice(policy))
            #expect(none == nil)
        }
        let diagnostic = reading.list.diagnostics.first
        #expect(diagnostic?.message.en == "expected a hit policy, but there is no “uniqe”")
        #expect(diagnostic?.hint?.en.hasPrefix("did you mean “unique”?") == true)
    }

    @Test("keys the user chose come in order with their places")
    func entries() {
        _ = read("v: {b: 1, a: 2}") {
            let entries = $0.required("v", .entries(of: .int)) ?? []
            #expect(entries.map(\.name.value) == ["b", "a"])
            #expect(entries.map(\.name.range.start.column) == [5, 11])
            #expect(entries.map(\.value) == [1, 2])
        }
    }

    @Test("null is absent, unless asked for")
    func null() {
        let reading = read("a: ~\n") {
            #expect($0.optional("a") == nil)
            #expect($0.nullable("a")?.isNull == true)
            #expect($0.nullable("b") == nil)
        }
        #expect(reading.list.isEmpty)
    }

    @Test("what is no mapping is refused once")
    func noMapping() {
        let reading = read("- a\n") { _ in Issue.record("the body must not run") }
        #expect(
            reading.list.diagnostics.map(\.message.vi) == [
                "cần trạng thái (một khối “khóa: giá trị”), nhưng đây là một danh sách"
            ])
    }
}
