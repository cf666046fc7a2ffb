extension StandardLibrary {
    static let text: [FunctionDeclaration] = [
        FunctionDeclaration("size", sizes(member: false) + sizes(member: true)),
        FunctionDeclaration(
            "startsWith",
            [
                .chargedBinary(member: true) {
                    (a: String, b: String, context) throws(EvaluationError) in
                    try context.charge(text: b)
                    return a.utf8.starts(with: b.utf8)
                }
            ]),
        FunctionDeclaration(
            "endsWith",
            [
                .chargedBinary(member: true) {
                    (a: String, b: String, context) throws(EvaluationError) in
                    try context.charge(text: b)
                    return a.utf8.suffix(b.utf8.count).elementsEqual(b.utf8)
                }
            ]),
        FunctionDeclaration(
            "contains",
            [
                .chargedBinary(member: true) {
                    (a: String, b: String, context) throws(EvaluationError) in
                    try Search.first(of: Array(b.utf8), in: Array(a.utf8), from: 0, &context)
                        != nil
                }
            ]),
        FunctionDeclaration("matches", [matches(member: false), matches(member: true)]),
    ]

    private static func sizes(member: Bool) -> [Overload] {
        [
            .chargedUnary(member: member) { (a: String, context) throws(EvaluationError) in
                try context.charge(text: a)
                return Int64(a.unicodeScalars.count)
            },
            .unary(member: member) { (a: Bytes) in Int64(a.content.count) },
            .unary(member: member, types: ([.list(.a)], .int)) { (a: [Value]) in
                Int64(a.count)
            },
            .unary(member: member, types: ([.map(.a, .b)], .int)) { (a: MapValue) in
                Int64(a.count)
            },
        ]
    }

    private static func matches(member: Bool) -> Overload {
        .chargedBinary(member: member) {
            (text: String, pattern: String, context) throws(EvaluationError) in
            try context.charge(text: pattern)
            let regex: Regex
            do throws(PatternFault) {
                regex = try Regex(pattern)
            } catch {
                // As much as the largest pattern that is accepted.
                try context.charge(RegexBuilder.sizeLimit / 8)
                throw .invalidArgument(.pattern(error))
            }
            try context.charge(regex.instructions.count / 8)
            return try regex.matches(text, &context)
        }
    }
}

/// Searching for a sequence of elements within another in linear time (Knuth, Morris, Pratt).
enum Search {
    /// The first occurrence that begins at `start` or after it.
    static func first<Element: Equatable>(
        of needle: [Element], in haystack: [Element], from start: Int,
        _ context: inout EvaluationContext
    ) throws(EvaluationError) -> Int? {
        guard !needle.isEmpty else { return start <= haystack.count ? start : nil }
        return try all(of: needle, in: haystack, from: start, atMost: 1, &context).first
    }

    /// Where a sequence that is not empty occurs, without overlaps.
    static func all<Element: Equatable>(
        of needle: [Element], in haystack: [Element], from start: Int = 0, atMost limit: Int,
        _ context: inout EvaluationContext
    ) throws(EvaluationError) -> [Int] {
        try context.charge((haystack.count + needle.count) / 16)
        guard limit > 0, needle.count <= haystack.count - start else { return [] }
        let borders = borders(of: needle)
        var places: [Int] = []
        var matched = 0
        for index in start..<haystack.count {
            while matched > 0, haystack[index] != needle[matched] {
                matched = borders[matched - 1]
            }
            if haystack[index] == needle[matched] { matched += 1 }
            if matched == needle.count {
                places.append(index - matched + 1)
                if places.count == limit { return places }
                matched = 0
            }
        }
        return places
    }

    /// For each prefix the length of its longest proper part that both begins and ends it.
    private static func borders<Element: Equatable>(of needle: [Element]) -> [Int] {
        var borders = [Int](repeating: 0, count: needle.count)
        var length = 0
        for index in stride(from: 1, to: needle.count, by: 1) {
            while length > 0, needle[index] != needle[length] { length = borders[length - 1] }
            if needle[index] == needle[length] { length += 1 }
            borders[index] = length
        }
        return borders
    }
}
