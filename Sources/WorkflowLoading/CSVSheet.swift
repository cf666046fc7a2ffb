import Diagnostics
import WorkflowModel

/// The records of a CSV file under its first line, which names the columns. Empty lines, and lines
/// of empty cells only, are passed over.
struct CSVSheet {
    let separator: UInt8
    /// The first line; nil when the file is empty.
    let header: [CSVCell]?
    private var reader: CSVReader
    /// Where the record read last begins in the file, and where the one behind it does.
    private(set) var lastRange = 0..<0

    /// - Parameter isKnown: whether a cell of the first line is the name of a column.
    init(_ text: CSVText, isKnown: (String) -> Bool) throws(CSVReader.Fault) {
        separator = Self.separator(of: text, isKnown: isKnown)
        reader = CSVReader(text, separator: separator)
        header = try Self.record(&reader)?.cells
    }

    /// The next record with something in it.
    mutating func record() throws(CSVReader.Fault) -> [CSVCell]? {
        guard let (cells, range) = try Self.record(&reader) else { return nil }
        lastRange = range
        return cells
    }

    private static func record(
        _ reader: inout CSVReader
    ) throws(CSVReader.Fault) -> (cells: [CSVCell], range: Range<Int>)? {
        var start = reader.index
        while let record = try reader.record() {
            if record.contains(where: { !$0.isBlank }) { return (record, start..<reader.index) }
            start = reader.index
        }
        return nil
    }

    /// The one by which the first line falls apart into the most names of columns, else into the
    /// most cells. Spreadsheets write semicolons where the comma stands in numbers, as in Vietnam.
    private static func separator(of text: CSVText, isKnown: (String) -> Bool) -> UInt8 {
        let candidates: [UInt8] = [.comma, .semicolon, .tab]
        var best = (separator: UInt8.comma, known: -1, count: -1)
        for candidate in candidates {
            var reader = CSVReader(text, separator: candidate)
            // A first line that is no CSV by this separator speaks against it.
            guard let header = (try? record(&reader)?.cells) ?? nil else { continue }
            let known = header.count { isKnown($0.text.trimmingSpaces()) }
            if (known, header.count) > (best.known, best.count) {
                best = (candidate, known, header.count)
            }
        }
        return best.separator
    }
}
