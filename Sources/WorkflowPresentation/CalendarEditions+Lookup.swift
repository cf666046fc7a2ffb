import Diagnostics
package import WorkflowCalendar
import WorkflowEngine
import WorkflowModel

extension [String: CalendarEditions] {
    /// The editions of the calendar of that name, or of the first one there is.
    ///
    /// - Throws: `.notFound` with the nearest name.
    package func editions(of name: String?) throws -> CalendarEditions {
        let known = keys.sorted()
        if let name {
            guard let calendar = self[name] else {
                throw EngineError.notFound(.calendar, name, suggestion: nearest(name, in: known))
            }
            return calendar
        }
        guard let first = known.first, let calendar = self[first] else {
            throw Failure(
                .notFound, "no-calendar", vi: "Trong rules/ không có lịch nào.",
                en: "There is no calendar in rules/.")
        }
        return calendar
    }
}

extension CalendarEditions {
    /// The edition of that version, or the one in force.
    package func edition(_ version: String?, at now: Instant) throws -> WorkingCalendar {
        guard let version else { return inForce(at: now) }
        if let edition = edition(version) { return edition }
        let known = all.map(\.version).joined(separator: ", ")
        throw Failure(
            .notFound, "not-found",
            LocalizedText(
                vi: "Lịch \(name) không có bản \(version).",
                en: "The calendar \(name) has no version \(version)."),
            hint: LocalizedText(vi: "đang có: \(known)", en: "there are: \(known)"))
    }
}
