extension StringProtocol {
    /// The stretches between white space of any kind.
    package var words: [SubSequence] { split(whereSeparator: \.isBlank) }
}

extension Character {
    /// White space. Spares a plain letter the look into the tables of Unicode.
    fileprivate var isBlank: Bool {
        if let code = asciiValue { return code == 0x20 || (0x09...0x0D).contains(code) }
        return isWhitespace
    }
}
