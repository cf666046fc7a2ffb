import Diagnostics
import Hummingbird
import JSON
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation
import WorkflowReports
import WorkflowStorage

/// `/items/{id}`: one item, and what can be done to it.
struct ItemPage {
    let visit: Visit

    func response() async throws -> Response {
        let (engine, user) = (visit.engine, visit.user)
        let id = try visit.part("id")
        let watched = try await visit.watching(id)
        let state = try await engine.state(of: id)
        let history = try await engine.history(of: state.id)
        let children =
            state.children.isEmpty
            ? [] : try await engine.items(ItemQuery(parent: state.id, limit: .max))
        let actions = try await engine.actions(on: state, as: user)
        let editable =
            state.workflow.edits.isEmpty ? [] : try await engine.editableFields(of: state, as: user)
        var content = ItemContent(
            state: state, organisation: visit.organisation,
            clock: visit.clock(calendar: state.workflow.calendar), user: user, actions: actions,
            answers: try await answers(state),
            choices: try await engine.taskChoices(on: state, as: user),
            pending: try await engine.pendingActions(on: state), canEdit: !editable.isEmpty,
            canUndo: canUndo(state, history), children: children, history: history,
            showsAll: visit.query("history") == "all", key: { Visit.newKey() },
            drawing: WorkflowDrawing(of: state).html)
        content.csrf = visit.csrf ?? ""
        content.documentRules = engine.rules.documents
        content.schedules = engine.rules.schedules
        content.planTitle = state.plan.flatMap { engine.library.plans[$0]?.title }
        for available in actions where !available.isOpen {
            let name = available.action.name
            if available.reasons.contains(where: { $0.code == .ambiguousPrincipal }) {
                content.principals[name] = try await visit.standings(for: name, of: state)
                    .map(\.name)
            } else if try await BreakGlassOffer(available, of: state, for: visit) != nil {
                content.breakable.insert(name)
            }
        }
        for child in children {
            content.family[child.id] = engine.library.workflows[child.workflow]
        }
        let layout = visit.layout(
            title: "\(state.id) \(content.title)", place: nil,
            flash: try await flash(state, history), watched: watched)
        return Response(layout.page(content.html))
    }

    /// What was asked of several, or by a step of a ladder, and is this person's to answer.
    private func answers(_ state: ItemState) async throws -> [ItemContent.AnswerChoice] {
        var found: [ItemContent.AnswerChoice] = []
        for task in state.tasks where task.order != nil || task.member != nil {
            let name = task.name(state.workflow)
            if found.contains(where: { $0.name == name }) { continue }
            let reasons = try await visit.engine.why(state.id, name, as: visit.user)
            guard reasons.allSatisfy({ $0.code == .missing }) else { continue }
            found.append(
                .init(name: name, title: task.title(state.workflow).spoken, member: nil))
        }
        return found
    }

    /// Whether the last that happened is theirs and may be taken back, as far as can be seen without
    /// trying: the engine decides.
    private func canUndo(_ state: ItemState, _ history: [SealedEvent]) -> Bool {
        guard let last = history.last, last.event.type == "item.advanced",
            last.event.actor == visit.user, let name = EventText.data(last)["action"].string
        else { return false }
        return state.workflow.states.contains { node in
            node.actions.contains { $0.name == name && $0.undo != nil }
        }
    }

    /// What they just did, and where to go on.
    private func flash(
        _ state: ItemState, _ history: [SealedEvent]
    ) async throws -> PageLayout.Flash? {
        guard let done = visit.query("done").flatMap({ Int64($0) }),
            let sealed = history.first(where: { $0.sequence == done }),
            sealed.event.actor == visit.user
        else { return nil }
        let text = visit.eventText(state.workflow)
        let data = EventText.data(sealed)
        let timeline = Timeline([sealed], text)
        let entries = try await visit.engine.inbox(as: visit.user)
            .inOrder(visit.clock())
        let next = entries.first { $0.item.id != state.id }
        return PageLayout.Flash(
            say(vi: "Đã xong: ", en: "Done: ") + timeline.title,
            details: text.details(sealed.event, data).filter { $0.hasPrefix("→") },
            link: next.map { entry in
                (
                    say(
                        vi: "Việc tiếp theo: \(entry.item.id)", en: "Next: \(entry.item.id)"),
                    entry.item.id.itemPath
                )
            })
    }
}
