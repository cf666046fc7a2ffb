import Diagnostics

// MARK: - Keys and tags

extension TreeBuilder {
    mutating func checkedKey(_ key: Node) -> PendingKey {
        guard let scalar = key.scalar else {
            sink.report(.keyIsNotScalar(at: key.range))
            return .refused
        }
        if scalar.text == "<<", scalar.style == .plain {
            sink.report(.mergeKey(at: key.range))
            return .refused
        }
        if let first = firstUse(of: scalar.text) {
            sink.report(.duplicateKey(scalar.text, at: key.range, first: first))
            return .refused
        }
        return .key(key)
    }

    /// Where the innermost mapping already uses the key.
    private mutating func firstUse(of name: String) -> SourceRange? {
        let top = open.count - 1
        let count = open[top].pairs.count
        if count <= Mapping.walkable {
            return open[top].pairs.first { $0.isNamed(name) }?.key.range
        }
        for index in open[top].keys.count..<count {
            open[top].keys[open[top].pairs[index].name] = index
        }
        return open[top].keys[name].map { open[top].pairs[$0].key.range }
    }

    func checkedTag(
        _ event: Event, isCollection: Bool, isMapping: Bool = false
    ) -> String? {
        guard let tag = event.tag, tag != "!" else {
            // `! 12` is the string 12.
            return event.tag == nil ? nil : CoreTag.string
        }
        let fits: Bool
        switch tag {
        case CoreTag.mapping: fits = isMapping
        case CoreTag.sequence: fits = isCollection && !isMapping
        case CoreTag.string, CoreTag.null, CoreTag.bool, CoreTag.int, CoreTag.float:
            fits = !isCollection
        default: fits = false
        }
        if !fits { sink.report(.unsupportedTag(tag, at: range(event.start, to: event.end))) }
        return fits ? tag : nil
    }
}

// MARK: - What libyaml lets pass

extension TreeBuilder {
    /// Refuses what libyaml reads otherwise than YAML 1.2 says, as its reading is a surprise.
    mutating func checkPlacement(
        _ text: String, _ style: Scalar.Style, _ start: Mark, _ end: Mark
    ) {
        switch style {
        case .singleQuoted, .doubleQuoted:
            checkGluedComment(end)
        case .literal, .folded:
            let header = source.line(start.line, from: start.column)
                .prefix { !UTF8Scanner.isBlank($0) }
            if header.contains(UInt8(ascii: "#")) {
                sink.report(.gluedComment(at: range(start, to: end)))
            }
        case .plain:
            if text == "-" {
                sink.report(.strayIndicator("-", at: range(start, to: end)))
            } else if open.last?.isFlow == true {
                checkGluedQuestionMark(start, end)
            }
        }
    }

    /// Inside brackets libyaml takes the `?` of `?name` for the sign of a key.
    private mutating func checkGluedQuestionMark(_ start: Mark, _ end: Mark) {
        let index = cursor.index(of: start)
        guard index > source.bytes.startIndex, source.bytes[index - 1] == UInt8(ascii: "?") else {
            return
        }
        sink.report(.strayIndicator("?", at: range(start, to: end)))
    }

    /// A comment begins with a space: `"a"#b` is neither.
    mutating func checkGluedComment(_ end: Mark) {
        guard cursor.byte(at: end) == UInt8(ascii: "#") else { return }
        sink.report(.gluedComment(at: range(end, to: end)))
    }
}
