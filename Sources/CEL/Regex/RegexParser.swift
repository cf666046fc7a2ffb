/// Reads the syntax of RE2.
struct RegexParser {
    struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotMatchesNewline = false
    }

    private static let nestingLimit = 200
    static let repetitionLimit = 1_000

    let pattern: [Unicode.Scalar]
    var position = 0
    var flags = Flags()
    private var depth = 0

    init(_ pattern: String) {
        self.pattern = Array(pattern.unicodeScalars)
    }

    mutating func parse() throws(PatternFault) -> RegexNode {
        let node = try choice()
        guard position == pattern.count else { throw .unexpectedParenthesis }
        return node
    }

    // MARK: Reading

    var next: Unicode.Scalar? { position < pattern.count ? pattern[position] : nil }

    mutating func take() -> Unicode.Scalar? {
        guard let scalar = next else { return nil }
        position += 1
        return scalar
    }

    mutating func accept(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard pattern[position...].starts(with: scalars) else { return false }
        position += scalars.count
        return true
    }

    // MARK: Structure

    private mutating func choice() throws(PatternFault) -> RegexNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.nestingLimit else { throw .nestedTooDeeply }
        var choices = [try sequence()]
        while accept("|") { choices.append(try sequence()) }
        return choices.count == 1 ? choices[0] : .choice(choices)
    }

    private mutating func sequence() throws(PatternFault) -> RegexNode {
        var nodes: [RegexNode] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            if accept("\\Q") {
                while position < pattern.count, !accept("\\E") {
                    if let scalar = take() { nodes.append(literal(scalar)) }
                }
                try repeatLast(of: &nodes)
                continue
            }
            if let atom = try atom() {
                nodes.append(try repeated(atom))
            } else {
                try repeatLast(of: &nodes)
            }
        }
        return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
    }

    /// After a quotation and after flags a repetition is one of what stands before it.
    private mutating func repeatLast(of nodes: inout [RegexNode]) throws(PatternFault) {
        if let last = nodes.popLast() { nodes.append(try repeated(last)) }
    }

    private mutating func repeated(_ atom: RegexNode) throws(PatternFault) -> RegexNode {
        guard let bounds = try repetitionBounds() else { return atom }
        // Greedy or lazy makes no difference to whether there is a match.
        _ = accept("?")
        let start = position
        if try repetitionBounds() != nil {
            position = start
            throw .repeatedRepetition
        }
        return .repetition(atom, least: bounds.least, most: bounds.most)
    }

    private mutating func repetitionBounds() throws(PatternFault) -> (least: Int, most: Int?)? {
        if accept("*") { return (0, nil) }
        if accept("+") { return (1, nil) }
        if accept("?") { return (0, 1) }
        let start = position
        guard accept("{"), let least = number() else {
            position = start
            return nil
        }
        var most: Int? = least
        if accept(",") { most = number() }
        guard accept("}") else {
            position = start
            return nil
        }
        guard least <= Self.repetitionLimit, (most ?? 0) <= Self.repetitionLimit,
            least <= most ?? least
        else { throw .badRepetition }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var number: Int?
        while let scalar = next, "0"..."9" ~= scalar {
            number = min((number ?? 0) * 10 + Int(scalar.value) - 48, 1 << 20)
            position += 1
        }
        return number
    }

    /// Nil for a group that only sets flags.
    private mutating func atom() throws(PatternFault) -> RegexNode? {
        guard let scalar = take() else { return .empty }
        switch scalar {
        case "(": return try group()
        case "[": return .set(try bracketed())
        case ".":
            return .set(
                flags.dotMatchesNewline
                    ? ScalarSet(isNegated: true)
                    : ScalarSet(members: [.range(10...10)], isNegated: true))
        case "^": return .assert(flags.isMultiline ? .lineStart : .textStart)
        case "$": return .assert(flags.isMultiline ? .lineEnd : .textEnd)
        case "*", "+", "?": throw .nothingToRepeat
        case "\\": return try escape()
        default:
            position -= 1
            guard try repetitionBounds() == nil else { throw .nothingToRepeat }
            position += 1
            return literal(scalar)
        }
    }

    func literal(_ scalar: Unicode.Scalar) -> RegexNode {
        guard flags.ignoresCase, scalar.caseVariants.count > 1 else { return .scalar(scalar) }
        return .set(ScalarSet(members: [.range(scalar.value...scalar.value)], ignoresCase: true))
    }

    private mutating func group() throws(PatternFault) -> RegexNode? {
        let saved = flags
        if accept("?") {
            if accept("P<") || accept("<") {
                try groupName()
            } else if try readFlags() {
                return nil
            }
        }
        let node = try choice()
        guard accept(")") else { throw .missingParenthesis }
        flags = saved
        return node
    }

    private mutating func groupName() throws(PatternFault) {
        let start = position
        while let scalar = next, scalar.isWordCharacter { position += 1 }
        guard position > start, accept(">") else { throw .badGroupName }
    }

    /// Reads `i-s)` or `i-s:`; true for the first, which has no group of its own.
    private mutating func readFlags() throws(PatternFault) -> Bool {
        var isOn = true
        while let scalar = take() {
            switch scalar {
            case "i": flags.ignoresCase = isOn
            case "m": flags.isMultiline = isOn
            case "s": flags.dotMatchesNewline = isOn
            case "U": break
            case "-" where isOn: isOn = false
            case ":": return false
            case ")": return true
            default: throw .unknownGroup(String(scalar))
            }
        }
        throw .missingParenthesis
    }
}
