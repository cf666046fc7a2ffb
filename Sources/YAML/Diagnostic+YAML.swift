import Diagnostics

// The complaints of reading; those of syntax proper are in `SyntaxMessage`.

extension Diagnostic {
    static func fileTooLarge(_ file: String, size: Int, limit: Int) -> Diagnostic {
        .error(
            "file-too-large",
            LocalizedText(
                vi: "tệp quá lớn: \(size) byte, tối đa \(limit) byte",
                en: "the file is too large: \(size) bytes, at most \(limit) bytes"),
            at: SourceRange(file: file, line: 1, column: 1))
    }

    static func outOfMemory(_ file: String) -> Diagnostic {
        .error(
            "out-of-memory",
            LocalizedText(
                vi: "không đủ bộ nhớ để đọc tệp", en: "not enough memory to read the file"),
            at: SourceRange(file: file, line: 1, column: 1))
    }

    static func isUTF16(_ file: String) -> Diagnostic {
        .error(
            "not-utf-8",
            LocalizedText(
                vi: "tệp được ghi bằng mã UTF-16, không phải UTF-8",
                en: "the file is in UTF-16, not UTF-8"),
            at: SourceRange(file: file, line: 1, column: 1),
            hint: LocalizedText(
                vi: "lưu lại tệp với bảng mã UTF-8", en: "save the file as UTF-8"))
    }

    static func badCharacter(
        _ fault: UTF8Scanner.Fault, at range: SourceRange, isYAML: Bool
    ) -> Diagnostic {
        switch fault.kind {
        case .badByte(let byte):
            let hex = "0x" + hexadecimal(UInt32(byte), digits: 2)
            return .error(
                "not-utf-8",
                LocalizedText(
                    vi: "byte \(hex) không phải là chữ UTF-8 (byte thứ \(fault.offset + 1))",
                    en: "byte \(hex) is not UTF-8 text (byte \(fault.offset + 1) of the file)"),
                at: range,
                hint: LocalizedText(
                    vi: "lưu lại tệp với bảng mã UTF-8 (không phải TCVN3, VNI hay Windows-1258)",
                    en: "save the file as UTF-8 (not TCVN3, VNI or Windows-1258)"))
        case .forbidden(let scalar):
            let name = "U+" + hexadecimal(scalar.value, digits: 4)
            guard isYAML else { return forbiddenCharacter(name, at: range) }
            return .error(
                "forbidden-character",
                LocalizedText(
                    vi: "tệp YAML không được chứa ký tự điều khiển \(name)",
                    en: "a YAML file may not contain the control character \(name)"),
                at: range,
                hint: LocalizedText(
                    vi: "xóa ký tự này; nếu cần, viết nó trong ngoặc kép dưới dạng "
                        + escape(scalar),
                    en: "delete it; if it is needed, write it in double quotes as "
                        + escape(scalar)))
        }
    }

    private static func forbiddenCharacter(_ name: String, at range: SourceRange) -> Diagnostic {
        .error(
            "forbidden-character",
            LocalizedText(
                vi: "tệp không được chứa ký tự điều khiển \(name)",
                en: "the file may not contain the control character \(name)"),
            at: range, hint: LocalizedText(vi: "xóa ký tự này", en: "delete it"))
    }

    static func severalDocuments(at range: SourceRange) -> Diagnostic {
        .error(
            "several-documents",
            LocalizedText(
                vi: "mỗi tệp chỉ được có một tài liệu YAML; ở đây bắt đầu tài liệu thứ hai",
                en: "a file holds one YAML document; here a second one begins"),
            at: range,
            hint: LocalizedText(
                vi: "tách phần này sang tệp khác, hoặc bỏ dòng “---”",
                en: "move this part to a file of its own, or remove the “---” line"))
    }

    static func tooManyNodes(_ limit: Int, at range: SourceRange) -> Diagnostic {
        .error(
            "too-many-values",
            LocalizedText(
                vi: "tệp có hơn \(limit) giá trị", en: "the file has more than \(limit) values"),
            at: range)
    }

    static func tooDeep(_ limit: Int, at range: SourceRange) -> Diagnostic {
        .error(
            "too-deep",
            LocalizedText(
                vi: "các khối lồng nhau sâu hơn \(limit) bậc",
                en: "values are nested more than \(limit) levels deep"),
            at: range)
    }

    static func keyIsNotScalar(at range: SourceRange) -> Diagnostic {
        .error(
            "key-not-text",
            LocalizedText(
                vi: "khóa phải là một từ, không phải danh sách hay khối",
                en: "a key must be a word, not a list or a mapping"),
            at: range,
            hint: LocalizedText(
                vi: "nếu “{” hay “[” là chữ, đặt trong dấu ngoặc kép",
                en: "if “{” or “[” is meant as text, put it in quotes"))
    }

    static func mergeKey(at range: SourceRange) -> Diagnostic {
        .error(
            "merge-key",
            LocalizedText(
                vi: "không dùng khóa gộp “<<”: YAML 1.2 không còn khóa này",
                en: "the merge key “<<” is not used: YAML 1.2 no longer has it"),
            at: range,
            hint: LocalizedText(
                vi: "viết phần dùng chung một lần rồi kế thừa bằng “extends”, "
                    + "hoặc lặp lại cả giá trị bằng “*tên”",
                en: "write the shared part once and take it over with “extends”, "
                    + "or repeat a whole value with “*name”"))
    }

    static func duplicateKey(
        _ name: String, at range: SourceRange, first: SourceRange
    ) -> Diagnostic {
        .error(
            "duplicate-key",
            LocalizedText(
                vi: "khóa “\(name)” đã có trong khối này",
                en: "the key “\(name)” is already in this mapping"),
            at: range,
            notes: [
                Note(LocalizedText(vi: "lần đầu ở đây", en: "first used here"), at: first)
            ])
    }

    static func unsupportedTag(_ tag: String, at range: SourceRange) -> Diagnostic {
        let shown =
            tag.hasPrefix(CoreTag.prefix) ? "!!" + tag.dropFirst(CoreTag.prefix.count) : tag
        return .error(
            "unsupported-tag",
            LocalizedText(
                vi: "không dùng được nhãn kiểu “\(shown)” ở đây",
                en: "the tag “\(shown)” cannot be used here"),
            at: range,
            hint: LocalizedText(
                vi: "bỏ nhãn; nếu dấu “!” là chữ, đặt giá trị trong ngoặc kép",
                en: "remove it; if the “!” is meant as text, put the value in quotes"))
    }

    static func undefinedAlias(
        _ name: String, at range: SourceRange, nearest: String?
    ) -> Diagnostic {
        .error(
            "undefined-alias",
            LocalizedText(
                vi: "chưa có “&\(name)” nào trước “*\(name)”",
                en: "there is no “&\(name)” before “*\(name)”"),
            at: range,
            hint: nearest.map {
                LocalizedText(vi: "có phải ý bạn là “*\($0)”?", en: "did you mean “*\($0)”?")
            }
                ?? LocalizedText(
                    vi: "nếu dấu “*” là chữ, đặt giá trị trong ngoặc kép",
                    en: "if the “*” is meant as text, put the value in quotes"))
    }

    static func recursiveAlias(
        _ name: String, at range: SourceRange, anchor: SourceRange
    ) -> Diagnostic {
        .error(
            "recursive-alias",
            LocalizedText(
                vi: "“*\(name)” nằm trong chính “&\(name)”",
                en: "“*\(name)” stands inside “&\(name)” itself"),
            at: range, notes: [anchorNote(name, anchor)])
    }

    static func tooManyAliasedNodes(
        _ limit: Int, _ name: String, at range: SourceRange, anchor: SourceRange
    ) -> Diagnostic {
        .error(
            "alias-explosion",
            LocalizedText(
                vi: "các “*tên” lặp lại tổng cộng hơn \(limit) giá trị",
                en: "aliases repeat more than \(limit) values in all"),
            at: range, notes: [anchorNote(name, anchor)])
    }

    private static func anchorNote(_ name: String, _ range: SourceRange) -> Note {
        Note(
            LocalizedText(vi: "“&\(name)” được đặt ở đây", en: "“&\(name)” is here"), at: range)
    }

    static func badAnchor(at range: SourceRange) -> Diagnostic {
        .error(
            "bad-anchor",
            LocalizedText(
                vi: "tên sau “&” hoặc “*” chỉ gồm chữ cái không dấu, chữ số, “-” và “_”",
                en: "a name after “&” or “*” is made of plain letters, digits, “-” and “_”"),
            at: range, hint: quoteIt)
    }

    static func gluedComment(at range: SourceRange) -> Diagnostic {
        .error(
            "glued-comment",
            LocalizedText(
                vi: "trước dấu “#” của chú thích phải có dấu cách",
                en: "the “#” of a comment needs a space before it"),
            at: range)
    }

    static func strayIndicator(_ indicator: String, at range: SourceRange) -> Diagnostic {
        .error(
            "misplaced-indicator",
            LocalizedText(
                vi: "dấu “\(indicator)” không thể đứng ở đây",
                en: "“\(indicator)” cannot stand here"),
            at: range, hint: quoteIt)
    }

    static let quoteIt = LocalizedText(
        vi: "nếu đây là chữ, đặt cả giá trị trong ngoặc kép",
        en: "if this is text, put the whole value in quotes")

    private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
        let hex = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - hex.count)) + hex
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        scalar.value <= 0xFF
            ? "\\x" + hexadecimal(scalar.value, digits: 2)
            : "\\u" + hexadecimal(scalar.value, digits: 4)
    }
}
