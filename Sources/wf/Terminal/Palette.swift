/// How a piece of text is meant; a colour on a terminal, nothing elsewhere. Never the only sign.
enum Tone: String {
    case plain = ""
    case strong = "1"
    case quiet = "2"
    case good = "32"
    case warning = "33"
    case bad = "31"
    case accent = "36"
}

/// The ANSI sequences of tones (ECMA-48), or none.
struct Palette {
    let isColored: Bool

    func callAsFunction(_ text: String, _ tone: Tone) -> String {
        guard isColored, tone != .plain, !text.isEmpty else { return text }
        return "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m"
    }
}
