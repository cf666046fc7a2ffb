import Diagnostics
import WorkflowCore

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
        if failure.reasons.count > 1 {
            printReasons()
        } else {
            printMessage()
            if let reason = failure.reasons.first { ReasonText(reason, screen).printValues() }
        }
        if let hint = failure.hint {
            screen.print("  → " + hint.spoken)
        }
    }

    private var label: String {
        let isRefusal = !failure.reasons.isEmpty
        return isRefusal
            ? say(vi: "Không được:", en: "Refused:") : say(vi: "Lỗi:", en: "Error:")
    }

    private func printMessage() {
        let lines = "\(label) \(failure.message.spoken.singleLine)".wrapped(to: screen.width)
        for (index, line) in lines.enumerated() {
            screen.print(
                index == 0
                    ? screen.palette(label, .bad) + line.dropFirst(label.count) : "  " + line)
        }
    }

    private func printReasons() {
        screen.print(
            screen.palette(label, .bad) + " "
                + say(
                    vi: "còn \(failure.reasons.count) điều chưa đạt.",
                    en: "\(failure.reasons.count) conditions are not met."))
        for reason in failure.reasons { ReasonText(reason, screen).print() }
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

    func print(indent: Int = 2) {
        let margin = String(repeating: " ", count: indent)
        let lines = reason.message.spoken.singleLine.wrapped(to: screen.width - indent - 2)
        for (index, line) in lines.enumerated() {
            screen.print(
                margin + (index == 0 ? screen.palette("✗", .bad) + " " : "  ") + line)
        }
        printValues(indent: indent + 2)
    }

    /// The guard as written and what it saw.
    func printValues(indent: Int = 2) {
        let margin = String(repeating: " ", count: indent)
        if let expression = reason.expression {
            let label = say(vi: "Điều kiện: ", en: "Condition: ")
            for line in (label + expression.singleLine).wrapped(to: screen.width - indent) {
                screen.print(margin + screen.palette(line, .quiet))
            }
        }
        for observation in reason.observations {
            screen.print(
                margin + "\(observation.name) = \(observation.value.spoken.singleLine)"
                    .truncated(to: screen.width - indent))
        }
    }
}
