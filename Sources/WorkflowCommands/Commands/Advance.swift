import ArgumentParser
import Diagnostics
import JSON
import WorkflowCore
import WorkflowDocuments
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowStorage

struct Advance: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "advance",
            abstract: say(
                vi: "Thực hiện một bước với hồ sơ.", en: "Take an action on an item."),
            usage: say(
                vi: """
                    wf advance <hồ-sơ> [<bước>] [<tùy-chọn>]
                        wf advance --all [<điều-kiện>] <bước> [<tùy-chọn>]
                    """,
                en: """
                    wf advance <item> [<action>] [<options>]
                    wf advance --all [<conditions>] <action> [<options>]
                    """),
            discussion: say(
                vi: """
                    Không ghi tên bước: nếu bạn chỉ có một bước để làm thì làm bước đó, nếu không
                    thì liệt kê các bước và những gì mỗi bước cần.

                    Ví dụ:
                      wf advance PL.II.6 submit --set estimate=@du-toan.yaml \\
                        --set finish_by=15/12/2021 --attach to-trinh=to-trinh.pdf
                      wf advance PL.II.6 adjust --set appraised=380.000.000 \\
                        --note "Giảm chi phí hội thảo"
                      wf advance PL.II.6
                      wf advance --all --state approval \\
                        --where 'item.appraised < 100000000' approve --dry-run

                    --all làm một bước với mọi hồ sơ khớp, mỗi hồ sơ riêng: hồ sơ không làm được
                    thì nêu lý do, các hồ sơ khác vẫn làm.

                    Dự toán trong tệp YAML, mỗi dòng chi một mục:
                      - {item: Thuê chuyên gia, unit: ngày, quantity: 10, unit_price: 2.000.000}
                    """,
                en: """
                    Without an action: takes the only one open to you, else lists those there are
                    and what each needs.

                    Examples:
                      wf advance PL.II.6 submit --set estimate=@estimate.yaml \\
                        --set finish_by=15/12/2021 --attach to-trinh=proposal.pdf
                      wf advance PL.II.6 adjust --set appraised=380.000.000 \\
                        --note "Workshop costs reduced"
                      wf advance PL.II.6
                      wf advance --all --state approval \\
                        --where 'item.appraised < 100000000' approve --dry-run

                    --all takes one action on every item that fits, each by itself: what cannot be
                    done is told with its reason, and the others are done.

                    An estimate in a YAML file, one entry for each line:
                      - {item: Experts, unit: day, quantity: 10, unit_price: 2.000.000}
                    """))
    }

    @Argument(
        help: .say(
            vi: "Mã hồ sơ; với --all là tên bước.", en: "The item; with --all the action.",
            name: ("hồ-sơ", "item")))
    var item: String

    @Argument(help: .say(vi: "Tên bước.", en: "The action.", name: ("bước", "action")))
    var action: String?

    @Option(
        name: .customLong("set"),
        help: .say(
            vi: "Giá trị một trường; @tệp để đọc từ tệp.", en: "A field; @file reads a file.",
            name: ("trường=giá-trị", "field=value")))
    var values: [String] = []

    @Option(
        help: .say(vi: "Lý do, ghi chú.", en: "A note with the reason.", name: ("lời", "text")))
    var note: String?

    @Option(
        help: .say(
            vi: "Văn bản kèm theo (rules/documents.yaml: loại, cỡ).",
            en: "A document (type and size: rules/documents.yaml).",
            name: ("loại=tệp", "kind=file")))
    var attach: [String] = []

    @Option(
        help: .say(
            vi: "Kết quả của một việc: một trong các kết quả nó có.",
            en: "What a task came to: one of its outcomes.", name: ("kết-quả", "outcome")))
    var outcome: String?

    @Option(
        help: .say(
            vi: "Làm thay cơ quan, người nào được hỏi.",
            en: "For which agency or person that was asked.", name: ("nơi", "member")))
    var member: String?

    @OptionGroup var write: WriteOptions

    @Flag(
        help: .say(
            vi: "Đề nghị hoặc xác nhận phá kính (rules/constraints.yaml).",
            en: "Ask for break-glass or confirm it (rules/constraints.yaml)."))
    var breakGlass = false

    @OptionGroup var bulk: BulkOptions
    @OptionGroup var standing: StandingOptions
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .writes }

    var namedFiles: [String] {
        FieldArguments.files(in: values) + Attachments.files(in: attach)
    }

    func validate() throws {
        if bulk.all,
            action != nil || write.ifVersion != nil || write.key != nil || breakGlass
                || outcome != nil
                || member != nil
        {
            throw ValidationError(
                say(
                    vi: "Với --all chỉ ghi tên bước, không có hồ sơ, --if-version, --key,"
                        + " --break-glass, --outcome, --member.",
                    en: "With --all only the action is named; no item, --if-version, --key,"
                        + " --break-glass, --outcome or --member."))
        }
    }

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let engine = try session.engine()
        _ = try engine.actor(user)
        if bulk.all { return try await advanceAll(as: user, engine, session) }
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
                ifVersion: write.ifVersion, key: write.key, breakGlass: breakGlass, as: user,
                for: standing.principal
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

    private func advanceAll(
        as user: String, _ engine: Engine, _ session: Session
    ) async throws {
        let attachments = Attachments(arguments: attach, rules: engine.rules.documents.files)
        let documents = try attachments.read(kinds: [])
        let contents = documents.isEmpty ? nil : try session.contents()
        let lease = try contents?.lease()
        defer { withExtendedLifetime(lease) {} }
        try await BulkAdvance(
            options: bulk, action: item, values: FieldArguments(arguments: values),
            note: note.map(TextFolding.nfc), documents: documents.map(\.record),
            keep: {
                guard let contents, let lease else { return }
                for document in documents { try contents.keep(document.bytes, lease) }
            },
            user: user, principal: standing.principal, engine: engine, session: session
        ).run()
    }

    /// The failure with the command that would hand in what is missing.
    private func completed(
        _ failure: Failure, _ action: String, _ state: ItemState, _ user: String,
        _ engine: Engine, _ session: Session
    ) async -> Failure {
        guard failure.reasons.contains(where: { $0.code == .missing }),
            let available = try? await engine.actions(
                on: state, as: user, for: standing.principal
            ).first(where: { $0.action.name == action })
        else { return failure }
        let line = ActionLine(
            item: state.id, workflow: state.workflow, user: session.isUserGiven ? user : nil,
            principal: standing.principal)
        var failure = failure
        failure.hint = LocalizedText(line.text(available, in: state))
        return failure
    }

    /// The action named; without one, the one action that is this person's to take. Shows the choice
    /// and fails when there is not exactly one.
    private func chosenAction(
        on state: ItemState, as user: String, _ engine: Engine, _ session: Session
    ) async throws -> String {
        if let action { return action }
        let actions = try await engine.actions(on: state, as: user, for: standing.principal)
        let theirs = actions.filter { $0.isOpen && !$0.action.isOptional }
        if theirs.count == 1 { return theirs[0].action.name }
        let acting = try await engine.acting(as: user, for: standing.principal)
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
                    user: session.isUserGiven ? user : nil, principal: standing.principal),
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
