public import Diagnostics
public import WorkflowCalendar

/// Powers that somebody has given to a deputy for a time.
public struct Delegation: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The principal is not there: what is sent to them goes to the deputy instead.
        case absence
        /// The principal is there: what is sent to them goes to both.
        case delegation
    }

    /// What the powers are for; an empty list is any.
    public struct Scope: Hashable, Sendable {
        public var workflows: [String]
        public var actions: [String]

        public init(workflows: [String] = [], actions: [String] = []) {
            self.workflows = workflows
            self.actions = actions
        }

        public static let all = Scope()

        public var isAll: Bool { self == .all }

        func covers(workflow: String) -> Bool {
            workflows.isEmpty || workflows.contains(workflow)
        }

        public func covers(workflow: String, action: String) -> Bool {
            covers(workflow: workflow) && (actions.isEmpty || actions.contains(action))
        }
    }

    /// 1, 2, 3 … in the order in which they were given.
    public var number: Int
    public var principal: String
    public var deputy: String
    public var kind: Kind
    public var from: CalendarDate
    /// The last day, as it was given.
    public var to: CalendarDate
    /// The day from which it holds no more because it was ended early; never before the day it was
    /// ended on.
    public var endedFrom: CalendarDate?
    public var scope: Scope
    /// The agency of the one position of the principal it is about; nil for all they hold.
    public var agency: String?
    /// Why, or on what basis.
    public var note: String?
    /// Who gave it: the principal, or a head of their agency.
    public var givenBy: String
    public var givenAt: Instant

    public init(
        number: Int, principal: String, deputy: String, kind: Kind, from: CalendarDate,
        to: CalendarDate, endedFrom: CalendarDate? = nil, scope: Scope = .all,
        agency: String? = nil, note: String? = nil, givenBy: String, givenAt: Instant
    ) {
        self.number = number
        self.principal = principal
        self.deputy = deputy
        self.kind = kind
        self.from = from
        self.to = to
        self.endedFrom = endedFrom
        self.scope = scope
        self.agency = agency
        self.note = note
        self.givenBy = givenBy
        self.givenAt = givenAt
    }

    /// The last day it holds; before `from` when it was ended before it began.
    public var lastDay: CalendarDate {
        guard let endedFrom else { return to }
        return min(to, endedFrom.adding(days: -1))
    }

    /// For people: `14/04/2021 – 20/04/2021`.
    public var days: LocalizedText {
        if lastDay < from, let endedFrom {
            let day = endedFrom.formatted(.slashed)
            return LocalizedText(vi: "thôi từ \(day)", en: "ended from \(day) on")
        }
        return LocalizedText("\(from.formatted(.slashed)) – \(lastDay.formatted(.slashed))")
    }

    public func isInForce(on date: CalendarDate) -> Bool { from <= date && date <= lastDay }
}
