import Diagnostics

/// The tags of Mustache in one line of a template.
enum TemplateTags {
    enum Alone {
        case comment
        case open([String], isInverted: Bool)
        case close([String])
    }

    /// The tag of a section or comment that has a line to itself; nil otherwise.
    static func alone(on line: String) -> Alone? {
        guard line.hasPrefix("{{"), line.hasSuffix("}}") else { return nil }
        let inside = line.dropFirst(2).dropLast(2)
        if inside.contains("{{") || inside.contains("}}") { return nil }
        let path = path(String(inside.dropFirst()))
        switch inside.first {
        case "!": return .comment
        case "#": return .open(path, isInverted: false)
        case "^": return .open(path, isInverted: true)
        case "/": return .close(path)
        default: return nil
        }
    }

    static func path(_ text: String) -> [String] {
        text.trimmingBlanks.split(separator: ".", omittingEmptySubsequences: false)
            .map(String.init)
    }

    /// - Parameters:
    ///   - text: a part of the line.
    ///   - line: the line as written, to say where something is.
    static func parts(
        _ text: String, in line: String, _ start: DraftTemplate.Place
    ) throws(DraftError) -> [DraftTemplate.Part] {
        var parts: [DraftTemplate.Part] = []
        var stack:
            [(
                path: [String], isInverted: Bool, place: DraftTemplate.Place,
                parts: [DraftTemplate.Part]
            )] = []
        var rest = text[...]
        let offset = line.count - text.count
        while let open = rest.firstRange(of: "{{") {
            if open.lowerBound > rest.startIndex {
                parts.append(.literal(String(rest[..<open.lowerBound])))
            }
            // Good to the tag where the part is the end of its line, near it elsewhere.
            let place = DraftTemplate.Place(
                line: start.line,
                column: max(
                    1, offset + text.distance(from: text.startIndex, to: open.lowerBound) + 1))
            let inside = rest[open.upperBound...]
            guard let close = inside.firstRange(of: "}}") else {
                throw DraftError(
                    LocalizedText(vi: "“{{” thiếu “}}”", en: "“{{” without “}}”"), place.line,
                    place.column)
            }
            let tag = String(inside[..<close.lowerBound])
            rest = inside[close.upperBound...]
            switch tag.first {
            case "!": continue
            case "#", "^":
                stack.append((path(String(tag.dropFirst())), tag.first == "^", place, parts))
                parts = []
            case "/":
                let path = path(String(tag.dropFirst()))
                guard let opened = stack.popLast(), opened.path == path else {
                    throw DraftTemplate.unopened(path, place)
                }
                parts =
                    opened.parts
                    + [
                        .section(path, isInverted: opened.isInverted, parts, opened.place)
                    ]
            case "{", "&", ">", "=":
                throw DraftError(
                    LocalizedText(
                        vi: "không dùng được “{{\(tag)}}” ở đây",
                        en: "“{{\(tag)}}” cannot be used here"), place.line, place.column,
                    hint: LocalizedText(
                        vi: "viết {{tên}}, {{#mục}}…{{/mục}} hoặc {{^mục}}…{{/mục}}",
                        en: "write {{name}}, {{#section}}…{{/section}} or {{^section}}…{{/section}}"
                    ))
            default:
                parts.append(.name(path(tag), place))
            }
        }
        if let opened = stack.last {
            throw DraftError(
                LocalizedText(
                    vi: "“{{#\(opened.path.joined(separator: "."))}}” chưa đóng trong dòng",
                    en: "“{{#\(opened.path.joined(separator: "."))}}” is not closed on its line"),
                opened.place.line, opened.place.column)
        }
        if !rest.isEmpty { parts.append(.literal(String(rest))) }
        return parts
    }
}
