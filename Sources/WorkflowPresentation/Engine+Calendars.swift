package import WorkflowCalendar
package import WorkflowEngine
import WorkflowModel

extension Engine {
    /// All editions of a calendar; of the first one when none is named.
    ///
    /// - Throws: `.notFound` with the nearest name.
    package func editions(ofCalendar name: String? = nil) throws -> CalendarEditions {
        try rules.calendars.editions(of: name)
    }

    /// An edition of a calendar; the one in force when none is named.
    package func workingCalendar(
        named name: String? = nil, version: String? = nil
    ) throws -> WorkingCalendar {
        try editions(ofCalendar: name).edition(version, at: clock.now)
    }
}
