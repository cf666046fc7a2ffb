import Diagnostics

/// What libyaml's complaint means to the person who wrote the file.
///
/// libyaml names the rule of its grammar that failed; a person wants to know which of a dozen
/// everyday mistakes was made, so the bytes at the place are looked at as well.
struct SyntaxMessage {
    private let fault: SyntaxFault
    private let source: SourceBytes

    init(_ fault: SyntaxFault, in source: SourceBytes) {
        self.fault = fault
        self.source = source
    }

    var diagnostic: Diagnostic {
        switch fault.problem {
        case "found character that cannot start any token":
            return badStart
        case "could not find expected ':'":
            return error(
                "missing-colon",
                LocalizedText(
                    vi: "thiếu dấu “:” sau khóa", en: "the “:” after this key is missing"),
                at: fault.contextMark,
                hint: LocalizedText(
                    vi: "mỗi khóa viết “khóa: giá trị”; chữ nối dòng trước phải thụt vào sâu hơn",
                    en: "a key is written “key: value”; text that continues the line before it "
                        + "must be indented further"))
        case "mapping values are not allowed in this context":
            return unexpectedColon
        case "block sequence entries are not allowed in this context",
            "mapping keys are not allowed in this context":
            return misplacedIndicator
        case "did not find expected key", "did not find expected '-' indicator":
            return badIndentation
        case "did not find expected ',' or ']'":
            return unclosedBracket("[", "]")
        case "did not find expected ',' or '}'":
            return unclosedBracket("{", "}")
        case "did not find expected node content":
            return missingValue
        default:
            return lexical ?? directive ?? other
        }
    }
}

// MARK: - Structure

extension SyntaxMessage {
    private var badStart: Diagnostic {
        switch source.line(fault.mark.line, from: fault.mark.column).first {
        case UInt8(ascii: "\t")?:
            return tab(at: fault.mark)
        case let byte? where byte < 0x80:
            let character = Character(Unicode.Scalar(byte))
            return error(
                "reserved-character",
                LocalizedText(
                    vi: "giá trị không được bắt đầu bằng “\(character)”",
                    en: "a value may not begin with “\(character)”"),
                at: fault.mark, hint: Diagnostic.quoteIt)
        default:
            return other
        }
    }

    private func tab(at mark: Mark) -> Diagnostic {
        error(
            "tab-indentation",
            LocalizedText(
                vi: "thụt đầu dòng bằng phím Tab; YAML chỉ cho phép dấu cách",
                en: "a tab is used for indentation; YAML allows spaces only"),
            at: mark,
            hint: LocalizedText(
                vi: "thay mỗi Tab bằng hai dấu cách", en: "replace each tab by two spaces"))
    }

    /// `title: Kế hoạch: năm 2021`, or a key indented under a finished value.
    private var unexpectedColon: Diagnostic {
        error(
            "unexpected-colon",
            LocalizedText(
                vi: "dấu “:” không thể đứng ở đây", en: "a “:” cannot stand here"),
            at: fault.mark,
            hint: LocalizedText(
                vi: "nếu là chữ trong giá trị, đặt cả giá trị trong ngoặc kép; "
                    + "nếu là khóa, xem lại độ thụt đầu dòng",
                en: "if it is part of a text, put the whole text in quotes; "
                    + "if it ends a key, check the key's indentation"))
    }

    private var misplacedIndicator: Diagnostic {
        let first = source.line(fault.mark.line, from: fault.mark.column).first
        let indicator = first == UInt8(ascii: "-") ? "- " : "? "
        if let tab = tabBefore(fault.mark) { return self.tab(at: tab) }
        return error(
            "misplaced-indicator",
            LocalizedText(
                vi: "dấu “\(indicator)” không thể đứng ở đây",
                en: "“\(indicator)” cannot stand here"),
            at: fault.mark,
            hint: LocalizedText(
                vi: "một danh sách phải bắt đầu ở dòng mới, thụt vào dưới khóa của nó",
                en: "a list begins on a new line, indented under its key"))
    }

    private var badIndentation: Diagnostic {
        if let tab = tabBefore(fault.mark) { return self.tab(at: tab) }
        let isSequence = fault.problem.hasSuffix("'-' indicator")
        let begins = fault.contextMark
        let note = Diagnostic.Note(
            isSequence
                ? LocalizedText(vi: "danh sách bắt đầu ở đây", en: "the list begins here")
                : LocalizedText(vi: "khối khóa bắt đầu ở đây", en: "the mapping begins here"),
            at: range(begins))
        if isFirstOnLine(fault.mark) {
            return error(
                "bad-indentation",
                LocalizedText(
                    vi: "dòng này thụt \(fault.mark.column - 1) dấu cách, "
                        + "không khớp với khối nào ở trên",
                    en: "this line is indented by \(fault.mark.column - 1), "
                        + "which fits no block above"),
                at: fault.mark,
                hint: LocalizedText(
                    vi: "các dòng cùng khối phải thụt bằng nhau (ở đây: \(begins.column - 1))",
                    en: "lines of one block are indented alike (here: by \(begins.column - 1))"),
                notes: [note])
        }
        return error(
            "unexpected-text",
            LocalizedText(
                vi: "sau giá trị đã kết thúc còn chữ thừa",
                en: "there is more text behind a value that has ended"),
            at: fault.mark,
            hint: LocalizedText(
                vi: "nếu dấu ngoặc kép là một phần của chữ, "
                    + "đặt cả giá trị trong ngoặc đơn '…'",
                en: "if the quotes are part of the text, put the whole value in '…'"))
    }

    private func unclosedBracket(_ opening: String, _ closing: String) -> Diagnostic {
        if let tab = tabBefore(fault.mark) { return self.tab(at: tab) }
        let isAtEnd = fault.mark.line > fault.contextMark.line
        let opened = Diagnostic.Note(
            LocalizedText(vi: "“\(opening)” mở ở đây", en: "“\(opening)” is opened here"),
            at: range(fault.contextMark))
        return error(
            "unclosed-bracket",
            LocalizedText(
                vi: "cần dấu “,” hoặc “\(closing)” ở đây",
                en: "expected “,” or “\(closing)” here"),
            at: fault.mark,
            hint: isAtEnd
                ? LocalizedText(
                    vi: "có lẽ thiếu “\(closing)” đóng lại",
                    en: "perhaps the closing “\(closing)” is missing")
                : Diagnostic.quoteIt,
            notes: [opened])
    }

    private var missingValue: Diagnostic {
        let first = source.line(fault.mark.line, from: fault.mark.column).first
        if let tab = tabBefore(fault.mark) { return self.tab(at: tab) }
        let shown = first.flatMap { $0 < 0x80 ? String(Unicode.Scalar($0)) : nil }
        return error(
            "missing-value",
            shown.map {
                LocalizedText(
                    vi: "cần một giá trị trước “\($0)”", en: "expected a value before “\($0)”")
            } ?? LocalizedText(vi: "cần một giá trị ở đây", en: "expected a value here"),
            at: fault.mark, hint: Diagnostic.quoteIt)
    }
}

// MARK: - Scalars and directives

extension SyntaxMessage {
    /// Mistakes inside a quoted text, a block of text, a name or a tag.
    private var lexical: Diagnostic? {
        switch (fault.context, fault.problem) {
        case ("while scanning a quoted scalar", _):
            return error(
                "unclosed-quote",
                LocalizedText(
                    vi: "dấu ngoặc mở ở đây không được đóng lại",
                    en: "the quote opened here is never closed"),
                at: fault.contextMark)
        case ("while parsing a quoted scalar", _):
            return error(
                "bad-escape",
                LocalizedText(
                    vi: "không có ký hiệu “\\…” này trong ngoặc kép",
                    en: "there is no such “\\…” escape in double quotes"),
                at: fault.mark,
                hint: LocalizedText(
                    vi: "viết “\\\\” cho dấu gạch chéo ngược, hoặc dùng ngoặc đơn '…'",
                    en: "write “\\\\” for a backslash, or use '…'"))
        case ("while scanning a block scalar", let problem):
            if problem.hasPrefix("found a tab") { return tab(at: fault.mark) }
            return error(
                "bad-block-text",
                LocalizedText(
                    vi: "sau “|” hoặc “>” chỉ được có “+”, “-”, số cột thụt từ 1 đến 9 "
                        + "và chú thích",
                    en: "“|” or “>” may only be followed by “+”, “-”, an indentation "
                        + "from 1 to 9 and a comment"),
                at: fault.mark)
        case ("while scanning a plain scalar", let problem):
            if problem.hasPrefix("found a tab") { return tab(at: fault.mark) }
            return unexpectedColon
        case ("while scanning an anchor"?, _), ("while scanning an alias"?, _):
            return .badAnchor(at: range(fault.contextMark))
        case ("while scanning a tag"?, _), ("while parsing a tag"?, _),
            (_, "found undefined tag handle"):
            return error(
                "bad-tag",
                LocalizedText(vi: "nhãn kiểu “!…” viết sai", en: "the “!…” tag is malformed"),
                at: fault.contextMark, hint: Diagnostic.quoteIt)
        default:
            return nil
        }
    }

    private var directive: Diagnostic? {
        let isDirective =
            fault.context?.contains("directive") == true || fault.problem.contains("directive")
        if isDirective || fault.problem == "found incompatible YAML document" {
            return error(
                "bad-directive",
                LocalizedText(
                    vi: "dòng chỉ thị “%…” không dùng được", en: "this “%…” directive is not valid"),
                at: fault.context == nil ? fault.mark : fault.contextMark,
                hint: LocalizedText(
                    vi: "tệp định nghĩa không cần dòng này: bỏ nó đi",
                    en: "a definition needs no directive: remove the line"))
        }
        guard fault.problem == "did not find expected <document start>" else { return nil }
        return error(
            "unexpected-text",
            LocalizedText(
                vi: "tài liệu đã kết thúc ở trên, ở đây còn chữ thừa",
                en: "the document has ended above, but here is more text"),
            at: fault.mark,
            hint: LocalizedText(
                vi: "xem lại độ thụt đầu dòng, hoặc dấu ngoặc đóng quá sớm",
                en: "check the indentation, or a bracket or quote closed too early"))
    }

    /// A complaint nobody met so far: the place is right, the words are general.
    private var other: Diagnostic {
        error(
            "syntax",
            LocalizedText(
                vi: "YAML viết sai ở đây (\(fault.problem))",
                en: "this is not valid YAML (\(fault.problem))"),
            at: fault.mark)
    }
}

// MARK: - Places

extension SyntaxMessage {
    private func error(
        _ code: String, _ message: LocalizedText, at mark: Mark, hint: LocalizedText? = nil,
        notes: [Diagnostic.Note] = []
    ) -> Diagnostic {
        .error(code, message, at: range(mark), hint: hint, notes: notes)
    }

    private func range(_ mark: Mark) -> SourceRange {
        let place = source.clampToText(mark)
        return SourceRange(file: source.file, line: place.line, column: place.column)
    }

    private func isFirstOnLine(_ mark: Mark) -> Bool {
        source.line(mark.line).prefix { $0 == 0x20 }.count >= mark.column - 1
    }

    /// The tab in the indentation before the place, on its line.
    private func tabBefore(_ mark: Mark) -> Mark? {
        let indentation = source.line(mark.line).prefix { $0 == 0x20 || $0 == 0x09 }
        guard let tab = indentation.firstIndex(of: 0x09) else { return nil }
        return Mark(line: mark.line, column: tab - indentation.startIndex + 1)
    }
}
