import Diagnostics

/// The template of a draft: a head of `name: value` lines, `---`, and the text, a paragraph on each
/// line. `# …` is a heading and `| … | …` a row of a table. Both parts may have tags of Mustache:
/// `{{name}}`, `{{#section}} … {{/section}}`, `{{^section}} … {{/section}}`, `{{! comment}}`.
///
/// The lines are told apart before anything is filled in, so that a value is text in its place
/// and can never become a heading, a cell or a tag.
public struct DraftTemplate: Sendable {
    indirect enum Part: Sendable {
        case literal(String)
        case name([String], Place)
        case section([String], isInverted: Bool, [Part], Place)
    }

    enum Kind: Sendable {
        case paragraph, heading
        case row(cells: Int)
        case head(String)
    }

    indirect enum Node: Sendable {
        /// A cell of a row has its own parts.
        case line(Kind, [[Part]], Place)
        case section([String], isInverted: Bool, [Node], Place)
    }

    struct Place: Hashable, Sendable {
        var line: Int
        var column: Int
    }

    private(set) var nodes: [Node] = []

    static let headNames = [
        "type", "subject", "to", "recipient", "position", "capacity", "principal", "signer",
        "urgency",
    ]

    /// - Throws: the first thing that is wrong.
    public init(_ text: String) throws(DraftError) {
        var stack: [(path: [String], isInverted: Bool, place: Place, nodes: [Node])] = []
        var isHead = true
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, raw) in lines.enumerated() {
            let line = String(raw.last == "\r" ? raw.dropLast() : raw)
            let place = Place(line: index + 1, column: 1)
            let trimmed = line.trimmingBlanks
            if trimmed.isEmpty { continue }
            if isHead, trimmed == "---" {
                isHead = false
                continue
            }
            if let tag = TemplateTags.alone(on: trimmed) {
                switch tag {
                case .comment: continue
                case .open(let path, let isInverted):
                    stack.append((path, isInverted, place, nodes))
                    nodes = []
                case .close(let path):
                    guard let open = stack.popLast(), open.path == path else {
                        throw Self.unopened(path, place)
                    }
                    let section = Node.section(
                        path, isInverted: open.isInverted, nodes, open.place)
                    nodes = open.nodes + [section]
                }
                continue
            }
            nodes.append(try Self.node(line, trimmed, place, isHead: isHead))
        }
        if let open = stack.last {
            throw DraftError(
                LocalizedText(
                    vi: "“{{#\(open.path.joined(separator: "."))}}” chưa đóng",
                    en: "“{{#\(open.path.joined(separator: "."))}}” is not closed"),
                open.place.line, open.place.column)
        }
        if isHead {
            throw DraftError(
                LocalizedText(vi: "thiếu dòng --- sau phần đầu", en: "no line --- after the head"),
                lines.count, 1)
        }
    }

    private static func node(
        _ line: String, _ trimmed: String, _ place: Place, isHead: Bool
    ) throws(DraftError) -> Node {
        if isHead {
            let colon = trimmed.firstIndex(of: ":")
            let name = String(trimmed[..<(colon ?? trimmed.endIndex)])
            guard let colon, headNames.contains(name) else {
                throw DraftError(
                    LocalizedText(
                        vi: "phần đầu không có mục “\(name)”", en: "the head has no “\(name)”"),
                    place.line, place.column,
                    hint: LocalizedText(
                        vi: "dùng được: \(headNames.joined(separator: ", "))",
                        en: "there are: \(headNames.joined(separator: ", "))"))
            }
            let value = String(trimmed[trimmed.index(after: colon)...]).trimmingBlanks
            return .line(.head(name), [try TemplateTags.parts(value, in: line, place)], place)
        }
        if trimmed.hasPrefix("# ") {
            let text = String(trimmed.dropFirst(2)).trimmingBlanks
            return .line(.heading, [try TemplateTags.parts(text, in: line, place)], place)
        }
        if trimmed.hasPrefix("|"), trimmed.hasSuffix("|"), trimmed.count > 1 {
            let cells = trimmed.dropFirst().dropLast()
                .split(separator: "|", omittingEmptySubsequences: false)
            var parts: [[Part]] = []
            for cell in cells {
                parts.append(try TemplateTags.parts(String(cell).trimmingBlanks, in: line, place))
            }
            return .line(.row(cells: cells.count), parts, place)
        }
        return .line(.paragraph, [try TemplateTags.parts(trimmed, in: line, place)], place)
    }

    static func unopened(_ path: [String], _ place: Place) -> DraftError {
        DraftError(
            LocalizedText(
                vi: "“{{/\(path.joined(separator: "."))}}” không đóng gì đang mở",
                en: "“{{/\(path.joined(separator: "."))}}” closes nothing that is open"),
            place.line, place.column)
    }
}

extension String {
    var trimmingBlanks: String {
        String(
            drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
