package import Diagnostics
import WorkflowCalendar
package import WorkflowCore
package import WorkflowModel
import WorkflowPresentation
package import WorkflowReports
package import WorkflowStorage

/// One item as a person sees it: where it is, what they can do and why not more, and everything
/// that is known of it.
package struct ItemContent: Sendable {
    package var state: ItemState
    package var organisation: Organisation
    package var clock: DueClock
    /// Who looks.
    package var user: String
    package var actions: [AvailableAction]
    /// What was asked of several and they can answer: name and title.
    package var answers: [AnswerChoice]
    package var choices: [TaskChoice]
    package var pending: [PendingAction]
    /// They can change some of its fields.
    package var canEdit: Bool
    package var canUndo: Bool
    package var children: [ItemRow]
    package var history: [SealedEvent]
    /// All of the history is wanted, not only the latest.
    package var showsAll: Bool
    /// Makes the keys that keep what is pressed twice from being done twice.
    package var key: @Sendable () -> String
    /// Its workflow as SVG; nil: the names of its states in order.
    package var drawing: String?
    /// By action: whom one can take it for, where that is to be chosen.
    package var principals: [String: [String]] = [:]
    /// The actions for which the rules have a way past them for the one who looks.
    package var breakable: Set<String> = []
    /// What shows that a form comes from a page of this server.
    package var csrf = ""
    /// What kinds of document are called.
    package var documentRules = DocumentRules()
    /// The workflows of the children, for the titles of their states in the history.
    package var family: [String: Workflow] = [:]
    /// The title of its plan; nil when the definitions here have no such plan.
    package var planTitle: LocalizedText?
    /// What starts by itself, for its titles.
    package var schedules: [Schedule] = []

    /// A task that was asked for and can be answered by the one who looks.
    package struct AnswerChoice: Sendable {
        package var name: String
        package var title: String
        package var member: String?

        package init(name: String, title: String, member: String?) {
            self.name = name
            self.title = title
            self.member = member
        }
    }

    /// Events shown until all are asked for.
    private static let shownEvents = 12

    package init(
        state: ItemState, organisation: Organisation, clock: DueClock, user: String,
        actions: [AvailableAction], answers: [AnswerChoice], choices: [TaskChoice],
        pending: [PendingAction], canEdit: Bool, canUndo: Bool, children: [ItemRow],
        history: [SealedEvent], showsAll: Bool, key: @escaping @Sendable () -> String,
        drawing: String?
    ) {
        self.state = state
        self.organisation = organisation
        self.clock = clock
        self.user = user
        self.actions = actions
        self.answers = answers
        self.choices = choices
        self.pending = pending
        self.canEdit = canEdit
        self.canUndo = canUndo
        self.children = children
        self.history = history
        self.showsAll = showsAll
        self.key = key
        self.drawing = drawing
    }

    var workflow: Workflow { state.workflow }
    var path: String { state.id.itemPath }

    package var title: String { state.pageTitle }

    package var html: String { Templates.html("item", view) }

    private var view: View {
        let shown = showsAll ? history : history.suffix(Self.shownEvents)
        var view: View = [
            "back": View(dictionaryLiteral: ("path", "/"), ("title", Place.inbox.title.spoken)),
            "id": state.id, "title": title, "status": status?.view,
            "priority": state.priority?.title.spoken, "meta": meta,
            "parent": state.parent.map { parent -> View in
                [
                    "path": parent.itemPath,
                    "title": say(vi: "hồ sơ con của \(parent)", en: "below \(parent)"),
                ]
            },
            "drawing": drawing, "Csrf": csrf,
            "chains": StepChains(state: state).view,
            "pending": pending.flatMap(notices),
            "budgets": BudgetTables.all(of: state).map(\.view),
            "children": children.map { $0.listed(clock, organisation).view },
            "hasChildren": !children.isEmpty,
            "events": Timeline(Array(shown), eventText).view,
            "earlier": shown.count < history.count ? path + "?history=all#history" : nil,
            "edit": canEdit ? path + "/edit" : nil, "undo": canUndo ? path + "/undo" : nil,
        ]
        let parts: [(String, String, [View])] = [
            ("deadlines", "hasDeadlines", deadlines), ("waiting", "hasWaiting", waiting),
            ("facts", "hasFacts", facts), ("documents", "hasDocuments", documents),
        ]
        for (name, has, views) in parts {
            view[name] = views
            view[has] = !views.isEmpty
        }
        view["moves"] = state.timedMoves.map { move -> View in
            ["text": move.text, "moment": move.moment]
        }
        if !state.timedMoves.isEmpty { view["hasDeadlines"] = true }
        return view.with(actionViews)
    }

    var eventText: EventText {
        var text = EventText(
            workflow: workflow, organisation: organisation, documents: documentRules,
            family: family)
        text.schedules = schedules
        return text
    }

    /// How the nearest deadline stands, or how it ended.
    private var status: StatusBadge? {
        if state.outcome != nil {
            let title = state.visibleLeaves.map { workflow[$0].title.spoken }.joined(
                separator: ", ")
            return StatusBadge(title, .quiet, sign: "■")
        }
        let running = state.deadlines.compactMap(\.self).filter(\.isRunning)
            .min { $0.dueAt < $1.dueAt }
        if let running { return StatusBadge(clock.status(of: running)) }
        return state.deadlines.contains { $0?.isPaused == true } ? StatusBadge(.paused) : nil
    }

    private var meta: [String] {
        var parts = [workflow.title.spoken]
        if case .string(let code)? = state[field: "lead"],
            let agency = organisation.agency(code)
        {
            parts.append(agency.name.spoken)
        }
        return parts
    }

    /// What waits for further people, in full: it is why nothing happens.
    private func notices(_ pending: PendingAction) -> [View] {
        let title = pending.action.title.spoken
        var views: [View] = []
        if !pending.approvals.isEmpty {
            let given = pending.approvals.compactMap(\.people.first).map(name)
            let count = "\(given.count)/\(pending.action.approvals)"
            views.append([
                "tone": "is-warning",
                "title": say(
                    vi: "\(title): \(count) người đã duyệt", en: "\(title): \(count) approved"),
                "text": say(
                    vi: "Đã duyệt: \(given.joined(separator: ", ")). Còn cần một trong số: "
                        + names(pending.couldApprove) + ".",
                    en: "Approved by \(given.joined(separator: ", ")). It still takes one of: "
                        + names(pending.couldApprove) + "."),
            ])
        }
        views += pending.requests.map { request -> View in
            let who = request.people.first.map(name) ?? ""
            let until = request.until.formatted(in: .vietnam)
            return [
                "tone": "is-bad",
                "title": say(vi: "PHÁ KÍNH: \(title)", en: "BREAK-GLASS: \(title)"),
                "text": say(
                    vi: "\(who) đề nghị: “\(request.note)”. Người khác xác nhận trước \(until): "
                        + names(pending.couldConfirm) + ".",
                    en: "\(who) asks: “\(request.note)”. Another person confirms by \(until): "
                        + names(pending.couldConfirm) + "."),
            ]
        }
        return views
    }

    func name(_ id: String) -> String { organisation.person(id)?.name ?? id }

    func names(_ people: [String]) -> String {
        people.isEmpty
            ? say(vi: "hiện không có ai", en: "nobody at present")
            : people.map(name).joined(separator: ", ")
    }
}

extension ItemState {
    /// What it is about in the words of whoever started it, else what kind of item it is.
    package var pageTitle: String {
        if case .string(let text)? = self[field: "content"], !text.isEmpty { return text }
        return title.isEmpty ? workflow.title.spoken : title
    }
}
