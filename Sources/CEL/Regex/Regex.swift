/// A regular expression in the syntax of RE2, matched in time linear in the text.
///
/// Supported: literals, `.`, classes, `\d \w \s \b \A \z`, `\p{…}` of general categories,
/// POSIX classes, groups, flags `i m s U`, alternation, and greedy or lazy repetition up to
/// 1,000. Which part of a text matches is never asked, so groups capture nothing.
struct Regex: Sendable {
    let instructions: [Instruction]

    init(_ pattern: String) throws(PatternFault) {
        var parser = RegexParser(pattern)
        var builder = RegexBuilder()
        instructions = try builder.build(try parser.parse())
    }

    /// Whether any part of the text matches.
    func matches(
        _ text: String, _ context: inout EvaluationContext
    ) throws(EvaluationError) -> Bool {
        try context.charge(
            1 + text.utf8.count.multipliedCapped(by: instructions.count) / 16)
        var matcher = RegexMatcher(instructions)
        return matcher.matches(text)
    }
}

/// One step of a matching program.
enum Instruction: Sendable {
    case scalar(Unicode.Scalar)
    case set(ScalarSet)
    /// Goes on at both places.
    case split(Int, Int)
    case jump(Int)
    case assert(Assertion)
    case match
}

/// A condition on a place between two characters.
enum Assertion: Sendable {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
}

/// What a pattern means.
indirect enum RegexNode: Sendable {
    case empty
    case scalar(Unicode.Scalar)
    case set(ScalarSet)
    case assert(Assertion)
    case sequence([RegexNode])
    case choice([RegexNode])
    /// `most` is nil for no limit.
    case repetition(RegexNode, least: Int, most: Int?)
}

/// A set of characters: ranges and predicates, possibly inverted.
struct ScalarSet: Sendable {
    enum Member: Sendable {
        case range(ClosedRange<UInt32>)
        case category(String)
        case nested(ScalarSet)
    }

    var members: [Member] = []
    var isNegated = false
    var ignoresCase = false

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        var isMember = holds(scalar)
        if !isMember, ignoresCase {
            isMember = scalar.caseVariants.contains { holds($0) }
        }
        return isMember != isNegated
    }

    private func holds(_ scalar: Unicode.Scalar) -> Bool {
        members.contains { member in
            switch member {
            case .range(let range): range.contains(scalar.value)
            case .category(let name): scalar.isInCategory(name)
            case .nested(let set): set.contains(scalar)
            }
        }
    }

    static func ranges(_ ranges: ClosedRange<Unicode.Scalar>...) -> ScalarSet {
        ScalarSet(
            members: ranges.map { .range($0.lowerBound.value...$0.upperBound.value) })
    }
}

extension Unicode.Scalar {
    var isWordCharacter: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9", "_": true
        default: false
        }
    }

    /// Whether the general category has this name or begins with this letter.
    fileprivate func isInCategory(_ name: String) -> Bool {
        name == "Any" || properties.generalCategory.shortName.hasPrefix(name)
    }
}
