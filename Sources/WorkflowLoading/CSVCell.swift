import Diagnostics
import WorkflowModel
import YAML

/// A cell of a CSV file, which knows where each character of its text was written.
struct CSVCell {
    /// Quotes and doubled quotes removed, every end of line one line feed; in Unicode normalisation
    /// form C.
    private(set) var text: String
    private let file: CSVText
    /// What is written between the separators, without quotes around it.
    private let content: Range<Int>
    /// Of the first character of `content`, from 1.
    private let line: Int
    private let column: Int
    private let isQuoted: Bool

    init(_ file: CSVText, content: Range<Int>, line: Int, column: Int, isQuoted: Bool) {
        self.file = file
        self.content = content
        self.line = line
        self.column = column
        self.isQuoted = isQuoted
        text = TextFolding.nfc(file.text(of: content, isQuoted: isQuoted))
    }

    var isBlank: Bool {
        // Nearly every cell is empty or begins with a plain letter or digit.
        guard let first = text.utf8.first else { return true }
        return (0x21...0x7E).contains(first) ? false : text.allSatisfy(\.isWhitespace)
    }

    /// The same cell with `-` as its text.
    var asAnything: CSVCell {
        var cell = self
        cell.text = "-"
        return cell
    }
}

extension CSVCell: TableCell {
    var string: String? { text }

    /// The first line of the cell, with its quotes.
    var range: SourceRange {
        let written = file.bytes[content]
        let first = written.prefix { $0 != .lineFeed && $0 != .return }
        let quotes = isQuoted ? (first.count == written.count ? 2 : 1) : 0
        return SourceRange(
            file: file.name, line: line, column: column - (isQuoted ? 1 : 0),
            length: first.count { $0 & 0xC0 != 0x80 } + quotes)
    }

    func range(ofText part: Range<Int>) -> SourceRange {
        let characters = file.characters(of: content, isQuoted: isQuoted)
        // Composing may have joined some of them.
        guard characters.count == text.unicodeScalars.count, !characters.isEmpty else {
            return range
        }
        let first = characters[min(part.lowerBound, characters.count - 1)]
        let covered = characters[..<min(part.upperBound, characters.count)]
            .dropFirst(part.lowerBound).filter { $0.line == first.line }
        return SourceRange(
            file: file.name, line: line + first.line,
            column: first.line == 0 ? column + first.column : first.column + 1,
            length: covered.reduce(0) { $0 + $1.width })
    }

    /// As a cell of YAML without quotes would be described.
    var description: LocalizedText { Node(.scalar(Scalar(text)), range: range).description }
}

/// The bytes of a CSV file, which are sound UTF-8.
final class CSVText: Sendable {
    let name: String
    let bytes: ArraySlice<UInt8>

    init(name: String, bytes: ArraySlice<UInt8>) {
        self.name = name
        self.bytes = bytes
    }

    /// Where one character of a cell's text was written.
    struct Character {
        /// Lines below the first.
        var line: Int
        /// Columns to the right of where the cell, or its further line, begins.
        var column: Int
        /// In columns: a doubled quote takes two, the end of a line none.
        var width: Int
    }

    func text(of content: Range<Int>, isQuoted: Bool) -> String {
        let raw = bytes[content]
        guard isQuoted, raw.contains(where: { $0 == .quote || $0 == .return }) else {
            return String(decoding: raw, as: UTF8.self)
        }
        var plain: [UInt8] = []
        plain.reserveCapacity(raw.count)
        forEachCharacter(of: content, isQuoted: isQuoted) { range in
            switch bytes[range.lowerBound] {
            case .return: plain.append(.lineFeed)
            case .quote: plain.append(.quote)
            default: plain += bytes[range]
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    /// Only asked for when there is something to complain about.
    func characters(of content: Range<Int>, isQuoted: Bool) -> [Character] {
        var characters: [Character] = []
        var (line, column) = (0, 0)
        forEachCharacter(of: content, isQuoted: isQuoted) { range in
            let byte = bytes[range.lowerBound]
            let endsLine = byte == .lineFeed || byte == .return
            let width = endsLine ? 0 : byte == .quote ? range.count : 1
            characters.append(Character(line: line, column: column, width: width))
            (line, column) = endsLine ? (line + 1, 0) : (line, column + width)
        }
        return characters
    }

    /// The bytes of each Unicode scalar; those of a doubled quote and of CRLF together.
    private func forEachCharacter(
        of content: Range<Int>, isQuoted: Bool, _ body: (Range<Int>) -> Void
    ) {
        var index = content.lowerBound
        while index < content.upperBound {
            let start = index
            let byte = bytes[index]
            index += 1
            if index < content.upperBound,
                isQuoted && byte == .quote || byte == .return && bytes[index] == .lineFeed
            {
                index += 1
            } else {
                while index < content.upperBound, bytes[index] & 0xC0 == 0x80 { index += 1 }
            }
            body(start..<index)
        }
    }
}

extension UInt8 {
    static let quote = UInt8(ascii: "\"")
    static let comma = UInt8(ascii: ",")
    static let semicolon = UInt8(ascii: ";")
    static let tab = UInt8(ascii: "\t")
    static let `return` = UInt8(ascii: "\r")
    static let lineFeed = UInt8(ascii: "\n")
}
