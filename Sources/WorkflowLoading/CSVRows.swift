import Diagnostics
import WorkflowModel
import YAML

/// Reads the rows of a table from a CSV file: a line with the names of the columns, in any order,
/// then a line for each row.
struct CSVRows {
    private let cells: CellDecoder
    private let sink: DiagnosticSink
    private let limits = Limits.standard
    private var names: [String] {
        cells.inputs.map(\.name) + cells.outputs.map(\.name)
    }

    init(_ cells: CellDecoder, sink: DiagnosticSink) {
        self.cells = cells
        self.sink = sink
    }

    /// What can be read; the rest was complained about.
    func rows(_ bytes: [UInt8], file: String) -> [DecisionTable.Row] {
        guard let bytes = PlainText.check(bytes, file: file, sink: sink) else { return [] }
        var rows: [DecisionTable.Row] = []
        do throws(CSVReader.Fault) {
            let names = names
            var sheet = try CSVSheet(CSVText(name: file, bytes: bytes), isKnown: names.contains)
            guard let header = sheet.header else {
                sink.report(.noHeader(names, at: SourceRange(file: file, line: 1, column: 1)))
                return []
            }
            guard let columns = CSVHeader(header, names: names, sink: sink) else { return [] }
            var cellCount = 0
            while let record = try sheet.record() {
                cellCount += record.count
                guard cellCount <= limits.maxNodes else {
                    sink.report(.tooManyCells(limits.maxNodes, at: record[0].range))
                    break
                }
                if let row = row(record, columns, sheet.separator) { rows.append(row) }
            }
            if cellCount == 0 { sink.report(.noRows(at: header[0].range)) }
        } catch {
            sink.report(.badCSV(error))
        }
        return rows
    }

    private func row(
        _ record: [CSVCell], _ columns: CSVHeader, _ separator: UInt8
    ) -> DecisionTable.Row? {
        guard let picked = columns.pick(record) else {
            sink.report(cells.wrongCount(record.count, at: record[0].range))
            return nil
        }
        var isReadable = true
        let inputs = zip(cells.inputs, picked).map { input, cell in
            if cell.isBlank { return cell.asAnything }
            if separator == .semicolon, input.type == .double, let comma = cell.decimalComma {
                sink.report(.decimalComma(at: comma))
                isReadable = false
            }
            return cell
        }
        let outputs = picked[cells.inputs.count...]
        for (output, cell) in zip(cells.outputs, outputs) where cell.isBlank {
            sink.report(.emptyCell(output.name, at: cell.range))
            isReadable = false
        }
        return isReadable ? cells.row(inputs + outputs, range: record[0].range) : nil
    }
}

extension CSVCell {
    /// Where a comma stands between two digits without a blank, as in `1,5`.
    fileprivate var decimalComma: SourceRange? {
        let scalars = Array(text.unicodeScalars)
        guard text.utf8.first != UInt8(ascii: "="), scalars.count > 2 else { return nil }
        let place = (1..<scalars.count - 1).first { index in
            scalars[index] == "," && ("0"..."9").contains(scalars[index - 1])
                && ("0"..."9").contains(scalars[index + 1])
        }
        return place.map { range(ofText: $0..<$0 + 1) }
    }
}
