import CEL
import Diagnostics
import WorkflowModel
import YAML

/// Reads the text of an input cell:
///
///     cell     := "-" | "=" CEL | list
///     list     := item ("," item)*
///     item     := "not(" list ")" | ("<" | "<=" | ">" | ">=") literal | interval | literal
///     interval := ("[" | "(") literal ".." literal ("]" | ")")
///     literal  := quoted text | text up to the next delimiter
///
/// A text column may need quotes, '…' or "…", around a literal with a comma or a sign in it.
struct CellParser {
    private let text: [Unicode.Scalar]
    private let input: DecisionTable.Input
    private var position = 0
    private var depth = 0

    /// Of `not(not(…))`; nobody needs more, and the parser calls itself.
    private static let depthLimit = 8

    init(_ text: String, input: DecisionTable.Input) {
        self.text = Array(text.unicodeScalars)
        self.input = input
    }

    mutating func parse() -> Result<DecisionTable.Test, CellFault> {
        Result { () throws(CellFault) in try cell() }
    }

    private mutating func cell() throws(CellFault) -> DecisionTable.Test {
        skipSpaces()
        if text[position...].elementsEqual(["-"]) { return .anything }
        if peek() == "=" {
            position += 1
            return try expression()
        }
        let test = try list()
        skipSpaces()
        guard position == text.count else {
            throw fault(.unexpected(String(text[position])), position..<text.count)
        }
        return test
    }

    private mutating func list() throws(CellFault) -> DecisionTable.Test {
        var tests = [try item()]
        while skip(",") { tests.append(try item()) }
        return tests.count == 1 ? tests[0] : .oneOf(tests)
    }

    private mutating func item() throws(CellFault) -> DecisionTable.Test {
        skipSpaces()
        let start = position
        if let negated = try negation() { return negated }
        for comparison in Self.comparisons where skip(comparison.rawValue) {
            try requireOrder(start..<position)
            return .compares(comparison, try literal().value)
        }
        if let bracket = peek(), bracket == "[" || bracket == "(" { return try interval() }
        if skip("!=") || skip("==") || skip("=") {
            throw fault(.badOperator, start..<position)
        }
        return .equals(try literal(isWhole: true).value)
    }

    /// The two-letter ones first.
    private static let comparisons: [DecisionTable.Test.Comparison] = [
        .lessOrEqual, .greaterOrEqual, .less, .greater,
    ]

    private mutating func negation() throws(CellFault) -> DecisionTable.Test? {
        let start = position
        guard skip("not"), skip("(") else {
            position = start
            return nil
        }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw fault(.tooDeep, start..<position) }
        let inner = try list()
        guard skip(")") else { throw fault(.unclosed(")"), start..<text.count) }
        return .not(inner)
    }

    private mutating func interval() throws(CellFault) -> DecisionTable.Test {
        let start = position
        let lowerClosed = peek() == "["
        position += 1
        let lower = try literal()
        guard skip("..") else { throw fault(.noDots, start..<position) }
        let upper = try literal()
        skipSpaces()
        let upperClosed: Bool
        switch peek() {
        case "]": upperClosed = true
        case ")": upperClosed = false
        default: throw fault(.unclosed("]"), start..<text.count)
        }
        position += 1
        try requireOrder(start..<position)
        let order = lower.value.order(to: upper.value) ?? 0
        guard order < 0 || (order == 0 && lowerClosed && upperClosed) else {
            throw fault(.emptyInterval, start..<position)
        }
        return .interval(
            lower: lower.value, lowerClosed: lowerClosed, upper: upper.value,
            upperClosed: upperClosed)
    }
}

// MARK: - Literals and expressions

extension CellParser {
    private mutating func expression() throws(CellFault) -> DecisionTable.Test {
        skipSpaces()
        let start = position
        guard start < text.count else { throw fault(.emptyExpression, 0..<text.count) }
        let source = string(start..<text.count)
        do {
            let program = try Environment.cell(of: input.type).compile(source, expecting: .bool)
            return .expression(program)
        } catch {
            throw fault(.expression(source, error.issues), start..<text.count)
        }
    }

    /// `isWhole`: the literal stands alone, so that brackets and signs inside it mean nothing.
    private mutating func literal(
        isWhole: Bool = false
    ) throws(CellFault) -> (value: Value, range: Range<Int>) {
        skipSpaces()
        let start = position
        if let quote = peek(), quote == "'" || quote == "\"", input.type == .string {
            return try quoted(quote)
        }
        while let next = peek(), next != "," {
            if !isWhole || depth > 0, next == ")" || next == "]" { break }
            if !isWhole, next == ".", position + 1 < text.count, text[position + 1] == "." {
                break
            }
            position += 1
        }
        var end = position
        while end > start, text[end - 1].properties.isWhitespace { end -= 1 }
        guard end > start else { throw fault(.missingLiteral, start..<start) }
        return (try value(string(start..<end), start..<end), start..<end)
    }

    private mutating func quoted(
        _ quote: Unicode.Scalar
    ) throws(CellFault) -> (value: Value, range: Range<Int>) {
        let start = position
        position += 1
        while let next = peek(), next != quote { position += 1 }
        guard position < text.count else {
            throw fault(.unclosed(String(quote)), start..<text.count)
        }
        position += 1
        return (try value(string(start + 1..<position - 1), start..<position), start..<position)
    }

    private func value(_ literal: String, _ range: Range<Int>) throws(CellFault) -> Value {
        guard let value = input.type.literal(literal) else {
            throw CellFault(.wrongLiteral(literal, input.type), range: range)
        }
        guard input.values.isEmpty || input.values.contains(value) else {
            throw CellFault(.unlisted(literal, input), range: range)
        }
        return value
    }

    private func requireOrder(_ range: Range<Int>) throws(CellFault) {
        guard input.type.isOrdered else { throw fault(.noOrder(input.type), range) }
    }
}

// MARK: - Scanning

extension CellParser {
    private func peek() -> Unicode.Scalar? {
        position < text.count ? text[position] : nil
    }

    private mutating func skipSpaces() {
        while let next = peek(), next.properties.isWhitespace { position += 1 }
    }

    /// Passes over `expected` and blanks before it, if it is there.
    private mutating func skip(_ expected: String) -> Bool {
        let start = position
        skipSpaces()
        guard text[position...].starts(with: expected.unicodeScalars) else {
            position = start
            return false
        }
        position += expected.unicodeScalars.count
        return true
    }

    private func string(_ range: Range<Int>) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text[range] { scalars.append(scalar) }
        return String(scalars)
    }

    private func fault(_ kind: CellFault.Kind, _ range: Range<Int>) -> CellFault {
        CellFault(kind, range: range)
    }
}
