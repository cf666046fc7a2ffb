import Diagnostics

/// A file's bytes, known to be sound UTF-8 of characters YAML allows, with its lines found.
struct SourceBytes {
    let bytes: ArraySlice<UInt8>
    let file: String
    /// Where each line starts, as indices into `bytes`.
    private let lineStarts: [Int]
    /// Just behind the last character.
    private let end: Mark

    /// Nil, after one complaint, if the bytes are no text that libyaml could be shown.
    init?(_ all: [UInt8], file: String, isYAML: Bool = true, sink: DiagnosticSink) {
        if Self.isUTF16(all) {
            sink.report(.isUTF16(file))
            return nil
        }
        // libyaml would count a byte order mark as the first line's first character.
        let bytes = all.starts(with: [0xEF, 0xBB, 0xBF]) ? all[3...] : all[...]
        var lineStarts = [bytes.startIndex]
        let fault = bytes.withUnsafeBufferPointer { buffer in
            UTF8Scanner.scan(buffer) { lineStarts.append(bytes.startIndex + $0) }
        }
        self.bytes = bytes
        self.file = file
        self.lineStarts = lineStarts
        let lastLine = bytes[lineStarts[lineStarts.count - 1]...]
        end = Mark(
            line: lineStarts.count,
            column: lastLine.count { !UTF8Scanner.continues($0) } + 1)
        if let fault {
            let index = bytes.startIndex + fault.offset
            let lineStart = lineStarts[lineStarts.count - 1]
            let before = String(decoding: bytes[lineStart..<index], as: UTF8.self)
            let range = SourceRange(
                file: file, line: lineStarts.count, column: before.unicodeScalars.count + 1)
            sink.report(.badCharacter(fault, at: range, isYAML: isYAML))
            return nil
        }
    }

    /// UTF-16 betrays itself by a byte order mark, or by the zero in its first plain letter.
    private static func isUTF16(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 2 else { return false }
        return switch (bytes[0], bytes[1]) {
        case (0xFF, 0xFE), (0xFE, 0xFF): true
        case (let first, let second): (first == 0) != (second == 0)
        }
    }

    /// The mark itself, unless libyaml puts it on a line after the last one, which it does at the
    /// end of a file whose last line is not ended.
    func clamp(_ mark: Mark) -> Mark {
        mark.line <= end.line ? mark : end
    }

    /// The mark itself, or for one at the file's end the place behind the last thing written, where
    /// a missing bracket would have stood.
    func clampToText(_ mark: Mark) -> Mark {
        let mark = clamp(mark)
        guard line(mark.line, from: mark.column).isEmpty else { return mark }
        guard start(ofLine: mark.line + 1) == bytes.endIndex else { return mark }
        var number = mark.line
        while number > 1, line(number).allSatisfy(UTF8Scanner.isBlank) { number -= 1 }
        let written = line(number).dropLast(while: UTF8Scanner.isBlank)
        guard !written.isEmpty else { return mark }
        return Mark(line: number, column: written.count { !UTF8Scanner.continues($0) } + 1)
    }

    /// The index into `bytes` at which a line starts; their end beyond the last line.
    func start(ofLine number: Int) -> Int {
        (1...lineStarts.count).contains(number) ? lineStarts[number - 1] : bytes.endIndex
    }

    /// The line's bytes, its end-of-line characters not among them; empty beyond the last line.
    func line(_ number: Int) -> ArraySlice<UInt8> {
        guard (1...lineStarts.count).contains(number) else { return [] }
        let start = lineStarts[number - 1]
        let end = number < lineStarts.count ? lineStarts[number] : bytes.endIndex
        var line = bytes[start..<end]
        while let last = line.last, last == 0x0A || last == 0x0D { line.removeLast() }
        return line
    }

    /// The rest of a line from a column, counted from 1, on.
    func line(_ number: Int, from column: Int) -> ArraySlice<UInt8> {
        let line = line(number)
        var index = line.startIndex
        var remaining = column - 1
        while remaining > 0, index < line.endIndex {
            index += 1
            while index < line.endIndex, UTF8Scanner.continues(line[index]) { index += 1 }
            remaining -= 1
        }
        return line[index...]
    }
}
