import Hummingbird
import JSON
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation
import WorkflowStorage

/// `/audit`: all events, the latest first, and whether their chain holds.
struct AuditPage {
    let visit: Visit

    private static let size = 50
    /// Events read at a time, and how many are looked through before the rest is left to a click.
    private static let block: Int64 = 500
    private static let budget: Int64 = 10_000

    func response() async throws -> Response {
        try visit.requireAdministrator()
        var filters = AuditContent.Filters()
        filters.person = visit.query("person") ?? ""
        filters.item = visit.query("item") ?? ""
        filters.type = visit.query("type") ?? ""
        filters.from = visit.query("from") ?? ""
        filters.until = visit.query("until") ?? ""
        var faults: [String: String] = [:]
        let from = visit.day(filters.from, "from", &faults)
        let until = visit.day(filters.until, "until", &faults)
        let total = try await visit.office.store.head().sequence
        let before = visit.query("before").flatMap { Int64($0) }
        var found: [SealedEvent] = []
        var next: Int64?
        if faults.isEmpty {
            let span = (
                from: from.map { Instant($0, in: .vietnam) },
                until: until.map { Instant($0.adding(days: 1), in: .vietnam) }
            )
            (found, next) = try await look(
                before: max(1, min(before ?? total + 1, total + 1)), filters, span)
        }
        let content = AuditContent(
            entries: try await entries(found), filters: filters, faults: faults, before: next,
            isFirstPage: before == nil, total: total, organisation: visit.organisation)
        let layout = visit.layout(title: Place.audit.title.spoken, place: .audit)
        return Response(
            layout.page(content.html), status: faults.isEmpty ? .ok : .unprocessableContent)
    }

    func verify() async throws -> Response {
        try visit.requireAdministrator()
        let content = VerifyContent(
            report: try await visit.engine.verify(), organisation: visit.organisation,
            at: visit.office.clock.now)
        let layout = visit.layout(title: Place.audit.title.spoken, place: .audit)
        return Response(layout.page(content.html))
    }

    // MARK: Looking backwards

    /// Those that fit of the events before one, the latest first, and where to go on.
    private func look(
        before end: Int64, _ filters: AuditContent.Filters,
        _ span: (from: Instant?, until: Instant?)
    ) async throws -> ([SealedEvent], Int64?) {
        var found: [SealedEvent] = []
        var end = end
        let stop = max(end - Self.budget, 1)
        // The history of one item is found without looking through that of all.
        let item = filters.item.isEmpty ? nil : filters.item
        while end > 1 {
            let start = item == nil ? max(end - 1 - Self.block, 0) : 0
            let block = try await visit.office.store.events(
                item: item, after: start, limit: Int(end - 1 - start)
            ).filter { $0.sequence < end }
            // Time goes one way in a chain.
            let recent = block.reversed().prefix { event in
                span.from.map { event.event.at >= $0 } ?? true
            }
            let fitting = recent.filter { Self.fits($0, filters, span.until) }
            for event in try await visit.engine.visible(fitting, withRegisters: true) {
                found.append(event)
                if found.count == Self.size {
                    return (found, event.sequence > 1 ? event.sequence : nil)
                }
            }
            if recent.count < block.count { return (found, nil) }
            end = start + 1
            if end <= stop, end > 1 { return (found, end) }
        }
        return (found, nil)
    }

    private static func fits(
        _ sealed: SealedEvent, _ filters: AuditContent.Filters, _ until: Instant?
    ) -> Bool {
        let event = sealed.event
        if let until, event.at >= until { return false }
        if !filters.item.isEmpty, event.item != filters.item { return false }
        if !filters.type.isEmpty, event.type != filters.type { return false }
        if filters.person == "-" { return event.actor == nil }
        if filters.person.isEmpty { return true }
        return event.actor == filters.person
            || EventText.data(sealed)["for"].string == filters.person
    }

    /// With the words of the workflow each belongs to.
    private func entries(_ events: [SealedEvent]) async throws -> [AuditContent.Entry] {
        var texts: [String: EventText?] = [:]
        var entries: [AuditContent.Entry] = []
        for event in events {
            let item = event.event.item
            if texts[item] == nil {
                texts[item] = .some(try await text(of: item))
            }
            entries.append(.init(event: event, text: texts[item] ?? nil))
        }
        return entries
    }

    /// Nil for what is no item: the register of delegations, of documents.
    private func text(of item: String) async throws -> EventText? {
        do throws(EngineError) {
            let state = try await visit.engine.state(of: item)
            return visit.eventText(state.workflow)
        } catch {
            guard case .notFound = error else { throw error }
            return nil
        }
    }
}
