public import Diagnostics

extension NodeDecoder where Value == Node {
    /// Whatever is there.
    public static var node: Self {
        Self(expected: LocalizedText(vi: "một giá trị", en: "a value")) { $0 }
    }
}

extension NodeDecoder where Value == String {
    /// Any scalar but null, as written: `no` and `07:00` need no quotes.
    public static var string: Self {
        Self(expected: LocalizedText(vi: "chữ", en: "text"), read: \.string)
    }

    /// Text with something visible in it.
    public static var nonEmptyString: Self {
        Self(expected: LocalizedText(vi: "chữ, không để trống", en: "text that is not empty")) {
            guard let text = $0.string else { return nil }
            // Nearly every text begins with something to see, and often with a plain letter.
            if let first = text.utf8.first, (0x21...0x7E).contains(first) { return text }
            return text.contains { !$0.isWhitespace } ? text : nil
        }
    }
}

extension NodeDecoder where Value == Int {
    public static var int: Self {
        Self(expected: LocalizedText(vi: "một số nguyên", en: "a whole number")) { node, sink in
            if let value = node.int { return value }
            sink.report(.notInteger(node))
            return nil
        }
    }

    /// A whole number within bounds.
    public static func int(in bounds: ClosedRange<Int>) -> Self {
        int.flatMap { value, node, sink in
            if bounds.contains(value) { return value }
            sink.error(
                "out-of-range",
                LocalizedText(
                    vi: "số phải từ \(bounds.lowerBound) đến \(bounds.upperBound)",
                    en: "the number must be from \(bounds.lowerBound) to \(bounds.upperBound)"),
                at: node.range)
            return nil
        }
    }
}

extension NodeDecoder where Value == Double {
    /// A finite number, whole or not.
    public static var double: Self {
        Self(expected: LocalizedText(vi: "một số", en: "a number"), read: \.double)
    }
}

extension NodeDecoder where Value == Bool {
    public static var bool: Self {
        Self(
            expected: LocalizedText(vi: "true hoặc false", en: "true or false"), read: \.bool)
    }
}

extension NodeDecoder where Value == LocalizedText {
    /// `{vi: …, en: …}`, or one text for both languages. A language left out takes the other's
    /// text.
    public static var localizedText: Self {
        let expected = LocalizedText(
            vi: "chữ hoặc {vi: …, en: …}", en: "text or {vi: …, en: …}")
        return Self(expected: expected) { node, sink in
            if let text = node.string { return LocalizedText(text) }
            guard node.mapping != nil else {
                sink.report(.wrongType(node, expected: expected))
                return nil
            }
            let context = LocalizedText(vi: "phần chữ hai thứ tiếng", en: "a bilingual text")
            return node.readMapping(context, sink) { reader -> LocalizedText? in
                let vi = reader.optional("vi", .nonEmptyString)
                let en = reader.optional("en", .nonEmptyString)
                guard let text = vi ?? en else {
                    if node.mapping?.isEmpty == true {
                        sink.report(.wrongType(node, expected: expected))
                    }
                    return nil
                }
                return LocalizedText(vi: vi ?? text, en: en ?? text)
            } ?? nil
        }
    }
}

extension NodeDecoder {
    /// One of some names. The nearest one is suggested.
    @inlinable
    public static func oneOf(
        _ choices: [(name: String, value: Value)], expected: LocalizedText
    ) -> Self {
        Self(expected: expected) { node, sink in
            guard let name = node.string else {
                sink.report(.wrongType(node, expected: expected))
                return nil
            }
            if let choice = choices.first(where: { $0.name == name }) { return choice.value }
            sink.report(.unknownName(name, in: choices.map(\.name), expected, at: node.range))
            return nil
        }
    }
}

extension NodeDecoder where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    /// One of an enumeration's raw values.
    @inlinable
    public static func choice(_ expected: LocalizedText) -> Self {
        .oneOf(Value.allCases.map { ($0.rawValue, $0) }, expected: expected)
    }
}

extension Diagnostic {
    /// A name that is none of those known: "there is no such state: “apraisal”", with the nearest
    /// one suggested and all of them listed if they are few.
    public static func unknownName(
        _ name: String, in known: [String], _ expected: LocalizedText, at range: SourceRange
    ) -> Diagnostic {
        .error(
            "unknown-name",
            LocalizedText(
                vi: "cần \(expected.vi), nhưng không có “\(name)”",
                en: "expected \(expected.en), but there is no “\(name)”"),
            at: range, hint: suggestion(for: name, in: known))
    }

    /// "did you mean “title”? Known here: by, title, to", or as much of it as makes sense.
    public static func suggestion(for name: String, in known: [String]) -> LocalizedText? {
        let listed: LocalizedText? =
            known.isEmpty || known.count > 30
            ? nil
            : LocalizedText(
                vi: "Ở đây dùng được: \(known.joined(separator: ", "))",
                en: "Known here: \(known.joined(separator: ", "))")
        guard let near = nearest(name, in: known) else { return listed }
        let question = LocalizedText(
            vi: "có phải ý bạn là “\(near)”?", en: "did you mean “\(near)”?")
        return listed.map { question + LocalizedText("\n") + $0 } ?? question
    }

    fileprivate static func notInteger(_ node: Node) -> Diagnostic {
        let expected = LocalizedText(vi: "một số nguyên", en: "a whole number")
        guard let text = node.string, let scalar = node.scalar else {
            return .wrongType(node, expected: expected)
        }
        let digits = text.filter(\.isNumber)
        let isDigits = !digits.isEmpty && text.allSatisfy { $0.isNumber || "_. ,".contains($0) }
        if isDigits, digits.count > 18, digits.count == text.count {
            return .error(
                "out-of-range",
                LocalizedText(vi: "số quá lớn", en: "the number is too large"), at: node.range)
        }
        let hint: LocalizedText? =
            if scalar.style != .plain, isDigits, digits.count == text.count {
                LocalizedText(vi: "bỏ dấu ngoặc kép", en: "remove the quotes")
            } else if isDigits, isGrouped(text) {
                LocalizedText(
                    vi: "viết liền các chữ số: \(digits)",
                    en: "write the digits without separators: \(digits)")
            } else {
                nil
            }
        return .wrongType(node, expected: expected, hint: hint)
    }

    /// Whether digits stand in groups of three, all kept apart by the same sign: then the number is
    /// plain. A single comma is none of them, for `1,250` may as well be one and a quarter.
    private static func isGrouped(_ text: String) -> Bool {
        guard let separator = text.first(where: { !$0.isNumber }) else { return false }
        let groups = text.split(separator: separator, omittingEmptySubsequences: false)
        return groups.allSatisfy { $0.allSatisfy(\.isNumber) }
            && (1...3).contains(groups[0].count)
            && groups.dropFirst().allSatisfy { $0.count == 3 }
            && (separator != "," || groups.count > 2)
    }
}
