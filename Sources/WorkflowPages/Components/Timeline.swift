import JSON
import WorkflowCalendar
import WorkflowModel
package import WorkflowPresentation
package import WorkflowStorage

/// What happened to an item, the latest first: who did what, when, and what followed.
package struct Timeline: Sendable {
    package var events: [SealedEvent]
    let text: EventText

    package init(_ events: [SealedEvent], _ text: EventText) {
        self.events = events
        self.text = text
    }

    /// Of the last event.
    package var title: String {
        events.last.map { text.title($0.event.type, EventText.data($0)).withoutName } ?? ""
    }

    package var view: [View] {
        events.reversed().map { sealed in
            let data = EventText.data(sealed)
            let isBroken = text.isBroken(sealed.event.type, data)
            let tone: Tone = isBroken ? .bad : text.mark(sealed.event.type).1
            let details = text.details(sealed.event, data)
            let loud = isBroken ? text.brokenLines(data, text.organisation) : []
            return [
                "number": "\(sealed.event.version)",
                "title": text.title(sealed.event.type, data).withoutName,
                "who": text.who(sealed.event.actor, data).withoutIdentifiers(text),
                "at": sealed.event.at.formatted(in: .vietnam),
                "iso": sealed.event.at.iso8601(in: .vietnam),
                "tone": tone == .plain ? "is-plain" : tone.className,
                "details": details, "loud": loud, "hasDetails": !(details + loud).isEmpty,
            ]
        }
    }
}

extension String {
    /// Titles of actions end in the name to type, `Gửi thẩm định (submit)`; pages have no use for it.
    var withoutName: String {
        guard hasSuffix(")"), let open = lastIndex(of: "("), open > startIndex,
            self[index(before: open)] == " ",
            self[index(after: open)...].dropLast().allSatisfy({
                $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_")
            })
        else { return self }
        return String(self[..<index(before: open)])
    }

    /// `Hoa, tc.hoa` as `Hoa`: whose name is known need not be told by an identifier too.
    func withoutIdentifiers(_ text: EventText) -> String {
        guard let comma = firstIndex(of: ","),
            text.organisation.everybody.contains(where: { person in
                hasPrefix(person.name + ", " + person.id)
            })
        else { return self }
        let rest = self[comma...].dropFirst(2).drop { $0 != " " }
        return self[..<comma] + String(rest)
    }
}
