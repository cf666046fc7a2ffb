import Hummingbird
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation
import WorkflowReports
import WorkflowStorage

/// `/calendar`: the deadlines of a month, this one or that of `?month=2021-04`.
struct CalendarPage {
    let visit: Visit

    func response() async throws -> Response {
        let watched = try await visit.watching()
        let clock = visit.clock()
        let (year, month) = try asked() ?? (clock.today.year, clock.today.month)
        guard let (first, next) = CalendarContent.span(year: year, month: month) else {
            throw HTTPError(.notFound)
        }
        // The weeks around the month are shown whole.
        let last = next.adding(days: 7)
        let query = ItemQuery(
            isFinished: false, dueBefore: Instant(last, in: .vietnam), limit: .max)
        let rows = try await visit.engine.items(query).filter { row in
            row.dueOn.map { $0 >= first.adding(days: -7) && $0 < last } ?? false
        }.sorted {
            ($0.dueAt ?? .init(millisecondsSinceEpoch: 0), $0.id) < (
                $1.dueAt ?? .init(millisecondsSinceEpoch: 0), $1.id
            )
        }
        let calendars = visit.engine.rules.calendars
        let calendar = calendars.keys.min().flatMap { calendars[$0]?.inForce(at: clock.now) }
        let content = CalendarContent(
            year: year, month: month, rows: rows, calendar: calendar, clock: clock,
            organisation: visit.organisation)
        let layout = visit.layout(
            title: Place.calendar.title.spoken, place: .calendar, watched: watched)
        return Response(layout.page(content.html))
    }

    /// - Throws: `404` for what is no month.
    private func asked() throws -> (Int, Int)? {
        guard let text = visit.query("month") else { return nil }
        let parts = text.split(separator: "-")
        guard parts.count == 2, let year = Int(parts[0]), let month = Int(parts[1]),
            (1...12).contains(month), (1..<9999).contains(year)
        else { throw HTTPError(.notFound) }
        return (year, month)
    }
}
