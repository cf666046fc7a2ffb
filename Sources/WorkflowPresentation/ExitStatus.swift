/// How the process ends, for scripts. After sysexits(3), 1 being a refusal.
package enum ExitStatus: Int32 {
    case done = 0
    /// A rule says no; the reason was printed.
    case refused = 1
    case usage = 64
    /// A definition or an input with faults.
    case invalid = 65
    case notFound = 66
    case unavailable = 69
    case bug = 70
    case io = 74
    /// Conflict or busy: try again.
    case conflict = 75
    case notPermitted = 77
}
