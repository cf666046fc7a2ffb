import Diagnostics

/// One tag of a Mustache template: `{{name}}`.
struct TemplateTag {
    enum Kind {
        case variable
        /// `{{{name}}}` and `{{&name}}`.
        case unescaped
        case section, inverted, end
        case comment
        /// Other templates, inheritance, delimiters and pragmas.
        case unsupported(Unicode.Scalar)
    }

    var kind: Kind
    var name: String
    /// On one line: where the tag begins.
    var range: SourceRange
}

/// Finds the tags of a template.
struct TemplateTagReader {
    private let text: [Unicode.Scalar]
    private let file: String
    private var index = 0
    private var line = 1
    private var column = 1
    /// Where a tag begins that does not end.
    private(set) var unclosed: SourceRange?

    init(_ text: String, file: String) {
        self.text = Array(text.unicodeScalars)
        self.file = file
    }

    mutating func tags() -> [TemplateTag] {
        var tags: [TemplateTag] = []
        while index < text.count {
            guard starts("{{", at: index) else {
                advance(1)
                continue
            }
            let (line, column) = (line, column)
            let isTriple = starts("{{{", at: index)
            let start = index + (isTriple ? 3 : 2)
            guard let end = find(isTriple ? "}}}" : "}}", from: start) else {
                unclosed = SourceRange(file: file, line: line, column: column, length: 2)
                return tags
            }
            let length = end + (isTriple ? 3 : 2) - index
            let inside = text[start..<end]
            let isOneLine = !inside.contains { $0 == "\n" || $0 == "\r" }
            let range = SourceRange(
                file: file, line: line, column: column, length: isOneLine ? length : 2)
            tags.append(Self.tag(inside, isTriple: isTriple, range))
            advance(length)
        }
        return tags
    }

    private static func tag(
        _ inside: ArraySlice<Unicode.Scalar>, isTriple: Bool, _ range: SourceRange
    ) -> TemplateTag {
        var kind = isTriple ? TemplateTag.Kind.unescaped : .variable
        var rest = inside
        if !isTriple, let sign = inside.first {
            switch sign {
            case "#": kind = .section
            case "^": kind = .inverted
            case "/": kind = .end
            case "!": kind = .comment
            case "&": kind = .unescaped
            case ">", "<", "$", "=", "%": kind = .unsupported(sign)
            default: break
            }
            if case .variable = kind {} else { rest = inside.dropFirst() }
        }
        let isSpace: (Unicode.Scalar) -> Bool = \.properties.isWhitespace
        rest = rest.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        var name = String.UnicodeScalarView()
        name.append(contentsOf: rest)
        return TemplateTag(kind: kind, name: String(name), range: range)
    }

    private func starts(_ sign: String, at place: Int) -> Bool {
        text[place...].starts(with: sign.unicodeScalars)
    }

    private func find(_ sign: String, from start: Int) -> Int? {
        (start..<max(start, text.count)).first { starts(sign, at: $0) }
    }

    private mutating func advance(_ count: Int) {
        for _ in 0..<count {
            let isReturn = text[index] == "\r"
            let isPair = isReturn && index + 1 < text.count && text[index + 1] == "\n"
            if text[index] == "\n" || (isReturn && !isPair) {
                line += 1
                column = 1
            } else {
                column += 1
            }
            index += 1
        }
    }
}
