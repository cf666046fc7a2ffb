public import Diagnostics
public import WorkflowCalendar

/// An adopted document and its list of activities.
public struct Plan: Sendable {
    public struct Signer: Hashable, Sendable {
        public var name: String
        public var capacity: String?
        public var title: String?

        public init(name: String, capacity: String?, title: String?) {
            self.name = name
            self.capacity = capacity
            self.title = title
        }
    }

    public struct LegalBasis: Hashable, Sendable {
        public var number: String?
        public var date: CalendarDate?
        public var name: String
        public var text: String?

        public init(number: String?, date: CalendarDate?, name: String, text: String?) {
            self.number = number
            self.date = date
            self.name = name
            self.text = text
        }
    }

    public struct Section: Hashable, Sendable {
        public var id: String
        public var title: LocalizedText

        public init(id: String, title: LocalizedText) {
            self.id = id
            self.title = title
        }
    }

    public struct Indicator: Hashable, Sendable {
        public var title: String
        /// `>`, `>=`, `=` or `~` (about); nil when the document gives no figure.
        public var comparison: String?
        public var minimum: Int64?
        public var maximum: Int64?
        public var unit: String?
        public var qualifier: String?
        public var note: String?

        public init(
            title: String, comparison: String?, minimum: Int64?, maximum: Int64?, unit: String?,
            qualifier: String?, note: String?
        ) {
            self.title = title
            self.comparison = comparison
            self.minimum = minimum
            self.maximum = maximum
            self.unit = unit
            self.qualifier = qualifier
            self.note = note
        }
    }

    public struct Objective: Hashable, Sendable {
        public var id: String
        public var text: String
        public var indicators: [Indicator]
        /// The activities that serve it.
        public var activities: [String]

        public init(id: String, text: String, indicators: [Indicator], activities: [String]) {
            self.id = id
            self.text = text
            self.indicators = indicators
            self.activities = activities
        }
    }

    public struct Project: Hashable, Sendable {
        public enum Status: String, Sendable, CaseIterable { case approved, proposed }

        public var id: String
        public var title: String
        public var text: String?
        public var status: Status
        public var host: String?
        public var partner: String?
        public var approvedBy: String?
        public var year: Int?
        public var batch: String?
        public var programme: String?
        public var activity: String?

        public init(
            id: String, title: String, text: String?, status: Status, host: String?,
            partner: String?, approvedBy: String?, year: Int?, batch: String?, programme: String?,
            activity: String?
        ) {
            self.id = id
            self.title = title
            self.text = text
            self.status = status
            self.host = host
            self.partner = partner
            self.approvedBy = approvedBy
            self.year = year
            self.batch = batch
            self.programme = programme
            self.activity = activity
        }
    }

    public struct FundingSource: Hashable, Sendable {
        public var code: String
        public var title: LocalizedText

        public init(code: String, title: LocalizedText) {
            self.code = code
            self.title = title
        }
    }

    public var name: String
    public var number: String?
    public var title: LocalizedText
    public var issuedOn: CalendarDate?
    public var issuer: String?
    public var signer: Signer?
    public var legalBases: [LegalBasis]
    public var recipients: [String]
    public var sections: [Section]
    public var objectives: [Objective]
    public var projects: [Project]
    public var funding: [FundingSource]
    public var activities: [PlannedActivity]
    public var range: SourceRange

    public init(
        name: String, number: String?, title: LocalizedText, issuedOn: CalendarDate?,
        issuer: String?, signer: Signer?, legalBases: [LegalBasis], recipients: [String],
        sections: [Section], objectives: [Objective], projects: [Project],
        funding: [FundingSource], activities: [PlannedActivity], range: SourceRange
    ) {
        self.name = name
        self.number = number
        self.title = title
        self.issuedOn = issuedOn
        self.issuer = issuer
        self.signer = signer
        self.legalBases = legalBases
        self.recipients = recipients
        self.sections = sections
        self.objectives = objectives
        self.projects = projects
        self.funding = funding
        self.activities = activities
        self.range = range
    }
}

/// One activity of a plan: starts one item.
public struct PlannedActivity: Sendable {
    public var id: String
    public var workflow: String
    /// Values by field name of the workflow, those the document gives and those written under
    /// `fields`, already of the declared types.
    public var fields: [String: FieldValue]
    /// Limits by deadline name, instead of the workflow's.
    public var limits: [String: FixedLimit]
    public var range: SourceRange

    public init(
        id: String, workflow: String, fields: [String: FieldValue], limits: [String: FixedLimit],
        range: SourceRange
    ) {
        self.id = id
        self.workflow = workflow
        self.fields = fields
        self.limits = limits
        self.range = range
    }
}
