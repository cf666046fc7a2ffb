import Hummingbird
import WorkflowCore
import WorkflowEngine
import WorkflowPages
import WorkflowPresentation
import WorkflowStorage

/// A form about an item, sent: tried on the version it was made for, and shown again with what was
/// typed when it was not done.
struct Attempt {
    let visit: Visit
    let form: FormValues
    /// Its page, as it is shown again; `typed` is what was sent.
    let again: (ItemState) async throws -> FormContent

    /// - Parameter body: does it, given the version the form was made for and its key.
    func response(
        on state: ItemState, _ body: (Int?, String?) async throws -> Outcome
    ) async throws -> Response {
        let version = form["version"].flatMap { Int($0) }
        do {
            let outcome = try await body(version, visit.key(of: form))
            let path = outcome.item.id.itemPath
            guard let done = outcome.events.last else { return .seeOther(path) }
            return .seeOther("\(path)?done=\(done.sequence)")
        } catch {
            let failure = Failure(any: error)
            guard failure.status != .bug, failure.status != .io, failure.status != .unavailable
            else { throw error }
            return try await shown(failure, state, version)
        }
    }

    private func shown(
        _ failure: Failure, _ state: ItemState, _ version: Int?
    ) async throws -> Response {
        let now = try await visit.engine.state(of: state.id)
        var content = try await again(now)
        let isOlder = version.map { $0 != now.version } ?? false
        // A form sent again with something else in it was made for an older version, too.
        if failure.status == .conflict || failure.code == "key-reused", isOlder, let version {
            let events = try await visit.engine.history(of: state.id)
                .filter { $0.event.version > version }
            content.changed = Timeline(
                events, visit.eventText(now.workflow))
        } else if !content.hasFaults {
            content.refusal = RefusalBox(failure, visit.organisation)
        }
        return visit.page(content, place: .items, status: failure.pageStatus)
    }
}

extension FormContent {
    /// What lets a form be tried on the version it was made for, once.
    mutating func carry(_ state: ItemState) {
        hidden += [("version", String(state.version)), ("key", Visit.newKey())]
    }
}

extension ItemState {
    /// Back from a form about it.
    var back: (title: String, path: String) { (id, id.itemPath) }
    /// Under the title of a form about it.
    var lead: String { "\(id) · \(pageTitle)" }
}
