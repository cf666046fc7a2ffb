import Diagnostics
import JSON
import WorkflowCore
import WorkflowDocuments
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowStorage

/// An action on one item, or its only one.
struct AdvanceErrand: Errand {
    var item: String
    /// Nil for the only one that is open to who acts.
    var action: String?
    var values: [String] = []
    var note: String?
    var attach: [String] = []
    var outcome: String?
    var member: String?
    var ifVersion: Int?
    var key: String?
    var breakGlass = false
    var principal: String?
    var choices: GlobalChoices

    var remote: RemoteUse { .writes }

    var namedFiles: [String] {
        FieldArguments.files(in: values) + Attachments.files(in: attach)
    }

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let engine = try session.engine()
        _ = try engine.actor(user)
        let before = try await engine.state(of: item)
        let action = try await chosenAction(on: before, as: user, engine, session)
        let fields = try FieldArguments(arguments: values)
            .values(for: before.workflow, engine.rules.organisation)
        let attachments = Attachments(arguments: attach, rules: engine.rules.documents.files)
        let documents = try attachments.read(kinds: before.documentKinds(for: action))
        // From here until the commit nobody cleans up what no event names yet.
        let contents = documents.isEmpty ? nil : try session.contents()
        let lease = try contents?.lease()
        defer { withExtendedLifetime(lease) {} }
        let result: Outcome
        do {
            result = try await engine.advance(
                item, action, fields: fields, note: note.map(TextFolding.nfc),
                documents: documents.map(\.record), outcome: outcome, member: member,
                ifVersion: ifVersion, key: session.key(key), breakGlass: breakGlass, as: user,
                for: principal
            ) {
                guard let contents, let lease else { return }
                for document in documents { try contents.keep(document.bytes, lease) }
            }
        } catch {
            throw await completed(Failure(any: error), action, before, user, engine, session)
        }
        if session.wantsJSON {
            var answer: JSONObject = [
                "item": result.item.view(), "events": .array(result.events.map(\.view)),
            ]
            if !result.related.isEmpty {
                answer["related"] = .array(result.related.map(\.view))
            }
            return session.answer(.object(answer))
        }
        OutcomeText(result, before: before, engine.rules.organisation, session)
            .print(title: Self.title(of: result, before.title(ofAction: action)))
        PendingText(organisation: engine.rules.organisation, screen: session.screen)
            .print(try await engine.pendingActions(on: result.item))
    }

    /// What was done: the action, or only a part of what it takes.
    private static func title(of outcome: Outcome, _ action: String) -> String {
        switch outcome.events.last?.event.type {
        case "break-glass.requested":
            say(vi: "Đã đề nghị phá kính: \(action)", en: "Break-glass asked for: \(action)")
        case "approval.given":
            say(
                vi: "Đã duyệt, còn chờ người khác: \(action)",
                en: "Approved, others to follow: \(action)")
        default: action
        }
    }

    /// The failure with the command that would hand in what is missing.
    private func completed(
        _ failure: Failure, _ action: String, _ state: ItemState, _ user: String,
        _ engine: Engine, _ session: Session
    ) async -> Failure {
        guard failure.reasons.contains(where: { $0.code == .missing }),
            let available = try? await engine.actions(
                on: state, as: user, for: principal
            ).first(where: { $0.action.name == action })
        else { return failure }
        let line = ActionLine(
            item: state.id, workflow: state.workflow, user: session.isUserGiven ? user : nil,
            principal: principal)
        var failure = failure
        failure.hint = LocalizedText(line.text(available, in: state))
        return failure
    }

    /// The action named; without one, the one action that is this person's to take. Shows the choice
    /// and fails when there is not exactly one.
    private func chosenAction(
        on state: ItemState, as user: String, _ engine: Engine, _ session: Session
    ) async throws -> String {
        if let action, state.workflow.actionIndex[action] != nil { return action }
        let actions = try await engine.actions(on: state, as: user, for: principal)
        if let action { return actions.name(called: action) ?? action }
        let theirs = actions.filter { $0.isOpen && !$0.action.isOptional }
        if theirs.count == 1 { return theirs[0].action.name }
        let acting = try await engine.acting(as: user, for: principal)
        let named = state.tasks.filter { task in
            (task.order != nil || task.member != nil)
                && acting.capacities.contains(where: task.isHeld)
        }
        if theirs.isEmpty, named.count == 1 { return named[0].name(state.workflow) }
        if let outcome = state.outcome { throw finished(state, outcome) }
        let open = actions.filter(\.isOpen)
        guard !open.isEmpty else { throw nothingToDo(actions, state) }
        if !session.wantsJSON {
            session.screen.print(say(vi: "Bạn có thể:", en: "You may:"))
            ActionList(
                state: state, actions: open,
                line: ActionLine(
                    item: state.id, workflow: state.workflow,
                    user: session.isUserGiven ? user : nil, principal: principal),
                screen: session.screen
            ).printOpen()
        }
        var failure = Failure(
            .usage, "choose-action", vi: "Hãy ghi tên bước muốn làm.",
            en: "Name the action you want to take.")
        failure.details = [("actions", .array(open.map { $0.view(state.workflow) }))]
        throw failure
    }

    private func finished(_ state: ItemState, _ outcome: String) -> Failure {
        let title = state.visibleLeaves.first.map { state.workflow[$0].title }
        return Failure(
            .refused, "finished", vi: "Hồ sơ \(state.id) đã kết thúc (\(title?.vi ?? outcome)).",
            en: "Item \(state.id) is finished (\(title?.en ?? outcome)).")
    }

    private func nothingToDo(_ actions: [AvailableAction], _ state: ItemState) -> Failure {
        let needed = actions.filter { !$0.action.isOptional }
        let isPermitted = needed.contains { !$0.isForOthers }
        var failure = Failure(
            isPermitted ? .refused : .notPermitted, isPermitted ? "refused" : "not-permitted",
            vi: "Bạn không có bước nào để làm với \(state.id) lúc này.",
            en: "There is nothing for you to do on \(state.id) now.")
        failure.reasons = needed.flatMap(\.telling)
        return failure
    }
}

extension AdvanceErrand: PlainErrand {
    static let shape = PlainArguments.Shape(
        words: 1...2, options: ["note", "outcome", "member", "if-version", "key", "for"],
        lists: ["set", "attach"], flags: ["break-glass"])

    init?(plain arguments: PlainArguments) {
        guard let version = arguments.number("if-version"),
            let choices = GlobalChoices(plain: arguments)
        else { return nil }
        self.init(
            item: arguments.words[0],
            action: arguments.words.count > 1 ? arguments.words[1] : nil,
            values: arguments.all("set"), note: arguments["note"],
            attach: arguments.all("attach"), outcome: arguments["outcome"],
            member: arguments["member"], ifVersion: version, key: arguments["key"],
            breakGlass: arguments.has("break-glass"), principal: arguments["for"],
            choices: choices)
    }
}
