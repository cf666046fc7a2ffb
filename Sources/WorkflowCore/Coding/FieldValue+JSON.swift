public import JSON
import WorkflowCalendar
public import WorkflowModel

extension FieldValue {
    /// As history and snapshots keep it; read back by the type of the field.
    public var json: JSON {
        switch self {
        case .string(let text): .string(text)
        case .int(let number), .money(let number): .int(number)
        case .double(let number): .double(number)
        case .bool(let flag): .bool(flag)
        case .date(let date): .string(date.description)
        case .instant(let instant): .string(instant.description)
        case .quantity(let quantity): .string(quantity.text)
        case .list(let values): .array(values.map(\.json))
        case .budget(let budget): .array(budget.lines.map(\.json))
        }
    }

    /// Nil when the JSON is not a value of the type.
    public init?(_ json: JSONView, as type: FieldType) {
        switch type {
        case .string, .text, .choice, .agency, .person:
            guard let text = json.string else { return nil }
            self = .string(text)
        case .int:
            guard let number = json.int else { return nil }
            self = .int(number)
        case .money:
            guard let number = json.int else { return nil }
            self = .money(number)
        case .double:
            guard let number = json.double else { return nil }
            self = .double(number)
        case .bool:
            guard let flag = json.bool else { return nil }
            self = .bool(flag)
        case .date:
            guard let date = json.string.flatMap({ CalendarDate(parsing: $0) }) else { return nil }
            self = .date(date)
        case .instant:
            guard let instant = json.string.flatMap({ Instant(parsing: $0, in: .utc) }) else {
                return nil
            }
            self = .instant(instant)
        case .quantity:
            guard let text = json.string else { return nil }
            self = .quantity(Quantity(text))
        case .list(let element):
            guard let array = json.array else { return nil }
            var values: [FieldValue] = []
            for json in array {
                guard let value = FieldValue(json, as: element) else { return nil }
                values.append(value)
            }
            self = .list(values)
        case .budget:
            guard let array = json.array else { return nil }
            var lines: [Budget.Line] = []
            for json in array {
                guard let line = Budget.Line(json) else { return nil }
                lines.append(line)
            }
            guard let budget = Budget(lines: lines) else { return nil }
            self = .budget(budget)
        }
    }
}

extension Budget.Line {
    var json: JSON {
        var object = JSONObject()
        object["item"] = .string(item)
        object["quantity"] = .int(quantity)
        object["source"] = source.map { .string($0) }
        object["unit"] = unit.map { .string($0) }
        object["unit_price"] = .int(unitPrice)
        return .object(object)
    }

    init?(_ json: JSONView) {
        guard let item = json["item"].string, let quantity = json["quantity"].int,
            let unitPrice = json["unit_price"].int
        else { return nil }
        self.init(
            item: item, unit: json["unit"].string, quantity: quantity, unitPrice: unitPrice,
            source: json["source"].string)
    }
}

extension JSONWriter {
    mutating func value(of field: FieldValue?) {
        switch field {
        case nil: null()
        case .string(let text): string(text)
        case .int(let number), .money(let number): int(number)
        case .double(let number): double(number)
        case .bool(let flag): bool(flag)
        case let other?: value(other.json)
        }
    }
}
