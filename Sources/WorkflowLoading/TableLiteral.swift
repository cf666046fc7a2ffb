import CEL
import WorkflowCalendar
import WorkflowModel

extension DecisionTable.ColumnType {
    static let all: [DecisionTable.ColumnType] = [
        .string, .int, .double, .bool, .money, .date, .limit,
    ]

    /// The type as written.
    var word: String {
        switch self {
        case .string: "string"
        case .int: "int"
        case .double: "double"
        case .bool: "bool"
        case .money: "money"
        case .date: "date"
        case .limit: "limit"
        }
    }

    /// A value of this type from the text of a cell; nil when it is none.
    func literal(_ text: String) -> Value? {
        switch self {
        case .string: text.isEmpty ? nil : .string(text)
        case .int: Int64(text).map(Value.int)
        case .double: decimal(text)
        case .bool: text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
        case .money: Money.parse(text).map(Value.int)
        case .date: CalendarDate(parsing: text).map(Value.date)
        case .limit: Limit(parsing: text).map(Value.limit)
        }
    }

    /// `Double` alone would also take `nan`, `inf` and hexadecimal.
    private func decimal(_ text: String) -> Value? {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"):
                true
            default: false
            }
        }
        guard isPlain, let number = Double(text), number.isFinite else { return nil }
        return .double(number)
    }
}
