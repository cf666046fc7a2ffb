public import WorkflowCalendar

/// What `Engine.watch` waits with, so that the loop itself knows neither the machine nor real time.
public protocol Alarm {
    /// Forgets the signs of change in the store that came so far, for they will be looked into now.
    /// Everything else that came goes on waiting to be told.
    func forgetChanges() throws
    /// Returns at `moment`, at once if it is past; or earlier, for another reason. Signs of change
    /// that came after `forgetChanges` count. Without a moment only another reason ends it.
    func wait(until moment: Instant?) async throws -> AlarmReason
}

/// Why a wait ended.
public enum AlarmReason: Hashable, Sendable {
    /// The moment has come.
    case due
    /// Somebody may have changed the store.
    case changed
    /// The clock of the machine was set, so the moment may be nearer, further away or past.
    case clockSet
    /// The rules were edited: what was made of them has to be made anew.
    case definitionsChanged
    /// One was asked to end.
    case stop
}

/// Why `Engine.watch` ended.
public enum WatchEnd: Hashable, Sendable {
    case stopped
    /// To go on, watch with an engine made of the new definitions.
    case definitionsChanged
}

/// What a round of `Engine.watch` did besides the tick.
public struct WatchRound: Hashable, Sendable {
    /// Whether anything was written to the store: a message was marked as delivered, say.
    public var hasWritten: Bool
    /// Whether something has to be tried again.
    public var hasFailed: Bool

    public init(hasWritten: Bool = false, hasFailed: Bool = false) {
        self.hasWritten = hasWritten
        self.hasFailed = hasFailed
    }
}
