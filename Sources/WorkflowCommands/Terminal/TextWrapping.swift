import Diagnostics
import WorkflowPresentation

extension String {
    /// The text broken at spaces into lines of at most `width` columns; a word that is longer is
    /// cut. With `maxLines` the last one ends in an ellipsis where text is left over.
    func wrapped(to width: Int, maxLines: Int = .max) -> [String] {
        let width = max(width, 1)
        var lines: [String] = []
        // Cut by bytes: finding where characters end takes many times as long.
        let paragraphs = utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        paragraphs: for paragraph in paragraphs {
            var line = ""
            var used = 0
            for word in paragraph.split(separator: 0x20) {
                var word = String(Substring(word))
                var columns = DisplayWidth.of(word)
                if used > 0, used + 1 + columns > width {
                    lines.append(line)
                    (line, used) = ("", 0)
                    // One line too many shows that there are more.
                    if lines.count > maxLines { break paragraphs }
                }
                while columns > width {
                    let (head, rest) = word.cut(at: width)
                    lines.append(head)
                    word = rest
                    columns = DisplayWidth.of(word)
                }
                line += used > 0 ? " " + word : word
                used += (used > 0 ? 1 : 0) + columns
            }
            lines.append(line)
        }
        guard lines.count > maxLines else { return lines }
        let last = lines[maxLines - 1] + " " + lines[maxLines]
        return lines.prefix(maxLines - 1) + [last.truncated(to: width)]
    }

    /// The first characters that fill at most `width` columns, at least one, and the rest.
    private func cut(at width: Int) -> (head: String, rest: String) {
        var used = 0
        var end = startIndex
        while end < endIndex {
            let columns = DisplayWidth.of(self[end])
            if used + columns > width, end > startIndex { break }
            used += columns
            end = index(after: end)
        }
        return (String(self[..<end]), String(self[end...]))
    }
}
