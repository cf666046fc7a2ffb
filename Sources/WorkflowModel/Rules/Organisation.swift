public import Diagnostics
public import WorkflowCalendar

/// The agencies, roles and people of `rules/organisation.yaml`.
public struct Organisation: Sendable {
    public struct Role: Hashable, Sendable {
        public var code: String
        public var title: LocalizedText

        public init(code: String, title: LocalizedText) {
            self.code = code
            self.title = title
        }
    }

    public struct Agency: Hashable, Sendable {
        public enum Kind: String, Sendable, CaseIterable { case agency, group, council }

        public var code: String
        public var name: LocalizedText
        public var shortName: String?
        public var aliases: [String]
        public var level: String?
        /// The agency above it.
        public var parent: String?
        public var kind: Kind
        /// The agencies a group stands for; empty until somebody names them.
        public var members: [String]
        public var validFrom: CalendarDate?
        public var validTo: CalendarDate?
        /// Where it gets mail for which nobody in it is known.
        public var email: String?
        /// The language it is written to in.
        public var language: Language

        public init(
            code: String, name: LocalizedText, shortName: String? = nil, aliases: [String] = [],
            level: String? = nil, parent: String? = nil, kind: Kind = .agency,
            members: [String] = [], validFrom: CalendarDate? = nil, validTo: CalendarDate? = nil,
            email: String? = nil, language: Language = .vi
        ) {
            self.code = code
            self.name = name
            self.shortName = shortName
            self.aliases = aliases
            self.level = level
            self.parent = parent
            self.kind = kind
            self.members = members
            self.validFrom = validFrom
            self.validTo = validTo
            self.email = email
            self.language = language
        }
    }

    public struct Person: Hashable, Sendable {
        public var id: String
        public var name: String
        public var agency: String
        public var roles: [String]
        /// Made up for demonstrations.
        public var isDemo: Bool
        /// Where they get mail.
        public var email: String?
        /// The language they are written to in.
        public var language: Language
        /// How they want to be told; nil: as the rules say.
        public var preferences: NotificationPreferences?

        public init(
            id: String, name: String, agency: String, roles: [String], isDemo: Bool = false,
            email: String? = nil, language: Language = .vi,
            preferences: NotificationPreferences? = nil
        ) {
            self.id = id
            self.name = name
            self.agency = agency
            self.roles = roles
            self.isDemo = isDemo
            self.email = email
            self.language = language
            self.preferences = preferences
        }
    }

    public let name: String
    public let roles: [Role]
    public let agencies: [Agency]
    public let people: [Person]
    /// Somebody wants to be told in a way of their own. Kept, as it is asked of every event.
    public let hasPreferences: Bool
    private let roleIndex: [String: Int]
    private let agencyIndex: [String: Int]
    private let personIndex: [String: Int]

    public init(name: String, roles: [Role], agencies: [Agency], people: [Person]) {
        func index(_ codes: [String]) -> [String: Int] {
            Dictionary(codes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }
        self.name = name
        self.roles = roles
        self.agencies = agencies
        self.people = people
        hasPreferences = people.contains { $0.preferences != nil }
        roleIndex = index(roles.map(\.code))
        agencyIndex = index(agencies.map(\.code))
        personIndex = index(people.map(\.id))
    }

    public static let empty = Organisation(name: "", roles: [], agencies: [], people: [])

    public func role(_ code: String) -> Role? { roleIndex[code].map { roles[$0] } }
    public func agency(_ code: String) -> Agency? { agencyIndex[code].map { agencies[$0] } }
    public func person(_ id: String) -> Person? { personIndex[id].map { people[$0] } }

    /// The agency people mean by a code, a name or an alias, written with or without marks; nil
    /// when there is none or more than one.
    public func agency(called text: String) -> Agency? {
        if let agency = agency(text) { return agency }
        let wanted = TextFolding.fold(text)
        let found = agencies.filter { agency in
            let names = [agency.code, agency.name.vi, agency.name.en] + agency.aliases
            return (names + [agency.shortName].compactMap { $0 }).contains {
                TextFolding.fold($0) == wanted
            }
        }
        return found.count == 1 ? found[0] : nil
    }

    /// The people of an agency with a role, in the order written. Nil stands for any.
    public func people(role: String?, agency: String?) -> [Person] {
        people.filter { person in
            (role.map(person.roles.contains) ?? true)
                && (agency.map { $0 == person.agency } ?? true)
        }
    }
}
