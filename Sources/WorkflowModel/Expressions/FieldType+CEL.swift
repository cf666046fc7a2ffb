public import CEL
import WorkflowCalendar

extension FieldType {
    /// What a field of this type is inside an expression.
    public var celType: CELType {
        switch self {
        case .string, .text, .choice, .agency, .person: .string
        case .int, .money: .int
        case .double: .double
        case .bool: .bool
        case .date: DateValue.type
        case .instant: .timestamp
        case .quantity: .object(QuantityObject.typeName)
        case .list(let element): .list(element.celType)
        case .budget: .object(BudgetObject.typeName)
        }
    }

    /// Whether an expression of this type may give such a field its value; `null` takes the value
    /// away. What only shows when it runs (the code of an enum, `dyn`) is refused then.
    package func accepts(_ type: CELType) -> Bool {
        switch (self, type) {
        case (_, .dyn), (_, .error), (_, .null): true
        case (.double, .int), (.quantity, .string): true
        case (.list(let element), .list(let given)): element.accepts(given)
        default: celType == type
        }
    }

    /// The value of a field of this type that an expression gave: nil for `null`, which takes the
    /// value away.
    package func fieldValue(_ value: Value) throws(FieldTypeMismatch) -> FieldValue? {
        switch (self, value) {
        case (_, .null): nil
        case (.string, .string(let text)), (.text, .string(let text)),
            (.agency, .string(let text)), (.person, .string(let text)):
            .string(text)
        case (.choice(let choices), .string(let code)):
            if choices.contains(where: { $0.code == code }) {
                .string(code)
            } else {
                throw FieldTypeMismatch(type: self, value: value)
            }
        case (.int, .int(let number)): .int(number)
        case (.money, .int(let number)): .money(number)
        case (.double, .double(let number)): .double(number)
        case (.double, .int(let number)): .double(Double(number))
        case (.bool, .bool(let flag)): .bool(flag)
        case (.instant, .timestamp(let timestamp)): .instant(Instant(timestamp))
        case (.quantity, .string(let text)): .quantity(Quantity(text))
        case (.list(let element), .list(let values)):
            .list(try Self.elements(values, element, self))
        default: try fieldValue(ofHost: value)
        }
    }

    private func fieldValue(ofHost value: Value) throws(FieldTypeMismatch) -> FieldValue {
        switch (self, value) {
        case (.date, .opaque(let opaque)):
            if let date = opaque as? DateValue { return .date(date.date) }
        case (.quantity, .object(let object)):
            if let quantity = object as? QuantityObject { return .quantity(quantity.quantity) }
        case (.budget, .object(let object)):
            if let budget = object as? BudgetObject { return .budget(budget.budget) }
        default: break
        }
        throw FieldTypeMismatch(type: self, value: value)
    }

    private static func elements(
        _ values: [Value], _ type: FieldType, _ whole: FieldType
    ) throws(FieldTypeMismatch) -> [FieldValue] {
        var elements: [FieldValue] = []
        elements.reserveCapacity(values.count)
        for value in values {
            guard let element = try type.fieldValue(value) else {
                throw FieldTypeMismatch(type: whole, value: .list(values))
            }
            elements.append(element)
        }
        return elements
    }
}

/// An expression gave a field a value that is none of its type.
public struct FieldTypeMismatch: Error, Sendable {
    public var type: FieldType
    public var value: Value
}

extension Value {
    /// The value of a field inside an expression; nothing is allocated for plain values.
    package init(_ value: FieldValue) {
        self =
            switch value {
            case .string(let text): .string(text)
            case .int(let number), .money(let number): .int(number)
            case .double(let number): .double(number)
            case .bool(let flag): .bool(flag)
            case .date(let date): .date(date)
            case .instant(let instant):
                // No moment of a real item lies outside the years 1 to 9999.
                instant.timestamp.map(Value.timestamp) ?? .null
            case .quantity(let quantity): .object(QuantityObject(quantity))
            case .list(let elements): .list(elements.map(Value.init))
            case .budget(let budget): .object(BudgetObject(budget))
            }
    }
}
