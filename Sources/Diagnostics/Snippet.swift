/// A source line and the carets under a part of it, cut to what a terminal can show.
struct Snippet: Equatable {
    var line: String
    /// Terminal columns before the first caret.
    var caretColumn: Int
    /// Carets, at least one.
    var caretCount: Int

    /// What the terminal shows in one piece: a character with its marks, or a tab as spaces.
    private struct Cell {
        let text: String
        let width: Int
        let scalars: Range<Int>
    }

    /// - Parameters:
    ///   - column: first scalar to underline, counted from 1; may lie behind the line's end.
    ///   - length: scalars to underline.
    ///   - width: terminal columns the line may take.
    init(_ source: String, column: Int, length: Int, width: Int) {
        let cells = Self.cells(source)
        let total = cells.reduce(0) { $0 + $1.width }
        let marked = (column - 1)..<(column - 1 + max(1, length))
        let first = cells.firstIndex { $0.scalars.upperBound > marked.lowerBound } ?? cells.count
        let last = cells.firstIndex { $0.scalars.lowerBound >= marked.upperBound } ?? cells.count
        let before = cells[..<first].reduce(0) { $0 + $1.width }
        let under = max(1, cells[first..<max(first, last)].reduce(0) { $0 + $1.width })

        if max(total, before + under) <= width {
            line = cells.map(\.text).joined()
            caretColumn = before
            caretCount = under
            return
        }
        // One column at each end is kept for the ellipsis. The place complained about stands a
        // third from the left, so that what comes before it can be read as well.
        let room = max(8, width - 2)
        let from = before + under <= room ? 0 : max(0, before - room / 3)
        var shown = ""
        var position = 0
        var shownFrom: Int?
        var shownTo = 0
        for cell in cells {
            defer { position += cell.width }
            guard position >= from else { continue }
            guard position + cell.width <= from + room else { break }
            if shownFrom == nil { shownFrom = position }
            shown += cell.text
            shownTo = position + cell.width
        }
        let start = shownFrom ?? 0
        let prefix = start > 0 ? "…" : ""
        line = prefix + shown + (shownTo < total ? "…" : "")
        caretColumn = before - start + (prefix.isEmpty ? 0 : 1)
        caretCount = max(1, min(under, shownTo - before))
    }

    private static func cells(_ source: String) -> [Cell] {
        var cells: [Cell] = []
        var column = 0
        var scalar = 0
        for character in source {
            let count = character.unicodeScalars.count
            let text: String
            if character == "\t" {
                text = String(repeating: " ", count: tabWidth - column % tabWidth)
            } else {
                text = String(character).withoutControls
            }
            let width = DisplayWidth.of(text)
            cells.append(Cell(text: text, width: width, scalars: scalar..<(scalar + count)))
            column += width
            scalar += count
        }
        return cells
    }

    private static let tabWidth = 4
}

extension String {
    /// The text with everything replaced that would steer the terminal rather than show: control
    /// characters, and those that turn the direction of writing and so could show one thing and
    /// mean another.
    var withoutControls: String {
        if unicodeScalars.allSatisfy({ !$0.steersTerminal }) { return self }
        var shown = String.UnicodeScalarView()
        for scalar in unicodeScalars { shown.append(scalar.steersTerminal ? "\u{FFFD}" : scalar) }
        return String(shown)
    }
}

extension Unicode.Scalar {
    fileprivate var steersTerminal: Bool {
        switch value {
        case 0..<0x20, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
