import Diagnostics
import WorkflowModel
import YAML

/// Reads an estimate from a CSV file, as spreadsheets save it: a line with the names of the
/// columns, in Vietnamese or English and in any order, then a line for each item, and at last, if
/// one likes, one with the total. Amounts and the total are checked.
struct BudgetTable {
    private let sink: DiagnosticSink

    init(sink: DiagnosticSink) {
        self.sink = sink
    }

    /// Nil after complaints.
    func budget(_ bytes: [UInt8], file: String) -> Budget? {
        guard let bytes = PlainText.check(bytes, file: file, sink: sink) else { return nil }
        let errors = sink.errorCount
        var lines: [Budget.Line] = []
        var total: CSVCell?
        do throws(CSVReader.Fault) {
            var sheet = try CSVSheet(CSVText(name: file, bytes: bytes)) {
                BudgetColumn(called: $0) != nil
            }
            guard let header = sheet.header else {
                sink.report(
                    .noHeader(BudgetColumn.names, at: SourceRange(file: file, line: 1, column: 1)))
                return nil
            }
            guard let columns = columns(header) else { return nil }
            while let record = try sheet.record() {
                let row = BudgetRow(columns: columns, cells: record)
                if let total { sink.report(.behindTotal(at: record[0].range, total: total.range)) }
                if row.isTotal {
                    total = row[.amount]
                } else if let line = line(row) {
                    lines.append(line)
                }
            }
            if lines.isEmpty, total == nil, sink.errorCount == errors {
                sink.report(.noRows(at: header[0].range))
            }
        } catch {
            sink.report(.badCSV(error))
        }
        guard sink.errorCount == errors else { return nil }
        guard let budget = Budget(lines: lines) else {
            sink.report(.totalTooLarge(at: SourceRange(file: file, line: 1, column: 1)))
            return nil
        }
        if let total, let given = number(total), given != budget.total {
            sink.report(.wrongTotal(given, budget.total, at: total.range))
        }
        return sink.errorCount == errors ? budget : nil
    }

    /// Where each column stands; nil, after complaints, unless those that must be there are.
    private func columns(_ header: [CSVCell]) -> [BudgetColumn: Int]? {
        var columns: [BudgetColumn: Int] = [:]
        var isSound = true
        for (place, cell) in header.enumerated() where !cell.isBlank {
            guard let column = BudgetColumn(called: cell.text) else {
                sink.report(
                    .unknownName(
                        cell.text.trimmingSpaces(), in: BudgetColumn.names,
                        LocalizedText(vi: "tên một cột", en: "a column"), at: cell.range))
                isSound = false
                continue
            }
            if let first = columns[column] {
                sink.report(
                    .repeatedColumn(
                        cell.text.trimmingSpaces(), at: cell.range, first: header[first].range))
                isSound = false
            }
            columns[column] = place
        }
        let missing = BudgetColumn.required.filter { columns[$0] == nil }.map(\.rawValue)
        if !missing.isEmpty, isSound {
            sink.report(
                .missingColumns(
                    missing, BudgetColumn.names, at: header.last { !$0.isBlank }?.range))
        }
        return isSound && missing.isEmpty ? columns : nil
    }

    private func line(_ row: BudgetRow) -> Budget.Line? {
        let empty = BudgetColumn.required.filter { row[$0] == nil }
        for column in empty {
            sink.report(.emptyColumn(column.rawValue, at: row.cells[0].range))
        }
        guard empty.isEmpty, let item = row[.item], let quantity = row[.quantity].flatMap(number),
            let price = row[.unitPrice].flatMap(number)
        else { return nil }
        let line = Budget.Line(
            item: item.text.trimmingSpaces(), unit: row.text(.unit), quantity: quantity,
            unitPrice: price, source: row.text(.source))
        if let amount = row[.amount], let given = number(amount), given != line.amount {
            sink.report(.wrongAmount(given, of: line, at: amount.range))
        }
        return line
    }

    /// A whole number, with points or commas between groups of three digits; nil after a complaint.
    private func number(_ cell: CSVCell) -> Int64? {
        let text = cell.text.trimmingSpaces()
        let points = text.contains(".") ? text : String(text.map { $0 == "," ? "." : $0 })
        if let number = Money.parse(points) { return number }
        sink.error(
            "wrong-type",
            LocalizedText(
                vi: "“\(text)” không phải là số nguyên (2500000 hoặc 2.500.000)",
                en: "“\(text)” is no whole number (2500000 or 2.500.000)"),
            at: cell.range)
        return nil
    }
}

/// A column of a file with an estimate.
private enum BudgetColumn: String, CaseIterable {
    case item, unit, quantity
    case unitPrice = "unit_price"
    case amount, source
    /// Numbers and remarks are there for who reads the sheet.
    case ordinal = "stt"
    case remark = "ghi chú"

    static let required: [BudgetColumn] = [.item, .quantity, .unitPrice]
    static let names = allCases.map(\.rawValue)

    /// What people call it, besides its own name.
    private var others: [String] {
        switch self {
        case .item: ["nội dung", "nội dung chi", "khoản chi", "hạng mục", "description"]
        case .unit: ["đvt", "đơn vị tính", "đơn vị"]
        case .quantity: ["số lượng", "sl", "qty"]
        case .unitPrice: ["đơn giá", "đơn giá (đồng)", "unit price", "price"]
        case .amount: ["thành tiền", "thành tiền (đồng)", "số tiền"]
        case .source: ["nguồn", "nguồn kinh phí", "funding source"]
        case .ordinal: ["tt", "no", "no."]
        case .remark: ["note", "remark", "remarks"]
        }
    }

    init?(called text: String) {
        let wanted = TextFolding.fold(text.trimmingSpaces())
        let column = Self.allCases.first { column in
            ([column.rawValue] + column.others).contains { TextFolding.fold($0) == wanted }
        }
        guard let column else { return nil }
        self = column
    }
}

/// One line, its cells by column.
private struct BudgetRow {
    let columns: [BudgetColumn: Int]
    let cells: [CSVCell]

    private static let totals = ["cong", "tong", "tong cong", "total", "sum"]

    /// Nil when there is nothing in it.
    subscript(column: BudgetColumn) -> CSVCell? {
        guard let place = columns[column], cells.indices.contains(place), !cells[place].isBlank
        else { return nil }
        return cells[place]
    }

    func text(_ column: BudgetColumn) -> String? { self[column]?.text.trimmingSpaces() }

    /// It says what the others add up to, and no more.
    var isTotal: Bool {
        guard self[.quantity] == nil, self[.unitPrice] == nil, self[.amount] != nil else {
            return false
        }
        let words = text(.item) ?? text(.ordinal) ?? text(.unit) ?? ""
        return Self.totals.contains(TextFolding.fold(words))
    }
}

extension Diagnostic {
    static func wrongAmount(
        _ given: Int64, of line: Budget.Line, at range: SourceRange
    ) -> Diagnostic {
        let right = line.amount?.grouped(".") ?? "?"
        return .error(
            "wrong-amount",
            LocalizedText(
                vi: "“\(line.item)”: thành tiền phải là \(right) (\(line.figures)), ở đây ghi"
                    + " \(given.grouped("."))",
                en: "“\(line.item)”: the amount must be \(right) (\(line.figures)), here it is"
                    + " \(given.grouped("."))"),
            at: range)
    }

    static func wrongTotal(_ given: Int64, _ right: Int64, at range: SourceRange) -> Diagnostic {
        .error(
            "wrong-total",
            LocalizedText(
                vi: "tổng các dòng là \(right.grouped(".")), ở đây ghi \(given.grouped("."))"
                    + " (lệch \((given - right).grouped(".")))",
                en: "the lines add up to \(right.grouped(".")), here it is \(given.grouped("."))"
                    + " (off by \((given - right).grouped(".")))"),
            at: range)
    }

    static func totalTooLarge(at range: SourceRange) -> Diagnostic {
        .error(
            "out-of-range",
            LocalizedText(vi: "tổng dự toán quá lớn", en: "the total of the estimate is too large"),
            at: range)
    }

    fileprivate static func behindTotal(at range: SourceRange, total: SourceRange) -> Diagnostic {
        .error(
            "behind-total",
            LocalizedText(
                vi: "dòng này đứng sau dòng tổng cộng",
                en: "this line stands behind that of the total"),
            at: range,
            notes: [Note(LocalizedText(vi: "dòng tổng ở đây", en: "the total is here"), at: total)])
    }
}
