import Diagnostics

/// What of a text somebody who guesses would try first: words from lists of leaked passwords, what
/// is known of the person, runs of the keyboard and of the alphabet, digits, repetitions.
struct GuessableText {
    private let words: [[Unicode.Scalar]]

    /// - Parameter about: what others know of the person.
    init(about: [String]) {
        let known = about.flatMap { text in
            let folded = TextFolding.fold(text)
            let parts = folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
            // Also a name written without spaces, and its initials.
            return parts + [parts.joined(), String(parts.compactMap(\.first))]
        }.filter { $0.count >= 3 }
        // The longest first, so that no word leaves the rest of a longer one behind.
        words = (Self.common + known.map { Array($0.unicodeScalars) }).sorted {
            $0.count > $1.count
        }
    }

    private static let common = CommonPasswords.words.map { Array($0.unicodeScalars) }

    /// How many letters and signs are left of it when all that is taken away, each repetition
    /// counted once.
    func remainder(of password: String) -> Int {
        let folded = TextFolding.fold(password).unicodeScalars.filter {
            !$0.properties.isWhitespace
        }
        let plain = left(of: Array(folded))
        // `P@ssw0rd` is as well known as `password`.
        let unmasked = left(of: folded.map { Self.masks[$0] ?? $0 })
        return min(plain, unmasked)
    }

    private func left(of text: [Unicode.Scalar]) -> Int {
        var text = Self.withoutRepetition(text)
        for word in words where word.count <= text.count { text.removeAll(word) }
        text = Self.withoutRuns(text)
        return Self.withoutRepetition(text.filter(\.properties.isAlphabetic)).count
    }

    private static let masks: [Unicode.Scalar: Unicode.Scalar] = [
        "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s",
        "!": "i",
    ]

    /// One period of a text that says the same again and again: `abcabcabc` gives `abc`.
    private static func withoutRepetition(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard text.count > 1 else { return text }
        for period in 1...max(1, text.count / 2)
        where text.indices.dropFirst(period).allSatisfy({ text[$0] == text[$0 - period] }) {
            return Array(text.prefix(period))
        }
        return text
    }

    /// Without what stands on the keyboard or in the alphabet side by side, three or more at once,
    /// forwards or backwards, and without the same sign three times.
    private static func withoutRuns(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var kept: [Unicode.Scalar] = []
        var start = 0
        while start < text.count {
            var end = start + 1
            var step = 0
            while end < text.count {
                let next = Neighbours.step(text[end - 1], text[end])
                guard let next, end == start + 1 || next == step else { break }
                step = next
                end += 1
            }
            if end - start < 3 {
                kept.append(text[start])
                start += 1
            } else {
                start = end
            }
        }
        return kept
    }
}

/// Signs that stand side by side.
private enum Neighbours {
    private static let rows: [[Unicode.Scalar]] = [
        "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm",
        "azertyuiop", "1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm",
    ].map { Array($0.unicodeScalars) }

    /// 1 for the next one of a row, -1 for the one before, 0 for the same; nil for strangers.
    static func step(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Int? {
        if left == right { return 0 }
        for row in rows {
            for index in row.indices.dropLast() {
                if row[index] == left, row[index + 1] == right { return 1 }
                if row[index] == right, row[index + 1] == left { return -1 }
            }
        }
        return nil
    }
}

extension [Unicode.Scalar] {
    /// Takes every occurrence of a word away.
    fileprivate mutating func removeAll(_ word: [Unicode.Scalar]) {
        guard let first = word.first else { return }
        var index = 0
        while index + word.count <= count {
            if self[index] == first, self[index..<(index + word.count)].elementsEqual(word) {
                removeSubrange(index..<(index + word.count))
            } else {
                index += 1
            }
        }
    }
}
