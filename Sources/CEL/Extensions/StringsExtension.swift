/// Functions on strings, whose positions count code points.
enum StringsExtension {
    static let functions: [FunctionDeclaration] =
        positions + parts + changes + [
            FunctionDeclaration(
                "join",
                [
                    .chargedUnary(member: true, types: ([.list(.string)], .string)) {
                        (list: [Value], context) throws(EvaluationError) in
                        try join(list, "", &context)
                    },
                    .chargedBinary(member: true, types: ([.list(.string), .string], .string)) {
                        (list: [Value], separator: String, context) throws(EvaluationError) in
                        try join(list, separator, &context)
                    },
                ]),
            FunctionDeclaration(
                "strings.quote",
                [
                    .chargedUnary { (a: String, context) throws(EvaluationError) in
                        try context.charge(a.utf8.count / 4)
                        return quoted(a)
                    }
                ]),
            FunctionDeclaration(
                "format",
                [
                    .chargedBinary(member: true, types: ([.string, .list(.dyn)], .string)) {
                        (pattern: String, values: [Value], context) throws(EvaluationError) in
                        try Formatter.format(pattern, values, &context)
                    }
                ]),
        ]

    // MARK: Positions

    private static let positions = [
        FunctionDeclaration(
            "charAt",
            [
                .chargedBinary(member: true) {
                    (a: String, index: Int64, context) throws(EvaluationError) in
                    let letters = try scalars(a, &context)
                    let index = try position(index, in: letters)
                    return index == letters.count ? "" : String(letters[index])
                }
            ]),
        FunctionDeclaration(
            "indexOf",
            [
                .chargedBinary(member: true) {
                    (a: String, b: String, context) throws(EvaluationError) in
                    try indexOf(b, in: a, from: 0, &context)
                },
                .ternary(member: true) {
                    (a: String, b: String, start: Int64, context) throws(EvaluationError) in
                    try indexOf(b, in: a, from: start, &context)
                },
            ]),
        FunctionDeclaration(
            "lastIndexOf",
            [
                .chargedBinary(member: true) {
                    (a: String, b: String, context) throws(EvaluationError) in
                    try lastIndexOf(b, in: a, through: nil, &context)
                },
                .ternary(member: true) {
                    (a: String, b: String, end: Int64, context) throws(EvaluationError) in
                    try lastIndexOf(b, in: a, through: end, &context)
                },
            ]),
        FunctionDeclaration(
            "substring",
            [
                .chargedBinary(member: true) {
                    (a: String, start: Int64, context) throws(EvaluationError) in
                    let letters = try scalars(a, &context)
                    return text(letters[try position(start, in: letters)...])
                },
                .ternary(member: true) {
                    (a: String, start: Int64, end: Int64, context) throws(EvaluationError) in
                    let letters = try scalars(a, &context)
                    let start = try position(start, in: letters)
                    let end = try position(end, in: letters)
                    guard start <= end else {
                        throw .invalidArgument(.startAfterEnd(start: start, end: end))
                    }
                    return text(letters[start..<end])
                },
            ]),
    ]

    private static func indexOf(
        _ needle: String, in haystack: String, from start: Int64,
        _ context: inout EvaluationContext
    ) throws(EvaluationError) -> Int64 {
        let letters = try scalars(haystack, &context)
        let start = try position(start, in: letters)
        let found = try Search.first(
            of: try scalars(needle, &context), in: letters, from: start, &context)
        return Int64(found ?? -1)
    }

    private static func lastIndexOf(
        _ needle: String, in haystack: String, through end: Int64?,
        _ context: inout EvaluationContext
    ) throws(EvaluationError) -> Int64 {
        let letters = try scalars(haystack, &context)
        let needle = try scalars(needle, &context)
        let lastStart =
            try end.map { (end) throws(EvaluationError) in
                try position(end, in: letters)
            } ?? letters.count
        // The last match is the first one when both are read backwards.
        let limit = min(letters.count, lastStart + needle.count)
        let found = try Search.first(
            of: needle.reversed(), in: letters[..<limit].reversed(), from: 0, &context)
        return found.map { Int64(limit - $0 - needle.count) } ?? -1
    }

    // MARK: Parts

    private static let parts = [
        FunctionDeclaration(
            "split",
            [
                .chargedBinary(member: true, types: ([.string, .string], .list(.string))) {
                    (a: String, separator: String, context) throws(EvaluationError) in
                    try split(a, separator, limit: -1, &context)
                },
                .ternary(member: true, types: ([.string, .string, .int], .list(.string))) {
                    (a: String, separator: String, limit: Int64, context)
                        throws(EvaluationError) in
                    try split(a, separator, limit: limit, &context)
                },
            ]),
        FunctionDeclaration(
            "replace",
            [
                .ternary(member: true) {
                    (a: String, old: String, new: String, context) throws(EvaluationError) in
                    try replace(old, by: new, in: a, limit: -1, &context)
                },
                Overload(
                    [.string, .string, .string, .int], .string, true,
                    .any { (values, context) throws(EvaluationError) in
                        guard case .string(let text) = values[0],
                            case .string(let old) = values[1],
                            case .string(let new) = values[2], case .int(let limit) = values[3]
                        else { throw .noSuchOverload }
                        return .string(try replace(old, by: new, in: text, limit: limit, &context))
                    }),
            ]),
    ]

    private static func split(
        _ text: String, _ separator: String, limit: Int64, _ context: inout EvaluationContext
    ) throws(EvaluationError) -> [Value] {
        if limit == 0 { return [] }
        let pieces = try pieces(of: text, by: separator, limit: limit, &context)
        try context.charge(pieces.count)
        return pieces.map(Value.string)
    }

    private static func replace(
        _ old: String, by new: String, in text: String, limit: Int64,
        _ context: inout EvaluationContext
    ) throws(EvaluationError) -> String {
        if limit == 0 { return text }
        let most = limit < 0 || limit == .max ? -1 : limit + 1
        var pieces = try pieces(of: text, by: old, limit: old.isEmpty ? -1 : most, &context)
        if old.isEmpty {
            // An empty text occurs before every code point and at the end.
            pieces = [""] + pieces + [""]
            if most > 0, pieces.count > Int(clamping: most) {
                let kept = Int(clamping: most) - 1
                pieces = pieces[..<kept] + [pieces[kept...].joined()]
            }
            if text.isEmpty { pieces = ["", ""] }
        }
        let size = text.utf8.count + (pieces.count - 1).multipliedCapped(by: new.utf8.count)
        try context.charge(size / 16)
        return pieces.joined(separator: new)
    }

    /// At most `limit` pieces, the last of which is all the rest; any number when negative.
    private static func pieces(
        of text: String, by separator: String, limit: Int64, _ context: inout EvaluationContext
    ) throws(EvaluationError) -> [String] {
        let letters = try scalars(text, &context)
        let separator = try scalars(separator, &context)
        let most = limit < 0 ? Int.max : Int(clamping: limit)
        var pieces: [String] = []
        if separator.isEmpty {
            let single = letters.count <= most ? letters.count : most - 1
            try context.charge(single)
            pieces = letters[..<single].map { String($0) }
            if single < letters.count { pieces.append(self.text(letters[single...])) }
            return pieces
        }
        var start = 0
        let places = try Search.all(of: separator, in: letters, atMost: most - 1, &context)
        for place in places {
            pieces.append(self.text(letters[start..<place]))
            start = place + separator.count
        }
        pieces.append(self.text(letters[start...]))
        return pieces
    }

    // MARK: Changes

    private static let changes = [
        FunctionDeclaration(
            "lowerAscii",
            [
                .chargedUnary(member: true) { (a: String, context) throws(EvaluationError) in
                    try mapASCII(a, &context) { 65...90 ~= $0 ? $0 + 32 : $0 }
                }
            ]),
        FunctionDeclaration(
            "upperAscii",
            [
                .chargedUnary(member: true) { (a: String, context) throws(EvaluationError) in
                    try mapASCII(a, &context) { 97...122 ~= $0 ? $0 - 32 : $0 }
                }
            ]),
        FunctionDeclaration(
            "reverse",
            [
                .chargedUnary(member: true) { (a: String, context) throws(EvaluationError) in
                    text(try scalars(a, &context).reversed())
                }
            ]),
        FunctionDeclaration(
            "trim",
            [
                .chargedUnary(member: true) { (a: String, context) throws(EvaluationError) in
                    let letters = try scalars(a, &context)
                    guard let start = letters.firstIndex(where: { !$0.properties.isWhitespace }),
                        let end = letters.lastIndex(where: { !$0.properties.isWhitespace })
                    else { return "" }
                    return text(letters[start...end])
                }
            ]),
    ]

    private static func mapASCII(
        _ text: String, _ context: inout EvaluationContext, _ map: (UInt8) -> UInt8
    ) throws(EvaluationError) -> String {
        try context.charge(text: text)
        // Bytes of other characters are all above the ASCII range.
        return String(decoding: text.utf8.map(map), as: UTF8.self)
    }

    private static func join(
        _ list: [Value], _ separator: String, _ context: inout EvaluationContext
    ) throws(EvaluationError) -> String {
        var result = ""
        for (index, value) in list.enumerated() {
            guard case .string(let text) = value else { throw .noSuchOverload }
            try context.charge(1 + (text.utf8.count + separator.utf8.count) / 16)
            if index > 0 { result += separator }
            result += text
        }
        return result
    }

    /// In double quotes, with escapes that a literal could contain.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for letter in text.unicodeScalars {
            switch letter {
            case "\u{07}": result += "\\a"
            case "\u{08}": result += "\\b"
            case "\u{0C}": result += "\\f"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0B}": result += "\\v"
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            default: result.unicodeScalars.append(letter)
            }
        }
        return result + "\""
    }

    // MARK: Code points

    private static func scalars(
        _ text: String, _ context: inout EvaluationContext
    ) throws(EvaluationError) -> [Unicode.Scalar] {
        // Taking a text apart and together costs more than looking at it.
        try context.charge(text.utf8.count / 4)
        return Array(text.unicodeScalars)
    }

    private static func text(_ letters: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: letters)
        return String(view)
    }

    /// A position in a text or at its end.
    private static func position(
        _ index: Int64, in letters: [Unicode.Scalar]
    ) throws(EvaluationError) -> Int {
        guard let index = Int(exactly: index), 0...letters.count ~= index else {
            throw EvaluationError(.indexOutOfRange(String(index)))
        }
        return index
    }
}

extension Int {
    /// The product, or the largest int when it does not fit.
    func multipliedCapped(by other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max / 2 : product
    }
}
