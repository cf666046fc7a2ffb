import CEL
import Diagnostics
import WorkflowCalendar

// Names that begin with `@` cannot be written in source text: only macros call these.

extension FunctionDeclaration {
    static let visited = "@visited"
    static let inState = "@in_state"
    static let last = "@last"

    static func tableFunction(_ table: String) -> String { "@table:" + table }

    /// The functions every workflow has.
    static let workflow: [FunctionDeclaration] = [
        FunctionDeclaration(
            visited,
            [
                Overload([.int], returns: .bool) { arguments, context throws(EvaluationError) in
                    .bool(try context.expressionHost.hasVisited(arguments[0].stateID))
                }
            ]),
        FunctionDeclaration(
            inState,
            [
                Overload([.int], returns: .bool) { arguments, context throws(EvaluationError) in
                    .bool(try context.expressionHost.isActive(arguments[0].stateID))
                }
            ]),
        FunctionDeclaration(
            last,
            [
                Overload([.int], returns: .object(ActObject.typeName)) {
                    arguments, context throws(EvaluationError) in
                    let action = Int(try arguments[0].number)
                    return .object(ActObject(try context.expressionHost.lastAct(of: action)))
                }
            ]),
        superior, workingDaysBetween, addWorkingDays, date, limit, reaches,
    ]

    static func table(_ table: DecisionTable) -> FunctionDeclaration {
        let name = table.name
        return FunctionDeclaration(
            tableFunction(name),
            [
                Overload([], returns: .object(TableObject.typeName(name))) {
                    _, context throws(EvaluationError) in
                    try context.expressionHost.outputs(ofTable: name)
                }
            ])
    }

    private static let superior = FunctionDeclaration(
        "superior",
        [
            Overload([.string], returns: .string) { arguments, context throws(EvaluationError) in
                let agency = try arguments[0].text
                return .string(try context.expressionHost.superior(of: agency) ?? "")
            }
        ])

    /// Dates, and moments taken as the day they fall on where the calendar is.
    private static let days: [CELType] = [DateValue.type, .timestamp]

    private static let workingDaysBetween = FunctionDeclaration(
        "working_days_between",
        days.flatMap { first in
            days.map { second in
                Overload([first, second], returns: .int) {
                    arguments, context throws(EvaluationError) in
                    let calendar = try context.expressionHost.calendar
                    let start = try arguments[0].day(calendar)
                    let end = try arguments[1].day(calendar)
                    return .int(Int64(calendar.workingDays(after: start, through: end)))
                }
            }
        })

    private static let addWorkingDays = FunctionDeclaration(
        "add_working_days",
        days.map { day in
            Overload([day, .int], returns: DateValue.type) {
                arguments, context throws(EvaluationError) in
                let calendar = try context.expressionHost.calendar
                let count = try arguments[1].number
                guard count.magnitude <= UInt64(Limit.largestAmount) else {
                    throw EvaluationError(
                        .overflow,
                        LocalizedText(
                            vi: "add_working_days() đếm nhiều nhất \(Limit.largestAmount) ngày",
                            en: "add_working_days() counts at most \(Limit.largestAmount) days"))
                }
                let start = try arguments[0].day(calendar)
                return .date(calendar.adding(workingDays: Int(count), to: start))
            }
        })

    private static let date = FunctionDeclaration(
        "date",
        [
            Overload([.string], returns: DateValue.type) {
                arguments, _ throws(EvaluationError) in
                let text = try arguments[0].text
                guard let date = CalendarDate(parsing: text) else {
                    throw EvaluationError(
                        .invalidArgument,
                        CalendarDate.absence(of: text)
                            ?? LocalizedText(
                                vi: "“\(text)” không phải là một ngày",
                                en: "“\(text)” is not a date"))
                }
                return .date(date)
            },
            Overload([.timestamp], returns: DateValue.type) {
                arguments, context throws(EvaluationError) in
                .date(try arguments[0].day(context.expressionHost.calendar))
            },
        ])

    private static let limit = FunctionDeclaration(
        "limit",
        [
            Overload([.string], returns: LimitValue.type) {
                arguments, _ throws(EvaluationError) in
                let text = try arguments[0].text
                guard let limit = Limit(parsing: text) else {
                    throw EvaluationError(
                        .invalidArgument,
                        LocalizedText(
                            vi: "“\(text)” không phải là một thời hạn",
                            en: "“\(text)” is not a limit"))
                }
                return .limit(limit)
            }
        ])

    /// `item.delivered.reaches(item.quantity)`
    private static let reaches = FunctionDeclaration(
        "reaches",
        [
            Overload(
                [.object(QuantityObject.typeName), .object(QuantityObject.typeName)],
                returns: .bool, isMember: true
            ) { arguments, _ throws(EvaluationError) in
                let delivered = try arguments[0].quantity
                let expected = try arguments[1].quantity
                guard let isReached = delivered.reaches(expected) else {
                    let text = delivered.minimum == nil ? delivered.text : expected.text
                    throw EvaluationError(
                        .invalidArgument,
                        LocalizedText(
                            vi: "“\(text)” không có con số để so sánh",
                            en: "“\(text)” has no number to compare"))
                }
                return .bool(isReached)
            }
        ])
}

extension EvaluationContext {
    fileprivate var expressionHost: any ExpressionHost {
        get throws(EvaluationError) {
            guard let host = host as? any ExpressionHost else {
                throw EvaluationError(
                    .unbound,
                    LocalizedText(
                        vi: "biểu thức hỏi về một hồ sơ, nhưng không được tính cho hồ sơ nào",
                        en: "the expression asks about an item, and is evaluated without one"))
            }
            return host
        }
    }
}

// The checker has seen to the types; `dyn` is what is left to chance.
extension Value {
    fileprivate var number: Int64 {
        get throws(EvaluationError) {
            if case .int(let number) = self { return number }
            throw EvaluationError(.typeMismatch(expected: .int, found: type))
        }
    }

    fileprivate var text: String {
        get throws(EvaluationError) {
            if case .string(let text) = self { return text }
            throw EvaluationError(.typeMismatch(expected: .string, found: type))
        }
    }

    fileprivate var quantity: Quantity {
        get throws(EvaluationError) {
            if case .object(let object) = self, let object = object as? QuantityObject {
                return object.quantity
            }
            throw EvaluationError(
                .typeMismatch(expected: .object(QuantityObject.typeName), found: type))
        }
    }

    fileprivate var stateID: StateID {
        get throws(EvaluationError) { StateID(UInt8(truncatingIfNeeded: try number)) }
    }

    fileprivate func day(_ calendar: WorkingCalendar) throws(EvaluationError) -> CalendarDate {
        if case .timestamp(let timestamp) = self {
            return Instant(timestamp).date(in: calendar.zone)
        }
        guard let date else {
            throw EvaluationError(.typeMismatch(expected: DateValue.type, found: type))
        }
        return date
    }
}
