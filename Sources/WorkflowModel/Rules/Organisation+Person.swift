public import Diagnostics
public import WorkflowCalendar

extension Organisation {
    /// What somebody is in an agency, and when.
    public struct Position: Hashable, Sendable {
        public var agency: String
        public var roles: [String]
        public var from: CalendarDate?
        /// The last day.
        public var to: CalendarDate?

        public init(
            agency: String, roles: [String], from: CalendarDate? = nil, to: CalendarDate? = nil
        ) {
            self.agency = agency
            self.roles = roles
            self.from = from
            self.to = to
        }

        public func isHeld(on date: CalendarDate) -> Bool {
            (from.map { $0 <= date } ?? true) && (to.map { date <= $0 } ?? true)
        }
    }

    public struct Person: Hashable, Sendable {
        public var id: String
        public var name: String
        /// Where they sit and what they are there, the main one first; never empty. Seen on a day,
        /// those they hold then.
        public var positions: [Position]
        /// Made up for demonstrations.
        public var isDemo: Bool
        /// Where they get mail.
        public var email: String?
        /// The language they are written to in.
        public var language: Language
        /// How they want to be told; nil: as the rules say.
        public var preferences: NotificationPreferences?

        /// Of their main position.
        public var agency: String { positions[0].agency }
        public var roles: [String] { positions[0].roles }

        public init(
            id: String, name: String, agency: String, roles: [String], isDemo: Bool = false,
            email: String? = nil, language: Language = .vi,
            preferences: NotificationPreferences? = nil
        ) {
            self.init(
                id: id, name: name, positions: [Position(agency: agency, roles: roles)],
                isDemo: isDemo, email: email, language: language, preferences: preferences)
        }

        /// - Parameter positions: at least one.
        public init(
            id: String, name: String, positions: [Position], isDemo: Bool = false,
            email: String? = nil, language: Language = .vi,
            preferences: NotificationPreferences? = nil
        ) {
            precondition(!positions.isEmpty)
            self.id = id
            self.name = name
            self.positions = positions
            self.isDemo = isDemo
            self.email = email
            self.language = language
            self.preferences = preferences
        }

        /// The same with the positions held on a day; nil when there are none.
        public func on(_ date: CalendarDate) -> Person? {
            let held = positions.filter { $0.isHeld(on: date) }
            if held.count == positions.count { return self }
            guard !held.isEmpty else { return nil }
            var person = self
            person.positions = held
            return person
        }

        var isDated: Bool { positions.contains { $0.from != nil || $0.to != nil } }
    }
}
