extension RegexParser {
    /// What follows a backslash outside brackets.
    mutating func escape() throws(PatternFault) -> RegexNode {
        guard let letter = next else { throw .endsWithBackslash }
        let assertion: Assertion? =
            switch letter {
            case "A": .textStart
            case "z": .textEnd
            case "b": .wordBoundary
            case "B": .noWordBoundary
            default: nil
            }
        if let assertion {
            position += 1
            return .assert(assertion)
        }
        if let set = try escapedClass() { return .set(set) }
        return literal(try escapedScalar())
    }

    /// `\d`, `\pL` and their like; nil when the backslash escapes a single character.
    private mutating func escapedClass() throws(PatternFault) -> ScalarSet? {
        guard let letter = next else { return nil }
        var set: ScalarSet
        switch letter {
        case "d", "D": set = .ranges("0"..."9")
        case "s", "S": set = .ranges("\t"..."\n", "\u{0C}"..."\r", " "..." ")
        case "w", "W": set = .ranges("0"..."9", "A"..."Z", "_"..."_", "a"..."z")
        case "p", "P":
            position += 1
            return try category(isNegated: letter == "P")
        default: return nil
        }
        position += 1
        set.isNegated = letter.properties.isUppercase
        set.ignoresCase = flags.ignoresCase
        return set
    }

    private mutating func category(isNegated: Bool) throws(PatternFault) -> ScalarSet {
        var isNegated = isNegated
        var name = ""
        if accept("{") {
            if accept("^") { isNegated.toggle() }
            while let scalar = take(), scalar != "}" { name.unicodeScalars.append(scalar) }
        } else if let scalar = take() {
            name.unicodeScalars.append(scalar)
        }
        guard Unicode.GeneralCategory.names.contains(name) else {
            throw .unknownClass("\\p{\(name)}")
        }
        return ScalarSet(
            members: [.category(name)], isNegated: isNegated, ignoresCase: flags.ignoresCase)
    }

    private mutating func escapedScalar() throws(PatternFault) -> Unicode.Scalar {
        guard let letter = take() else { throw .endsWithBackslash }
        switch letter {
        case "a": return "\u{07}"
        case "f": return "\u{0C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "v": return "\u{0B}"
        case "x": return try hexadecimal()
        case "0"..."7": return try octal(letter)
        default:
            // Letters and digits are reserved for meanings they may get.
            guard letter.isASCII, !letter.isWordCharacter || letter == "_" else {
                throw .unknownEscape("\\\(letter)")
            }
            return letter
        }
    }

    private mutating func hexadecimal() throws(PatternFault) -> Unicode.Scalar {
        let isBraced = accept("{")
        var code: UInt32 = 0
        var count = 0
        while let digit = next.flatMap({ Character($0).hexDigitValue }),
            count < (isBraced ? 8 : 2)
        {
            code = code << 4 | UInt32(digit)
            count += 1
            position += 1
        }
        guard count > 0, isBraced ? accept("}") : count == 2, let scalar = Unicode.Scalar(code)
        else { throw .badHexadecimal }
        return scalar
    }

    private mutating func octal(_ first: Unicode.Scalar) throws(PatternFault) -> Unicode.Scalar {
        var code = first.value - 48
        var count = 1
        while let scalar = next, "0"..."7" ~= scalar, count < 3 {
            code = code * 8 + scalar.value - 48
            count += 1
            position += 1
        }
        // A single digit would be a reference to a group, which there are none of.
        guard first == "0" || count > 1, let scalar = Unicode.Scalar(code) else {
            throw .unknownEscape("\\\(first)")
        }
        return scalar
    }

    // MARK: Brackets

    mutating func bracketed() throws(PatternFault) -> ScalarSet {
        var set = ScalarSet(ignoresCase: flags.ignoresCase)
        set.isNegated = accept("^")
        var isFirst = true
        while isFirst || next != "]" {
            guard next != nil else { throw .missingBracket }
            isFirst = false
            if let member = try namedClass() {
                set.members.append(member)
                continue
            }
            let low = try bracketedScalar()
            var high = low
            if next == "-", position + 1 < pattern.count, pattern[position + 1] != "]" {
                position += 1
                high = try bracketedScalar()
            }
            guard low <= high else { throw .badRange }
            set.members.append(.range(low.value...high.value))
        }
        position += 1
        return set
    }

    private mutating func bracketedScalar() throws(PatternFault) -> Unicode.Scalar {
        guard let scalar = take() else { throw .missingBracket }
        return scalar == "\\" ? try escapedScalar() : scalar
    }

    /// `[:alpha:]`, `\d` and their like within brackets.
    private mutating func namedClass() throws(PatternFault) -> ScalarSet.Member? {
        if accept("[:") {
            let isNegated = accept("^")
            var name = ""
            while let scalar = next, scalar != ":" {
                name.unicodeScalars.append(scalar)
                position += 1
            }
            guard accept(":]"), var set = Self.posixClass(name) else {
                throw .unknownClass("[:\(name):]")
            }
            set.isNegated = isNegated
            set.ignoresCase = flags.ignoresCase
            return .nested(set)
        }
        let start = position
        guard accept("\\") else { return nil }
        if let set = try escapedClass() { return .nested(set) }
        position = start
        return nil
    }

    private static func posixClass(_ name: String) -> ScalarSet? {
        switch name {
        case "alnum": .ranges("0"..."9", "A"..."Z", "a"..."z")
        case "alpha": .ranges("A"..."Z", "a"..."z")
        case "ascii": .ranges("\u{00}"..."\u{7F}")
        case "blank": .ranges("\t"..."\t", " "..." ")
        case "cntrl": .ranges("\u{00}"..."\u{1F}", "\u{7F}"..."\u{7F}")
        case "digit": .ranges("0"..."9")
        case "graph": .ranges("!"..."~")
        case "lower": .ranges("a"..."z")
        case "print": .ranges(" "..."~")
        case "punct": .ranges("!"..."/", ":"..."@", "["..."`", "{"..."~")
        case "space": .ranges("\t"..."\r", " "..." ")
        case "upper": .ranges("A"..."Z")
        case "word": .ranges("0"..."9", "A"..."Z", "a"..."z", "_"..."_")
        case "xdigit": .ranges("0"..."9", "A"..."F", "a"..."f")
        default: nil
        }
    }
}
