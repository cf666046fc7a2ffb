import Diagnostics

/// A template with its gaps filled.
public struct FilledTemplate: Hashable, Sendable {
    /// The lines of the head, in order.
    public var head: [(name: String, value: String)] { zip(headNames, headValues).map { ($0, $1) } }
    private var headNames: [String] = []
    private var headValues: [String] = []
    public private(set) var blocks: [Draft.Block] = []

    public func value(_ name: String) -> String? {
        head.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    public func values(_ name: String) -> [String] {
        head.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
    }

    /// - Throws: for a name that stands for nothing, with the nearest there is.
    public init(
        _ template: DraftTemplate, _ values: [String: DraftValue]
    ) throws(DraftError) {
        try fill(template.nodes, [values])
    }

    private mutating func fill(
        _ nodes: [DraftTemplate.Node], _ scopes: [[String: DraftValue]]
    ) throws(DraftError) {
        for node in nodes {
            switch node {
            case .line(let kind, let cells, _):
                var texts: [String] = []
                for cell in cells { texts.append(try Self.text(cell, scopes).plain) }
                add(kind, texts)
            case .section(let path, let isInverted, let inner, let place):
                let value = try Self.look(up: path, scopes, place)
                for scope in Self.scopes(of: value, isInverted: isInverted) {
                    try fill(inner, scopes + [scope])
                }
            }
        }
    }

    private mutating func add(_ kind: DraftTemplate.Kind, _ texts: [String]) {
        let text = texts.first ?? ""
        switch kind {
        case .head(let name):
            headNames.append(name)
            headValues.append(text)
        case .heading: if !text.isEmpty { blocks.append(.heading(text)) }
        case .paragraph: if !text.isEmpty { blocks.append(.paragraph(text)) }
        case .row(let count):
            // Rows that follow one another are one table.
            if case .table(let rows)? = blocks.last, rows[0].count == count {
                blocks[blocks.count - 1] = .table(rows + [texts])
            } else {
                blocks.append(.table([texts]))
            }
        }
    }

    /// What a section is repeated with.
    private static func scopes(
        of value: DraftValue, isInverted: Bool
    ) -> [[String: DraftValue]] {
        if isInverted { return value.isPresent ? [] : [[:]] }
        guard value.isPresent else { return [] }
        switch value {
        case .list(let list): return list
        case .object(let object): return [object]
        case .text, .blank: return [[:]]
        }
    }

    private static func text(
        _ parts: [DraftTemplate.Part], _ scopes: [[String: DraftValue]]
    ) throws(DraftError) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .name(let path, let place):
                switch try look(up: path, scopes, place) {
                case .text(let value): text += value
                case .blank: text += DraftValue.dots
                case .list, .object:
                    throw DraftError(
                        LocalizedText(
                            vi: "“\(path.joined(separator: "."))” không phải là chữ",
                            en: "“\(path.joined(separator: "."))” is no text"), place.line,
                        place.column)
                }
            case .section(let path, let isInverted, let inner, let place):
                let value = try look(up: path, scopes, place)
                for scope in Self.scopes(of: value, isInverted: isInverted) {
                    text += try Self.text(inner, scopes + [scope])
                }
            }
        }
        return text
    }

    /// From the innermost scope outwards.
    private static func look(
        up path: [String], _ scopes: [[String: DraftValue]], _ place: DraftTemplate.Place
    ) throws(DraftError) -> DraftValue {
        var value = scopes.reversed().lazy.compactMap { $0[path[0]] }.first
        var known = Set(scopes.flatMap(\.keys))
        for name in path.dropFirst() {
            switch value {
            case .object(let object)?:
                known = Set(object.keys)
                value = object[name]
            case .blank?: return .blank
            default: value = nil
            }
        }
        if let value { return value }
        let name = path.joined(separator: ".")
        let names = known.sorted()
        let near = nearest(path.last ?? "", in: names)
        let list = names.joined(separator: ", ")
        throw DraftError(
            LocalizedText(vi: "không có “\(name)”", en: "there is no “\(name)”"), place.line,
            place.column,
            hint: LocalizedText(
                vi: (near.map { "có phải \($0)? " } ?? "") + "Đang có: \(list)",
                en: (near.map { "did you mean \($0)? " } ?? "") + "There are: \(list)"))
    }
}

extension String {
    /// On one line, without what no medium can hold.
    fileprivate var plain: String {
        var text = ""
        var isBlank = false
        for scalar in unicodeScalars {
            let isBreak = scalar == "\n" || scalar == "\r" || scalar == "\t" || scalar == " "
            if isBreak {
                isBlank = true
                continue
            }
            if scalar.properties.generalCategory == .control || scalar.value & 0xFFFE == 0xFFFE {
                continue
            }
            if isBlank, !text.isEmpty { text.append(" ") }
            isBlank = false
            text.unicodeScalars.append(scalar)
        }
        return text
    }
}
