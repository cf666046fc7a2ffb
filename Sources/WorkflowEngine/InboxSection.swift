/// Why a task is in somebody's inbox. The raw value is a stable name for programs.
public enum InboxSection: String, CaseIterable, Sendable {
    /// It was given to the person by name, or they have claimed it.
    case mine
    /// Their role can do it, or everybody of their agency.
    case role
    /// A colleague has claimed it.
    case colleague
    /// It lies on the desk of their agency, for others there.
    case agency
}

/// What an inbox is to show.
public enum InboxScope: Sendable {
    /// What was given to the person by name, or claimed by them.
    case mine
    /// That, and what their roles can do.
    case own
    /// Everything on the desk of their agency.
    case agency
}
