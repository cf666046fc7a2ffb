import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowStorage

extension Engine {
    /// Fires every timer due by now, in the order they are due, each once and with its own due
    /// time.
    ///
    /// Many items go into one transaction of the store, each for itself: what somebody else changed
    /// meanwhile is looked at again, and holds up no other. After a crash the next
    /// tick goes on where the last transaction ended. A timer that cannot be evaluated, that goes
    /// round in circles or whose item cannot be read is left armed and reported in
    /// `TickOutcome.faults`; it holds up no other.
    public func tick() async throws(EngineError) -> TickOutcome {
        var sweep = Sweep(engine: self, now: clock.now)
        while try await sweep.next() {}
        return sweep.outcome
    }
}
