import WorkflowPresentation

/// The ANSI sequences of tones (ECMA-48), or none.
struct Palette {
    let isColored: Bool

    func callAsFunction(_ text: String, _ tone: Tone) -> String {
        guard isColored, let code = tone.ansi, !text.isEmpty else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}

extension Tone {
    fileprivate var ansi: Int? {
        switch self {
        case .plain: nil
        case .strong: 1
        case .quiet: 2
        case .good: 32
        case .warning: 33
        case .bad: 31
        case .accent: 36
        }
    }
}
