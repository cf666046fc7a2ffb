import Diagnostics
import WorkflowModel
import YAML

extension NodeDecoder where Value == String {
    /// The name of something defined, or referred to: `budgeted-task`.
    static var name: Self {
        let expected = LocalizedText(
            vi: "một tên (chữ thường không dấu, chữ số, dấu nối)",
            en: "a name (small letters, digits, hyphens)")
        return Self(expected: expected) { node, sink in
            guard let text = node.string else {
                sink.report(.wrongType(node, expected: expected))
                return nil
            }
            if text.isDefinitionName { return text }
            let proposal = text.asDefinitionName
            sink.error(
                "bad-name",
                LocalizedText(
                    vi: "“\(text)” không phải là tên hợp lệ: cần chữ thường không dấu, chữ số và "
                        + "dấu nối, bắt đầu bằng chữ",
                    en: "“\(text)” is no valid name: it takes small letters, digits and hyphens, "
                        + "and begins with a letter"),
                at: node.range,
                hint: proposal.isDefinitionName
                    ? LocalizedText(vi: "ví dụ: \(proposal)", en: "such as \(proposal)") : nil)
            return nil
        }
    }
}

extension NodeDecoder where Value == Located<String> {
    /// Text and where it stands, for names that are resolved later.
    static var reference: Self { NodeDecoder<String>.nonEmptyString.located }
}

extension String {
    /// Small ASCII letters, digits and hyphens, a letter first, no hyphen last: a code of the
    /// organisation or the name of a definition. Where *code or CEL* is asked for, what fits here
    /// is a code, and everything else CEL.
    var isDefinitionName: Bool {
        var last = UInt8(ascii: "-")
        for (index, byte) in utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): break
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                guard index > 0 else { return false }
            default: return false
            }
            last = byte
        }
        return last != UInt8(ascii: "-")
    }

    /// The nearest text that is a definition name, if there is one: `Đề xuất` gives `de-xuat`.
    var asDefinitionName: String {
        String(
            TextFolding.fold(self).map { $0 == " " || $0 == "_" || $0 == "." ? "-" : $0 })
    }

    /// ASCII letters, digits and underscores, no digit first: what CEL can read behind `item.`.
    var isFieldName: Bool {
        guard let first = utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
        else { return false }
        return utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}
