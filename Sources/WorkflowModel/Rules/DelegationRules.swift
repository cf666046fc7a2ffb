/// Who may have somebody stand in, and for how long: `delegation:` of `rules/organisation.yaml`.
/// Without it only the person themselves may, what they got from others cannot be passed on, and no
/// time is too long.
public struct DelegationRules: Hashable, Sendable {
    /// Roles that may do so for everybody of their own agency.
    public var roles: [String]
    /// How many times powers may be handed on: 1 is from the person to a deputy and no further.
    public var chain: Int
    /// Days of the calendar, the first and the last included; nil for any number.
    public var longest: Int?
    /// Whether only people of the same agency may stand in: where others stand between agencies,
    /// somebody of one could else do the work of two.
    public var isWithinAgency: Bool

    /// More than this nobody could follow.
    public static let longestChain = 3

    public init(
        roles: [String] = [], chain: Int = 1, longest: Int? = nil, isWithinAgency: Bool = false
    ) {
        self.roles = roles
        self.chain = chain
        self.longest = longest
        self.isWithinAgency = isWithinAgency
    }
}
