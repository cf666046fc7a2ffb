import Diagnostics
import WorkflowCore
import WorkflowPresentation

/// Tells a person why something was not done and what would make it possible.
struct FailureText {
    let failure: Failure
    let screen: Screen

    init(_ failure: Failure, _ screen: Screen) {
        self.failure = failure
        self.screen = screen
    }

    func print() {
        if let diagnostics = failure.diagnostics {
            screen.print(
                DiagnosticRenderer(
                    language: Speech.language, style: screen.palette.isColored ? .color : .plain,
                    width: screen.width, source: TextFile.contents
                ).render(diagnostics))
        }
        let reasons = failure.reasons.telling
        if reasons.count > 1 {
            printReasons(reasons)
        } else {
            printMessage()
            if let reason = reasons.first { ReasonText(reason, screen).printTitledValues() }
        }
        if let excerpt = failure.excerpt { print(excerpt.text, caretAt: excerpt.position) }
        if let hint = failure.hint {
            for (index, line) in hint.spoken.wrapped(to: screen.width - 4).enumerated() {
                screen.print((index == 0 ? "  → " : "    ") + line)
            }
        }
    }

    private var label: String {
        let isRefusal = !failure.reasons.isEmpty
        return isRefusal
            ? say(vi: "Không được:", en: "Refused:") : say(vi: "Lỗi:", en: "Error:")
    }

    private func printMessage() {
        let lines = "\(label) \(failure.message.spoken.singleLine)".wrapped(to: screen.width - 2)
        for (index, line) in lines.enumerated() {
            screen.print(
                index == 0
                    ? screen.palette(label, .bad) + line.dropFirst(label.count) : "  " + line)
        }
    }

    /// A line with a caret under the place. What is too long, or has several lines, is not shown.
    private func print(_ text: String, caretAt position: Int) {
        guard DisplayWidth.of(text) <= screen.width - 3, text == text.singleLine else { return }
        let before = String(String.UnicodeScalarView(text.unicodeScalars.prefix(position)))
        screen.print("  " + text)
        screen.print(
            "  " + String(repeating: " ", count: DisplayWidth.of(before))
                + screen.palette("^", .bad))
    }

    private func printReasons(_ reasons: [Reason]) {
        screen.print(
            screen.palette(label, .bad) + " "
                + say(
                    vi: "còn \(reasons.count) điều chưa đạt.",
                    en: "\(reasons.count) conditions are not met."))
        for reason in reasons { ReasonText(reason, screen).print() }
    }
}

/// One condition that stands in the way, as a point of a list.
struct ReasonText {
    let reason: Reason
    let screen: Screen

    init(_ reason: Reason, _ screen: Screen) {
        self.reason = reason
        self.screen = screen
    }

    /// - Parameter isForDefinitions: with the guard as written and all it saw, which tells those who
    ///   write definitions more than those who work by them.
    func print(indent: Int = 2, isForDefinitions: Bool = false) {
        let margin = String(repeating: " ", count: indent)
        let lines = reason.message.spoken.singleLine.wrapped(to: screen.width - indent - 2)
        for (index, line) in lines.enumerated() {
            screen.print(
                margin + (index == 0 ? screen.palette("✗", .bad) + " " : "  ") + line)
        }
        if isForDefinitions {
            printValues(indent: indent + 2)
        } else {
            printTitledValues(indent: indent + 2)
        }
    }

    /// What the guard saw, by the titles of the fields.
    func printTitledValues(indent: Int = 2) {
        if reason.tellsValues { return }
        let margin = String(repeating: " ", count: indent)
        for observation in reason.observations {
            guard let title = observation.title?.spoken else { continue }
            screen.print(
                margin
                    + "\(title): \(observation.value.spoken.singleLine)"
                    .truncated(to: screen.width - indent))
        }
    }

    private func printValues(indent: Int) {
        let margin = String(repeating: " ", count: indent)
        if let expression = reason.expression {
            let label = say(vi: "Điều kiện: ", en: "Condition: ")
            for line in (label + expression.singleLine).wrapped(to: screen.width - indent) {
                screen.print(margin + screen.palette(line, .quiet))
            }
        }
        for observation in reason.observations {
            screen.print(
                margin
                    + "\(observation.name) = \(observation.value.spoken.singleLine)"
                    .truncated(to: screen.width - indent))
        }
    }
}
