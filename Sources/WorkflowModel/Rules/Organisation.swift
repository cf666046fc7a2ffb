public import Diagnostics
public import WorkflowCalendar

/// The agencies, roles and people of `rules/organisation.yaml`. A reference, because every decision
/// and every message asks it. Never changes.
public final class Organisation: Sendable {
    public struct Role: Hashable, Sendable {
        public var code: String
        public var title: LocalizedText

        public init(code: String, title: LocalizedText) {
            self.code = code
            self.title = title
        }
    }

    public let name: String
    public let roles: [Role]
    public let agencies: [Agency]
    /// Those who are there on the day the organisation is seen on; as read, everybody.
    public let people: [Person]
    /// Also those who are gone or are yet to come: what they did is still told by their names.
    public let everybody: [Person]
    /// Somebody wants to be told in a way of their own. Kept, as it is asked of every event.
    public let hasPreferences: Bool
    /// Who may have somebody stand in.
    public let delegation: DelegationRules
    /// The work of some agency goes to another after a day. Kept, as it is asked of every action.
    let hasMergers: Bool
    /// Something of it changes with the days.
    private let isDated: Bool
    private let roleIndex: [String: Int]
    private let agencyIndex: [String: Int]
    private let personIndex: [String: Int]
    /// By the agencies they have a position in: places in `people`.
    private let staff: [String: [Int]]
    /// Of `everybody`; empty when all are there.
    private let goneIndex: [String: Int]

    public convenience init(
        name: String, roles: [Role], agencies: [Agency], people: [Person],
        delegation: DelegationRules = DelegationRules()
    ) {
        self.init(
            name: name, roles: roles, agencies: agencies, everybody: people,
            delegation: delegation, on: nil)
    }

    private init(
        name: String, roles: [Role], agencies: [Agency], everybody: [Person],
        delegation: DelegationRules, on date: CalendarDate?
    ) {
        func index(_ codes: [String]) -> [String: Int] {
            Dictionary(codes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }
        self.name = name
        self.roles = roles
        self.agencies = date.map { date in agencies.map { $0.on(date) } } ?? agencies
        self.everybody = everybody
        people = date.map { date in everybody.compactMap { $0.on(date) } } ?? everybody
        isDated =
            agencies.contains { !$0.renamings.isEmpty }
            || everybody.contains(where: \.isDated)
        hasPreferences = everybody.contains { $0.preferences != nil }
        self.delegation = delegation
        hasMergers = agencies.contains { $0.successor != nil && $0.validTo != nil }
        roleIndex = index(roles.map(\.code))
        agencyIndex = index(agencies.map(\.code))
        personIndex = index(people.map(\.id))
        var staff: [String: [Int]] = [:]
        for (place, person) in people.enumerated() {
            for position in person.positions where staff[position.agency]?.last != place {
                staff[position.agency, default: []].append(place)
            }
        }
        self.staff = staff
        goneIndex = date == nil ? [:] : index(everybody.map(\.id))
    }

    /// The organisation as it is on a day: agencies with the names they bear, and of the people
    /// those who are there.
    public func on(_ date: CalendarDate) -> Organisation {
        guard isDated else { return self }
        return Organisation(
            name: name, roles: roles, agencies: agencies, everybody: everybody,
            delegation: delegation, on: date)
    }

    public static let empty = Organisation(name: "", roles: [], agencies: [], people: [])

    public func role(_ code: String) -> Role? { roleIndex[code].map { roles[$0] } }
    public func agency(_ code: String) -> Agency? { agencyIndex[code].map { agencies[$0] } }
    /// Whether that is an agency which stands for others.
    package func isGroup(_ code: String) -> Bool {
        agencyIndex[code].map { agencies[$0].kind == .group } ?? false
    }
    /// Somebody who is there.
    public func present(_ id: String) -> Person? { personIndex[id].map { people[$0] } }
    /// Somebody who is there or was.
    public func person(_ id: String) -> Person? {
        present(id) ?? goneIndex[id].map { everybody[$0] }
    }

    /// The agency people mean by a code, a name or an alias, written with or without marks; nil
    /// when there is none or more than one.
    public func agency(called text: String) -> Agency? {
        if let agency = agency(text) { return agency }
        let wanted = TextFolding.fold(text)
        let found = agencies.filter { $0.isCalled(wanted) }
        return found.count == 1 ? found[0] : nil
    }

    /// The people of an agency with a role there, in the order written. Nil stands for any.
    public func people(role: String?, agency: String?) -> [Person] {
        func fits(_ person: Person) -> Bool {
            person.positions.contains { position in
                (role.map(position.roles.contains) ?? true)
                    && (agency.map { $0 == position.agency } ?? true)
            }
        }
        guard let agency else { return people.filter(fits) }
        return (staff[agency] ?? []).lazy.map { [people] in people[$0] }.filter(fits)
    }
}
