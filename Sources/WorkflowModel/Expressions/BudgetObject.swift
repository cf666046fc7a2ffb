public import CEL

/// A budget estimate inside an expression: its `total` in đồng and its `lines`.
public struct BudgetObject: ObjectValue {
    // With a capital, so that the name of the type never hides behind a field called `budget`.
    public static let typeName = "Budget"

    package static let objectType = ObjectType(
        name: typeName, fields: [("total", .int), ("lines", .list(.object(Line.typeName)))])

    public var budget: Budget

    public init(_ budget: Budget) {
        self.budget = budget
    }

    public var typeName: String { Self.typeName }

    public func field(at index: Int) -> Value? {
        switch index {
        case 0: .int(budget.total)
        case 1: .list(budget.lines.map { .object(Line($0)) })
        default: nil
        }
    }

    public func isEqual(to other: any ObjectValue) -> Bool {
        (other as? BudgetObject)?.budget == budget
    }

    /// One line of it.
    public struct Line: ObjectValue {
        public static let typeName = "BudgetLine"

        package static let objectType = ObjectType(
            name: typeName,
            fields: [
                ("item", .string), ("unit", .string), ("quantity", .int), ("unit_price", .int),
                ("amount", .int), ("source", .string),
            ])

        public var line: Budget.Line

        public init(_ line: Budget.Line) {
            self.line = line
        }

        public var typeName: String { Self.typeName }

        public func field(at index: Int) -> Value? {
            switch index {
            case 0: .string(line.item)
            case 1: line.unit.map(Value.string)
            case 2: .int(line.quantity)
            case 3: .int(line.unitPrice)
            case 4: line.amount.map(Value.int)
            case 5: line.source.map(Value.string)
            default: nil
            }
        }

        public func isEqual(to other: any ObjectValue) -> Bool {
            (other as? Line)?.line == line
        }
    }
}
