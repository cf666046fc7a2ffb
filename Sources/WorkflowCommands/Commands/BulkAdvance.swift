import ArgumentParser
import CEL
import Diagnostics
import JSON
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowStorage

/// Which items an action is taken on when it is taken on many.
struct BulkOptions: ParsableArguments {
    @Flag(
        help: .say(
            vi: "Làm với mọi hồ sơ khớp các điều kiện dưới đây.",
            en: "On every item that fits the conditions below."))
    var all = false

    @Option(
        help: .say(
            vi: "Với --all: đang ở trạng thái này.", en: "With --all: in this state.",
            name: ("tên", "state")))
    var state: String?

    @Option(
        help: .say(
            vi: "Với --all: cơ quan chủ trì hoặc đang giữ hồ sơ.",
            en: "With --all: led or held by this agency.", name: ("cơ-quan", "agency")))
    var agency: String?

    @Option(
        help: .say(
            vi: "Với --all: của quy trình này.", en: "With --all: of this workflow.",
            name: ("tên", "name")))
    var workflow: String?

    @Option(
        help: .say(
            vi: "Với --all: của kế hoạch này.", en: "With --all: of this plan.",
            name: ("tên", "name")))
    var plan: String?

    @Option(
        name: .customLong("where"),
        help: .say(
            vi: "Với --all: điều kiện CEL về hồ sơ.", en: "With --all: a CEL condition.",
            name: ("điều-kiện", "cel")))
    var condition: String?

    @Flag(
        help: .say(
            vi: "Với --all: chỉ xem, không làm.", en: "With --all: only show what would be done."))
    var dryRun = false

    func validate() throws {
        let isNarrowed = [state, agency, workflow, plan, condition].contains { $0 != nil }
        if all && !isNarrowed && !dryRun {
            throw ValidationError(
                say(
                    vi: "--all cần ít nhất một điều kiện (--state, --agency, --workflow, --plan,"
                        + " --where); thêm --dry-run để chỉ xem. Muốn làm với mọi hồ sơ đang mở:"
                        + " --where true.",
                    en: "--all takes at least one condition (--state, --agency, --workflow, --plan,"
                        + " --where); --dry-run only looks. For every open item: --where true."))
        }
        if (isNarrowed || dryRun) && !all {
            throw ValidationError(
                say(
                    vi: "Các điều kiện và --dry-run chỉ dùng với --all.",
                    en: "Conditions and --dry-run go with --all only."))
        }
    }
}

/// Takes one action on many items, each by itself.
struct BulkAdvance {
    let options: BulkOptions
    let action: String
    /// Read for each workflow by the types of its fields.
    let values: FieldArguments
    let note: String?
    /// The same with every item: one decision may approve a list.
    let documents: [DocumentRecord]
    /// Keeps their content, once the action is found to be possible with an item.
    let keep: () throws -> Void
    let user: String
    let principal: String?
    let engine: Engine
    let session: Session

    private struct Entry {
        var item: ItemState
        /// The item afterwards, or why it is as it was.
        var result: Result<ItemState, Failure>
    }

    /// - Throws: that not all was done, after everything was told.
    func run() async throws {
        let selection = try await select()
        try requireAction(in: selection.items)
        let entries = zip(selection.items, await advance(selection.items))
            .map { Entry(item: $0, result: $1) }
        if session.wantsJSON {
            session.answer(view(entries, selection))
        } else {
            print(entries, selection)
        }
        if let status = status(entries) {
            let left = entries.count - done(entries)
            throw Failure(
                status, "not-all-done",
                vi: "\(left) trong \(entries.count) hồ sơ không làm được.",
                en: "\(left) of \(entries.count) items could not be done.")
        }
    }

    private func done(_ entries: [Entry]) -> Int {
        entries.count { if case .success = $0.result { true } else { false } }
    }

    private func select() async throws -> BulkSelection {
        let asked = try session.codes(
            of: AskedNames(
                state: options.state, agency: options.agency, workflow: options.workflow,
                plan: options.plan))
        let query = ItemQuery(
            state: asked.state, agency: asked.agency, workflow: asked.workflow, plan: asked.plan,
            isFinished: false, limit: 500)
        let selection = try await engine.select(query, where: options.condition, as: user)
        if let condition = options.condition { try selection.checkCondition(condition) }
        return selection
    }

    /// That some item may have such an action at some time: else a slip of the hand would be refused
    /// once for every item.
    private func requireAction(in items: [ItemState]) throws(Failure) {
        let workflows = items.map(\.workflow)
        guard !items.isEmpty, !workflows.contains(where: { $0.actionIndex[action] != nil }) else {
            return
        }
        let known = Set(workflows.flatMap(\.actionNames)).sorted()
        throw Failure(
            .usage, "unknown-action",
            LocalizedText(
                vi: "Không hồ sơ nào trong \(items.count) hồ sơ khớp có bước “\(action)”.",
                en: "None of the \(items.count) items that fit has an action “\(action)”."),
            hint: Failure.suggestion(nearest(action, in: known)))
    }

    private func advance(_ items: [ItemState]) async -> [Result<ItemState, Failure>] {
        await engine.advance(
            each: items, isDry: options.dryRun, as: user, for: principal, preparing: keep
        ) { item in
            ActCommand(
                action: action,
                fields: try values.values(for: item.workflow, engine.rules.organisation),
                note: note, documents: documents)
        }
    }

    /// Nil when all is done. Somebody being quicker is worth another try; a refusal is not.
    private func status(_ entries: [Entry]) -> ExitStatus? {
        let failures = entries.compactMap { entry in
            if case .failure(let failure) = entry.result { failure.status } else { nil }
        }
        return failures.first { $0 != .conflict && $0 != .notPermitted }
            ?? failures.first { $0 == .notPermitted } ?? failures.first
    }

    // MARK: Answers

    private var wordForDone: String { options.dryRun ? "would" : "done" }

    private func view(_ entries: [Entry], _ selection: BulkSelection) -> JSON {
        let items = entries.map { entry -> JSON in
            var view: JSONObject = ["id": .string(entry.item.id)]
            switch entry.result {
            case .success(let after):
                view["outcome"] = .string(wordForDone)
                view["version"] = .int(Int64(after.version))
                view["states"] = .array(
                    after.visibleLeaves.map { .string(after.workflow[$0].name) })
            case .failure(let failure):
                view["outcome"] = failure.status == .conflict ? "conflict" : "refused"
                view["version"] = .int(Int64(entry.item.version))
                view["error"] = failure.json["error"]
            }
            return .object(view)
        }
        return [
            "action": .string(action), "dry_run": .bool(options.dryRun),
            "selected": .int(Int64(entries.count)), "done": .int(Int64(done(entries))),
            "items": .array(items),
            "unsuited": .array(selection.unsuited.keys.sorted().map(JSON.string)),
        ]
    }

    private func print(_ entries: [Entry], _ selection: BulkSelection) {
        let screen = session.screen
        guard !entries.isEmpty else {
            return screen.printWrapped(
                say(vi: "Không có hồ sơ nào khớp.", en: "No item fits."))
        }
        var table = TextTable([
            .init(title: say(vi: "Mã", en: "Item")),
            .init(title: say(vi: "Nội dung", en: "Title"), minimum: 16),
            .init(title: say(vi: "Kết quả", en: "Outcome"), minimum: 24, maxLines: 6),
        ])
        for entry in entries {
            let title = entry.item.title
            switch entry.result {
            case .success(let after):
                table.add(
                    .init(entry.item.id, .accent), .init(title),
                    .init("→ " + after.stateTitles.spoken, .good))
            case .failure(let failure):
                table.add(
                    .init(entry.item.id, .accent), .init(title),
                    .init(
                        "✗ " + (failure.reasons.first?.message ?? failure.message).spoken, .bad))
            }
        }
        for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
        screen.print()
        let (done, total) = (done(entries), entries.count)
        screen.printWrapped(
            options.dryRun
                ? say(
                    vi: "Làm được \(done) trong \(total) hồ sơ. Chưa làm gì; bỏ --dry-run để làm.",
                    en:
                        "\(done) of \(total) can be done. Nothing was; leave out --dry-run to do it."
                )
                : say(vi: "Đã làm \(done) trong \(total) hồ sơ.", en: "\(done) of \(total) done."))
        for name in selection.unsuited.keys.sorted() {
            screen.printWrapped(
                say(
                    vi:
                        "Bỏ qua hồ sơ của quy trình \(name): điều kiện --where không dùng được cho nó.",
                    en: "Left out are items of the workflow \(name): --where is not for it."))
        }
    }
}

extension ItemState {
    /// Where it is, for people.
    fileprivate var stateTitles: LocalizedText {
        let titles = visibleLeaves.map { workflow[$0].title }
        return LocalizedText(
            vi: titles.map(\.vi).joined(separator: ", "),
            en: titles.map(\.en).joined(separator: ", "))
    }
}
