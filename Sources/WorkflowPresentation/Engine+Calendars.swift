import Diagnostics
package import WorkflowCalendar
package import WorkflowEngine
import WorkflowModel

extension Engine {
    /// All editions of a calendar; of the first one when none is named.
    ///
    /// - Throws: `.notFound` with the nearest name.
    package func editions(ofCalendar name: String? = nil) throws -> CalendarEditions {
        let known = rules.calendars.keys.sorted()
        if let name {
            guard let calendar = rules.calendars[name] else {
                throw EngineError.notFound(.calendar, name, suggestion: nearest(name, in: known))
            }
            return calendar
        }
        guard let first = known.first, let calendar = rules.calendars[first] else {
            throw Failure(
                .notFound, "no-calendar", vi: "Trong rules/ không có lịch nào.",
                en: "There is no calendar in rules/.")
        }
        return calendar
    }

    /// An edition of a calendar; the one in force when none is named.
    package func workingCalendar(
        named name: String? = nil, version: String? = nil
    ) throws -> WorkingCalendar {
        let editions = try editions(ofCalendar: name)
        guard let version else { return editions.inForce(at: clock.now) }
        if let edition = editions.edition(version) { return edition }
        let known = editions.all.map(\.version).joined(separator: ", ")
        throw Failure(
            .notFound, "not-found",
            LocalizedText(
                vi: "Lịch \(editions.name) không có bản \(version).",
                en: "The calendar \(editions.name) has no version \(version)."),
            hint: LocalizedText(vi: "đang có: \(known)", en: "there are: \(known)"))
    }
}
