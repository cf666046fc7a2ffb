import Diagnostics
package import WorkflowCore
package import WorkflowModel
package import WorkflowPresentation

/// Why something was not done, what would make it possible, and who could: what the core says, with
/// people by name.
package struct RefusalBox: Sendable {
    package var title: String
    package var reasons: [Reason]
    package var hint: String?
    let organisation: Organisation

    package init(
        _ failure: Failure, _ organisation: Organisation, title: String? = nil
    ) {
        // The message is that of a reason, which stands below in titles.
        let isSame = failure.reasons.contains { $0.message == failure.message }
        self.title =
            title
            ?? (isSame
                ? say(vi: "Chưa làm được", en: "This cannot be done yet") : failure.message.spoken)
        reasons = failure.reasons.telling
        self.organisation = organisation
        hint = failure.pageHint
    }

    package var view: View {
        [
            "title": title, "hint": hint,
            "reasons": reasons.map { ReasonText($0, organisation).view },
        ]
    }
}

/// One condition that stands in the way.
package struct ReasonText: Sendable {
    let reason: Reason
    let organisation: Organisation

    package init(_ reason: Reason, _ organisation: Organisation) {
        self.reason = reason
        self.organisation = organisation
    }

    package var view: View {
        let names = reason.whoCould.map { id -> String in
            guard let person = organisation.person(id) else { return id }
            let agency = organisation.agency(person.agency)
            return person.name + (agency.map { " – " + ($0.shortName ?? $0.name.spoken) } ?? "")
        }
        var message = reason.pageMessage
        // Who could stands below, by name.
        if !names.isEmpty,
            let who = message.range(of: say(vi: " Người có thẩm quyền: ", en: " Who could: "))
        {
            message = String(message[..<who.lowerBound])
        }
        // What only definitions have a name for is not for whoever presses buttons.
        let values =
            reason.tellsValues
            ? []
            : reason.observations.compactMap { observation in
                observation.title.map { "\($0.spoken): \(observation.value.spoken)" }
            }
        return [
            "message": message,
            "who": names.isEmpty
                ? nil
                : say(vi: "Người có thẩm quyền: ", en: "Who could: ")
                    + names.joined(separator: "; "),
            "values": values.isEmpty ? nil : values.joined(separator: "; "),
        ]
    }
}

extension Reason {
    /// In titles, without what to type.
    var pageMessage: String { (titled ?? message).spoken.withoutCommand }
}

extension Failure {
    /// What went wrong, in titles.
    package var pageMessage: String {
        reasons.first { $0.message == message }?.pageMessage ?? message.spoken
    }

    /// What to do about it, unless it names a command: a page has buttons.
    package var pageHint: String? {
        guard let hint = hint?.spoken, !hint.contains("wf "), !hint.contains("--") else {
            return nil
        }
        return hint
    }
}

extension String {
    /// Without the option to type that ends some reasons: `Còn thiếu “Dự toán”: thêm --set …`.
    var withoutCommand: String {
        guard let command = range(of: ": thêm --") ?? range(of: ": add --") else { return self }
        return String(self[..<command.lowerBound]) + "."
    }

    fileprivate func range(of words: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(words) {
                return start..<index(start, offsetBy: words.count)
            }
            start = index(after: start)
        }
        return nil
    }
}
