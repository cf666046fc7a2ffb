import Diagnostics
import WorkflowPresentation

/// A table for a terminal: columns aligned by what the eye sees, narrowed to the width there is.
struct TextTable {
    struct Column {
        var title: String
        var alignment: TextAlignment = .left
        /// As narrow as it may become when there is not enough room; nil: never narrowed.
        var minimum: Int?
        /// Lines a cell may take; the rest is cut off.
        var maxLines = 2
    }

    struct Cell: ExpressibleByStringInterpolation {
        var text: String
        var tone: Tone = .plain

        init(_ text: String, _ tone: Tone = .plain) {
            self.text = text
            self.tone = tone
        }

        init(stringLiteral text: String) { self.init(text) }
    }

    let columns: [Column]
    private var rows: [[Cell]] = []
    /// Titles over the rows that follow, by the number of rows before them.
    private var titles: [(row: Int, text: String)] = []
    private static let gap = 2

    init(_ columns: [Column]) {
        self.columns = columns
    }

    mutating func add(_ cells: Cell...) { add(cells: cells) }

    /// One for each column.
    mutating func add(cells: [Cell]) {
        rows.append(cells.map { Cell($0.text.singleLine, $0.tone) })
    }

    /// A title across all columns, over the rows added after it.
    mutating func addTitle(_ text: String) {
        titles.append((rows.count, text.singleLine))
    }

    /// The lines of the table. Columns that are empty throughout are left out.
    func lines(width: Int, indent: Int = 0, _ palette: Palette) -> [String] {
        let used = columns.indices.filter { column in
            rows.contains { !$0[column].text.isEmpty }
        }
        let widths = fitted(used, to: width - indent)
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        if used.contains(where: { !columns[$0].title.isEmpty }) {
            let header = used.map { Cell(columns[$0].title, .strong) }
            lines += self.lines(of: header, used, widths, palette).map { margin + $0 }
            let rule = widths.map { String(repeating: "─", count: $0) }
                .joined(separator: String(repeating: " ", count: Self.gap))
            lines.append(margin + palette(rule, .quiet))
        }
        for (index, row) in rows.enumerated() {
            for title in titles where title.row == index {
                if index > 0 { lines.append("") }
                lines += title.text.wrapped(to: width - indent).map {
                    margin + palette($0, .accent)
                }
            }
            lines += self.lines(of: used.map { row[$0] }, used, widths, palette)
                .map { margin + $0 }
        }
        return lines
    }

    private func lines(
        of cells: [Cell], _ used: [Int], _ widths: [Int], _ palette: Palette
    ) -> [String] {
        let wrapped = zip(cells, zip(used, widths)).map { cell, place in
            cell.text.wrapped(to: place.1, maxLines: columns[place.0].maxLines)
                .map(\.withPlainSpaces)
        }
        let height = wrapped.map(\.count).max() ?? 0
        return (0..<height).map { line in
            var text = ""
            for (index, parts) in wrapped.enumerated() {
                let part = line < parts.count ? parts[line] : ""
                let isLast = index == wrapped.count - 1
                let column = columns[used[index]]
                let blank = widths[index] - DisplayWidth.of(part)
                let spaces = String(repeating: " ", count: max(blank, 0))
                let painted = palette(part, cells[index].tone)
                switch column.alignment {
                case .left: text += painted + (isLast ? "" : spaces)
                case .right: text += spaces + painted
                }
                if !isLast { text += String(repeating: " ", count: Self.gap) }
            }
            return text.trimmingTrailingSpaces
        }
    }

    /// The widest cells give way first, down to their column's minimum.
    private func fitted(_ used: [Int], to width: Int) -> [Int] {
        var widths = used.map { column in
            rows.reduce(DisplayWidth.of(columns[column].title)) {
                max($0, DisplayWidth.of($1[column].text))
            }
        }
        let gaps = Self.gap * max(used.count - 1, 0)
        while widths.reduce(gaps, +) > width {
            let widest = widths.indices
                .filter { place in columns[used[place]].minimum.map { widths[place] > $0 } ?? false
                }
                .max { widths[$0] < widths[$1] }
            guard let widest else { break }
            widths[widest] -= 1
        }
        return widths
    }
}

extension String {
    var trimmingTrailingSpaces: String {
        var end = endIndex
        while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
        return String(self[..<end])
    }
}
