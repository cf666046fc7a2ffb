import Diagnostics
package import WorkflowPresentation
package import WorkflowReports

/// A few words with a sign and a colour: `! Quá hạn 2 ngày làm việc`. The words alone say it all.
package struct StatusBadge: Sendable {
    package var text: String
    package var tone: Tone
    /// Said by a character too; nil for none.
    package var sign: String?

    package init(_ text: String, _ tone: Tone, sign: String? = nil) {
        self.text = text
        self.tone = tone
        self.sign = sign ?? tone.sign
    }

    /// Nil when nothing runs.
    package init?(_ status: DueStatus) {
        let text = status.text.spoken
        if text.isEmpty { return nil }
        self.init(text, status.tone)
    }

    package var view: View { ["text": text, "tone": tone.className, "sign": sign] }
}

extension Tone {
    /// For a stylesheet; nil for what looks like any text.
    package var className: String? {
        switch self {
        case .plain, .strong: nil
        case .quiet: "is-quiet"
        case .good: "is-good"
        case .warning: "is-warning"
        case .bad: "is-bad"
        case .accent: "is-accent"
        }
    }

    var sign: String? {
        switch self {
        case .good: "✓"
        case .warning: "◷"
        case .bad: "!"
        case .quiet: "‖"
        case .plain, .strong, .accent: nil
        }
    }
}
