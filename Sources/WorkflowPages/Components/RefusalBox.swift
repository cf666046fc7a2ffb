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
        self.title =
            title ?? failure.message.spoken
        // A single reason says the same as the message.
        let isSame =
            title == nil && failure.reasons.count == 1
            && failure.reasons[0].message == failure.message
        reasons = failure.reasons.telling
        self.organisation = organisation
        hint = failure.pageHint
        if isSame { self.title = say(vi: "Chưa làm được", en: "This cannot be done yet") }
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
        var message = (reason.titled ?? reason.message).spoken.withoutCommand
        // Who could stands below, by name.
        if !names.isEmpty,
            let who = message.range(of: say(vi: " Người có thể: ", en: " Who could: "))
        {
            message = String(message[..<who.lowerBound])
        }
        return [
            "message": message,
            "who": names.isEmpty
                ? nil
                : say(vi: "Người làm được: ", en: "Who could: ") + names.joined(separator: "; "),
            "values": reason.observations.map { observation -> View in
                ["name": observation.name, "value": observation.value.spoken]
            },
            "hasValues": !reason.observations.isEmpty,
        ]
    }
}

extension Failure {
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
