/// An operator with one or two operands. The raw value is the name of its function, under which
/// a host may declare further overloads (`_+_` of a calendar date and a number of days).
enum Operator: String, Sendable, CaseIterable {
    case add = "_+_"
    case subtract = "_-_"
    case multiply = "_*_"
    case divide = "_/_"
    case modulo = "_%_"
    case equal = "_==_"
    case notEqual = "_!=_"
    case less = "_<_"
    case lessOrEqual = "_<=_"
    case greater = "_>_"
    case greaterOrEqual = "_>=_"
    case contained = "@in"
    case not = "!_"
    case negate = "-_"

    /// As written in source text.
    var symbol: String {
        switch self {
        case .contained: "in"
        case .not: "!"
        case .negate: "-"
        default: String(rawValue.dropFirst().dropLast())
        }
    }

    /// Binds tighter the greater it is; `&&` and `||` and `?:` bind less than any of these.
    var precedence: Int {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained: 1
        case .add, .subtract: 2
        case .multiply, .divide, .modulo: 3
        case .not, .negate: 4
        }
    }

    var isOrdering: Bool {
        switch self {
        case .less, .lessOrEqual, .greater, .greaterOrEqual: true
        default: false
        }
    }
}
