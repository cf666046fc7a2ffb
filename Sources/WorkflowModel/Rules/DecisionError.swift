public import CEL
public import Diagnostics

/// Why a decision table gave no answer. Rows count from 1.
public enum DecisionError: Error, Sendable {
    case inputCount(expected: Int, found: Int)
    case inputType(input: String, expected: DecisionTable.ColumnType, found: Value)
    /// The input has `values`, and this is none of them.
    case unlistedValue(input: String, value: Value, known: [Value])
    /// More than one row matches in a table whose hit policy is `unique`.
    case severalRows([Int])
    /// Rows that match give different outputs in a table whose hit policy is `any`.
    case differingOutputs([Int])
    /// The CEL of a cell failed.
    case cell(row: Int, input: String, EvaluationError)
    /// The sum does not fit 64 bits.
    case overflow(rows: [Int])
}

extension DecisionError {
    /// The reason in a sentence, without the name of the table.
    public var message: LocalizedText {
        switch self {
        case .inputCount(let expected, let found):
            LocalizedText(
                vi: "bảng có \(expected) đầu vào nhưng nhận được \(found)",
                en: "the table has \(expected) inputs but was given \(found)")
        case .inputType(let input, let expected, let found):
            LocalizedText(
                vi: "đầu vào “\(input)” cần \(expected.name.vi) nhưng nhận được \(found.type)",
                en: "input “\(input)” must be \(expected.name.en) but is \(found.type)")
        case .unlistedValue(let input, let value, let known):
            Self.unlisted(
                input, DecisionTable.text(value),
                known.map(DecisionTable.text).joined(separator: ", "))
        case .severalRows(let rows):
            LocalizedText(
                vi: "các dòng \(Self.list(rows, "và")) cùng khớp; bảng “unique” chỉ được khớp một",
                en: "rows \(Self.list(rows, "and")) all match; in a “unique” table only one may")
        case .differingOutputs(let rows):
            LocalizedText(
                vi: "các dòng \(Self.list(rows, "và")) cùng khớp nhưng kết quả khác nhau",
                en: "rows \(Self.list(rows, "and")) all match but give different outputs")
        case .cell(let row, let input, let error):
            LocalizedText(
                vi: "dòng \(row), ô “\(input)”: \(error.text.vi)",
                en: "row \(row), cell “\(input)”: \(error.text.en)")
        case .overflow(let rows):
            LocalizedText(
                vi: "tổng của các dòng \(Self.list(rows, "và")) quá lớn",
                en: "the sum of rows \(Self.list(rows, "and")) is too large")
        }
    }

    private static func unlisted(
        _ input: String, _ value: String, _ known: String
    ) -> LocalizedText {
        LocalizedText(
            vi: "đầu vào “\(input)” không nhận giá trị \(value); chỉ nhận: \(known)",
            en: "input “\(input)” does not take \(value); it takes: \(known)")
    }

    /// `1, 2 and 5`
    private static func list(_ rows: [Int], _ and: String) -> String {
        guard let last = rows.last, rows.count > 1 else { return rows.map(String.init).joined() }
        return rows.dropLast().map(String.init).joined(separator: ", ") + " \(and) \(last)"
    }
}

extension DecisionTable {
    /// A value as it stands in a cell.
    package static func text(_ value: Value) -> String {
        switch value {
        case .null: "null"
        case .bool(let value): String(value)
        case .int(let value): String(value)
        case .uint(let value): String(value)
        case .double(let value): String(value)
        case .string(let value): value
        case .opaque(let value): value.description
        default: value.type.description
        }
    }
}

extension DecisionTable.ColumnType {
    /// What a cell of the column holds, with its article: `a date`.
    public var name: LocalizedText {
        switch self {
        case .string: LocalizedText(vi: "văn bản", en: "text")
        case .int: LocalizedText(vi: "số nguyên", en: "a whole number")
        case .double: LocalizedText(vi: "một số", en: "a number")
        case .bool: LocalizedText(vi: "true hoặc false", en: "true or false")
        case .money: LocalizedText(vi: "số tiền (đồng)", en: "an amount of money (đồng)")
        case .date: LocalizedText(vi: "ngày", en: "a date")
        case .limit: LocalizedText(vi: "thời hạn", en: "a limit")
        }
    }
}
