public import Diagnostics
public import WorkflowCalendar

extension Organisation {
    /// A body that does work: a department, a council, a group of others.
    public struct Agency: Hashable, Sendable {
        public enum Kind: String, Sendable, CaseIterable { case agency, group, council }

        /// The name it bears from a day on.
        public struct Renaming: Hashable, Sendable {
            public var from: CalendarDate
            public var name: LocalizedText
            public var shortName: String?
            /// The act that gave it the name.
            public var source: LocalizedText?

            public init(
                from: CalendarDate, name: LocalizedText, shortName: String? = nil,
                source: LocalizedText? = nil
            ) {
                self.from = from
                self.name = name
                self.shortName = shortName
                self.source = source
            }
        }

        public var code: String
        /// The name it bears on the day the organisation is seen on, see `Organisation.on(_:)`; as
        /// read, its first.
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
        /// The last day it is there.
        public var validTo: CalendarDate?
        /// The agency that has its work from the day after `validTo`.
        public var successor: String?
        /// Its later names, the earliest first.
        public var renamings: [Renaming]
        /// Where it gets mail for which nobody in it is known.
        public var email: String?
        /// The language it is written to in.
        public var language: Language
        /// What it was called before the first of `renamings`.
        private let firstName: LocalizedText
        private let firstShortName: String?

        public init(
            code: String, name: LocalizedText, shortName: String? = nil, aliases: [String] = [],
            level: String? = nil, parent: String? = nil, kind: Kind = .agency,
            members: [String] = [], validFrom: CalendarDate? = nil, validTo: CalendarDate? = nil,
            successor: String? = nil, renamings: [Renaming] = [], email: String? = nil,
            language: Language = .vi
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
            self.successor = successor
            self.renamings = renamings
            self.email = email
            self.language = language
            firstName = name
            firstShortName = shortName
        }

        /// Whether it is there on a day.
        public func exists(on date: CalendarDate) -> Bool {
            (validFrom.map { $0 <= date } ?? true) && (validTo.map { date <= $0 } ?? true)
        }

        /// All names, each with the day it bears it from; nil for the first.
        public var names: [(from: CalendarDate?, name: LocalizedText, shortName: String?)] {
            [(validFrom, firstName, firstShortName)]
                + renamings.map { ($0.from, $0.name, $0.shortName) }
        }

        /// The same with the name it bears on a day: what was written keeps the name of its day.
        func on(_ date: CalendarDate) -> Agency {
            guard !renamings.isEmpty else { return self }
            var agency = self
            let last = names.last { $0.from.map { $0 <= date } ?? true }
            agency.name = last?.name ?? firstName
            agency.shortName = last?.shortName ?? firstShortName
            return agency
        }
    }
}
