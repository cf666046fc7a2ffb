public import Diagnostics

/// Why a command was not carried out. Made once, here; shown alike by the command, the API and the
/// pages.
public struct Refusal: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable {
        /// No active state has this action.
        case notAvailable = "not-available"
        /// The actor is not among those who may.
        case notPermitted = "not-permitted"
        /// The actor stands in for several people who each could: it must be said for whom.
        case ambiguousPrincipal = "ambiguous-principal"
        /// Separation of duties.
        case separationOfDuties = "separation-of-duties"
        /// It is for somebody of another agency.
        case sameAgency = "same-agency"
        /// It is for whoever did an earlier step.
        case anotherPersonMust = "another-person-must"
        /// The actor approved already; it takes another person.
        case alreadyApproved = "already-approved"
        /// It may not be done under break-glass, or not yet.
        case breakGlassRefused = "break-glass-refused"
        /// A guard is false, or could not be evaluated.
        case guardFailed = "guard-failed"
        /// Something must be handed in with the action.
        case missing = "missing"
        /// A value does not fit its field, or the field may not be set here.
        case invalidInput = "invalid-input"
        /// The deadline was already extended as often as allowed, or has expired.
        case extensionRefused = "extension-refused"
        /// What would be taken back is not one's own, not the last, or may not be taken back.
        case undoRefused = "undo-refused"
        /// The item is finished.
        case finished = "finished"
        /// The definition goes round in circles or cannot be evaluated.
        case definitionFault = "definition-fault"
        /// The timer is not armed any more.
        case staleTimer = "stale-timer"
    }

    public var code: Code
    public var message: LocalizedText
    /// Every condition that stands in the way, the most telling first.
    public var reasons: [Reason]

    public init(code: Code, message: LocalizedText, reasons: [Reason] = []) {
        self.code = code
        self.message = message
        self.reasons = reasons
    }
}

/// In English, for logs: what stands in the way, each reason on a line of its own.
extension Refusal: CustomStringConvertible {
    public var description: String {
        let others = reasons.map(\.message.en).filter { $0 != message.en }
        return ([message.en] + others).joined(separator: "\n  ")
    }
}

/// One condition that stands in the way of an action, and what would remove it.
public struct Reason: Hashable, Sendable {
    /// A value the condition saw.
    public struct Observation: Hashable, Sendable {
        /// Such as `item.budget`.
        public var name: String
        /// What people call it: the title of the field; nil for what has no name but in expressions.
        public var title: LocalizedText?
        /// As people write it: `420.000.000 đồng`.
        public var value: LocalizedText

        public init(name: String, title: LocalizedText? = nil, value: LocalizedText) {
            self.name = name
            self.title = title
            self.value = value
        }
    }

    public var code: Refusal.Code
    public var message: LocalizedText
    /// The same in titles, for whoever presses buttons; nil where the message names nothing to type.
    public var titled: LocalizedText?
    /// The guard that is false, as written, for those who write definitions.
    public var expression: String?
    public var observations: [Observation]
    /// The message names the values itself.
    public var tellsValues = false
    /// Who could do it: identifiers of people.
    public var whoCould: [String]
    /// The name of the constraint that stands in the way.
    public var constraint: String?
    /// A guard over what is handed in with the action: it may be true of something else.
    public var mayChange = false

    public init(
        code: Refusal.Code, message: LocalizedText, expression: String? = nil,
        observations: [Observation] = [], whoCould: [String] = []
    ) {
        self.code = code
        self.message = message
        self.expression = expression
        self.observations = observations
        self.whoCould = whoCould
    }
}
