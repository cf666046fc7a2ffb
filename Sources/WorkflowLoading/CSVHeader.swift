import Diagnostics
import WorkflowModel
import YAML

/// Which column of a CSV file holds which column of a table.
struct CSVHeader {
    /// For each column of the table, inputs first, its place in a record.
    private let places: [Int]

    /// Nil, after complaints, unless every column of the table is there once and nothing else is.
    init?(_ header: [CSVCell], names: [String], sink: DiagnosticSink) {
        var found: [String: Int] = [:]
        var unknown: [CSVCell] = []
        var isSound = true
        for (place, cell) in header.enumerated() where !cell.isBlank {
            let name = cell.text.trimmingSpaces()
            if let first = found[name] {
                sink.report(.repeatedColumn(name, at: cell.range, first: header[first].range))
                isSound = false
            } else if names.contains(name) {
                found[name] = place
            } else {
                unknown.append(cell)
            }
        }
        var missing = names.filter { found[$0] == nil }
        for cell in unknown {
            let name = cell.text.trimmingSpaces()
            sink.report(
                .unknownName(
                    name, in: missing.isEmpty ? names : missing,
                    LocalizedText(vi: "tên một cột của bảng", en: "a column of the table"),
                    at: cell.range))
            // A column that is only spelt wrong is not missing too.
            if let meant = nearest(name, in: missing) { missing.removeAll { $0 == meant } }
        }
        if !missing.isEmpty {
            sink.report(
                .missingColumns(missing, names, at: header.last { !$0.isBlank }?.range))
        }
        guard isSound, unknown.isEmpty, missing.isEmpty else { return nil }
        places = names.compactMap { found[$0] }
    }

    /// The cells of a record in the order of the table's columns; nil when there are too few of
    /// them, or one has something in it and stands under no name.
    func pick(_ record: [CSVCell]) -> [CSVCell]? {
        let isTooLong = record.indices.contains { place in
            !record[place].isBlank && !places.contains(place)
        }
        guard !isTooLong, places.allSatisfy(record.indices.contains) else { return nil }
        return places.map { record[$0] }
    }
}
