public import Diagnostics

/// Where one line of a text that spans several was written.
struct TextLine: Sendable {
    /// Position of the line's first visible character in the text, in Unicode scalars.
    let offset: Int
    let line: Int
    let column: Int
    /// Visible characters on the line, in Unicode scalars.
    let length: Int
}

extension TextLine {
    /// Finds each line of a text in the source; none at all if text and source do not match line
    /// by line, which is so for quoted text with escapes.
    static func find(
        _ text: String, style: Scalar.Style, _ start: Mark, _ end: Mark, in source: SourceBytes
    ) -> [TextLine] {
        let isQuoted = style == .singleQuoted || style == .doubleQuoted
        let text = Array(text.utf8)
        var lines: [TextLine] = []
        var index = 0
        var offset = 0
        for line in (style.isBlock ? start.line + 1 : start.line)...max(start.line + 1, end.line) {
            let isFirst = line == start.line
            let from = isFirst ? start.column + (isQuoted ? 1 : 0) : 1
            let rest = source.line(line, from: from)
            let indent = rest.prefix(while: UTF8Scanner.isBlank).count
            var visible = rest.dropFirst(indent).dropLast(while: UTF8Scanner.isBlank)
            if line == end.line {
                let width = end.column - (isQuoted ? 1 : 0) - from - indent
                visible = prefix(visible, scalars: max(0, width)).dropLast(
                    while: UTF8Scanner.isBlank)
            }
            if visible.isEmpty { continue }
            while index < text.count, UTF8Scanner.isBlank(text[index]) || text[index] == 0x0A {
                index += 1
                offset += 1
            }
            guard text[index...].starts(with: visible) else { return [] }
            let length = visible.count { !UTF8Scanner.continues($0) }
            lines.append(
                TextLine(offset: offset, line: line, column: from + indent, length: length))
            index += visible.count
            offset += length
        }
        return lines
    }

    private static func prefix(_ bytes: ArraySlice<UInt8>, scalars: Int) -> ArraySlice<UInt8> {
        var left = scalars
        return bytes.prefix { byte in
            if !UTF8Scanner.continues(byte) { left -= 1 }
            return left >= 0
        }
    }
}

extension Node {
    /// Where a part of this scalar's text was written, for a language inside the text (a guard, a
    /// table cell) that has complaints of its own.
    ///
    /// `part` counts Unicode scalars of `Scalar.text`; what lies beyond its line is cut off. Exact
    /// for plain, literal and folded text and for quoted text without escapes; otherwise the
    /// answer is the whole scalar's range.
    public func range(ofText part: Range<Int>) -> SourceRange {
        guard let scalar else { return range }
        if !scalar.lines.isEmpty {
            let line = scalar.lines.last { $0.offset <= part.lowerBound } ?? scalar.lines[0]
            let first = min(max(0, part.lowerBound - line.offset), line.length)
            let last = min(part.upperBound - line.offset, line.length)
            return SourceRange(
                file: start.file, line: line.line, column: line.column + first,
                length: last - first)
        }
        let quote = scalar.style == .plain ? 0 : 1
        let count = scalar.text.unicodeScalars.count
        guard start.line == end.line, range.length == count + 2 * quote else { return range }
        let first = min(part.lowerBound, count)
        return SourceRange(
            start: start.advanced(by: quote + first), length: min(part.upperBound, count) - first)
    }
}
