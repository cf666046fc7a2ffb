import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowModel
import WorkflowPresentation
import WorkflowReports
import WorkflowStorage

struct List: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: say(vi: "Liệt kê, tìm hồ sơ.", en: "List and find items."),
            usage: say(
                vi: "wf list [<tùy-chọn>]",
                en: "wf list [<options>]"),
            discussion: say(
                vi: """
                    Ví dụ:
                      wf list --overdue
                      wf list --state appraisal --agency so-tai-chinh
                      wf list --due-within "5 ngày làm việc"
                      wf list --search "doi moi sang tao"      (không cần dấu)
                    """,
                en: """
                    Examples:
                      wf list --overdue
                      wf list --state appraisal --agency so-tai-chinh
                      wf list --due-within "5 working days"
                      wf list --search "doi moi sang tao"      (marks are not needed)
                    """))
    }

    static let usualLimit = 50

    @Option(help: .say(vi: "Đang ở trạng thái này.", en: "In this state.", name: ("tên", "state")))
    var state: String?

    @Option(
        help: .say(
            vi: "Cơ quan chủ trì hoặc đang giữ hồ sơ: mã hoặc tên.",
            en: "The agency that leads or holds it: its code or name.",
            name: ("cơ-quan", "agency")))
    var agency: String?

    @Option(help: .say(vi: "Của quy trình này.", en: "Of this workflow.", name: ("tên", "name")))
    var workflow: String?

    @Option(help: .say(vi: "Của kế hoạch này.", en: "Of this plan.", name: ("tên", "name")))
    var plan: String?

    @Option(
        help: .say(
            vi: "Hồ sơ con của hồ sơ này.", en: "Opened below this item.",
            name: ("hồ-sơ", "item")))
    var parent: String?

    @Flag(help: .say(vi: "Chỉ hồ sơ quá hạn.", en: "Overdue ones only."))
    var overdue = false

    @Option(
        help: .say(
            vi: "Đến hạn trong khoảng này, như \"5 ngày làm việc\".",
            en: "Due within this time, such as \"5 working days\".", name: ("thời-gian", "limit")))
    var dueWithin: String?

    @Option(
        help: .say(
            vi: "Có các từ này, gõ không dấu cũng được.",
            en: "With these words; marks are optional.",
            name: ("từ", "text")))
    var search: String?

    @Flag(help: .say(vi: "Cả hồ sơ đã kết thúc.", en: "Finished ones as well."))
    var all = false

    @Option(help: .say(vi: "Nhiều nhất bao nhiêu.", en: "At most so many.", name: ("số", "n")))
    var limit = Self.usualLimit

    @Option(
        help: .say(
            vi: "Tiếp sau hồ sơ này.", en: "Go on after this item.", name: ("hồ-sơ", "item")))
    var after: String?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func validate() throws {
        guard (1...100_000).contains(limit) else {
            throw ValidationError(
                say(vi: "--limit phải từ 1 đến 100000.", en: "--limit must be 1 to 100000."))
        }
    }

    func run(in session: Session) async throws {
        var query = try query(session)
        var found = try await session.items(query)
        // Nobody has to know codes. Only when nothing goes by those are the names looked up.
        if found.isEmpty {
            let asked = AskedNames(state: state, agency: agency, workflow: workflow, plan: plan)
            let codes = try session.codes(of: asked)
            if codes != asked {
                (query.state, query.agency) = (codes.state, codes.agency)
                (query.workflow, query.plan) = (codes.workflow, codes.plan)
                found = try await session.items(query)
            }
        }
        let rows = Array(found.prefix(limit))
        let clock = session.dueClock()
        if session.wantsJSON {
            var answer: JSONObject = ["items": .array(rows.map { $0.view(clock.status(of: $0)) })]
            if found.count > limit, let last = rows.last { answer["next"] = .string(last.id) }
            return session.answer(.object(answer))
        }
        print(
            rows, hasMore: found.count > limit, clock,
            try? session.organisation(), session.screen)
    }

    private func query(_ session: Session) throws -> ItemQuery {
        var filter = ItemFilter()
        filter.state = state
        filter.agency = agency
        filter.workflow = workflow
        filter.plan = plan
        filter.parent = parent
        filter.isOverdue = overdue
        filter.dueWithin = dueWithin
        filter.search = search
        filter.includesFinished = all
        return try filter.query(after: after, limit: limit + 1, now: session.now) {
            try session.calendar()
        }
    }

    private func print(
        _ rows: [ItemRow], hasMore: Bool, _ clock: DueClock, _ organisation: Organisation?,
        _ screen: Screen
    ) {
        guard !rows.isEmpty else {
            screen.printWrapped(
                isFiltered
                    ? say(
                        vi: "Không có hồ sơ nào khớp. Bỏ bớt điều kiện, hoặc thêm --all.",
                        en: "No item fits. Leave out conditions, or add --all.")
                    : say(
                        vi:
                            "Chưa có hồ sơ nào đang xử lý. Bắt đầu: wf load workflows/KẾ-HOẠCH.yaml",
                        en: "No open items. To begin: wf load workflows/PLAN.yaml"))
            return
        }
        ItemTable(rows, clock, organisation).print(on: screen)
        if hasMore, let last = rows.last {
            screen.print()
            screen.print(
                say(
                    vi: "Còn nữa: thêm --after \(last.id), hoặc --limit lớn hơn.",
                    en: "There are more: add --after \(last.id), or a larger --limit."))
        }
    }

    private var isFiltered: Bool {
        overdue
            || [state, agency, workflow, plan, parent, dueWithin, search, after].contains {
                $0 != nil
            }
    }
}
