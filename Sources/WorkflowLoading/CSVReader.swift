import Diagnostics

/// Reads a CSV file record by record, as RFC 4180 describes them: cells between separators, quoted
/// where they contain one, an end of line or a quote, which is then doubled. Lines may end in CRLF,
/// LF or CR.
struct CSVReader {
    /// Something that is no CSV, and where.
    struct Fault: Error {
        enum Kind {
            /// A quoted cell that does not end.
            case unclosedQuote
            /// Text between the quote that ends a cell and the next separator.
            case textBehindQuote
        }

        let kind: Kind
        let range: SourceRange
    }

    private let file: CSVText
    private let separator: UInt8
    /// Of the byte that is read next.
    private(set) var index: Int
    private var line = 1
    private var column = 1

    init(_ file: CSVText, separator: UInt8) {
        self.file = file
        self.separator = separator
        index = file.bytes.startIndex
    }

    /// The next record, which may be an empty line; nil at the end of the file.
    mutating func record() throws(Fault) -> [CSVCell]? {
        guard index < file.bytes.endIndex else { return nil }
        var cells = [try cell()]
        while let byte = peek(), byte == separator {
            advance()
            cells.append(try cell())
        }
        endLine()
        return cells
    }

    private mutating func cell() throws(Fault) -> CSVCell {
        if peek() == .quote { return try quoted() }
        let (start, line, column) = (index, line, column)
        while let byte = peek(), byte != separator, byte != .lineFeed, byte != .return {
            advance()
        }
        return CSVCell(file, content: start..<index, line: line, column: column, isQuoted: false)
    }

    private mutating func quoted() throws(Fault) -> CSVCell {
        let opening = SourceRange(file: file.name, line: line, column: column)
        advance()
        let (start, line, column) = (index, line, column)
        while true {
            guard let byte = peek() else { throw Fault(kind: .unclosedQuote, range: opening) }
            if byte == .quote {
                advance()
                guard peek() == .quote else { break }
                advance()
            } else if byte == .lineFeed || byte == .return {
                endLine()
            } else {
                advance()
            }
        }
        let cell = CSVCell(
            file, content: start..<index - 1, line: line, column: column, isQuoted: true)
        if let byte = peek(), byte != separator, byte != .lineFeed, byte != .return {
            throw Fault(
                kind: .textBehindQuote,
                range: SourceRange(file: file.name, line: self.line, column: self.column))
        }
        return cell
    }

    private func peek() -> UInt8? {
        index < file.bytes.endIndex ? file.bytes[index] : nil
    }

    /// Passes over one byte.
    private mutating func advance() {
        index += 1
        let isInsideCharacter = index < file.bytes.endIndex && file.bytes[index] & 0xC0 == 0x80
        if !isInsideCharacter { column += 1 }
    }

    /// Passes over the end of a line, if there is one here.
    private mutating func endLine() {
        guard let byte = peek(), byte == .lineFeed || byte == .return else { return }
        index += 1
        if byte == .return, peek() == .lineFeed { index += 1 }
        line += 1
        column = 1
    }
}
