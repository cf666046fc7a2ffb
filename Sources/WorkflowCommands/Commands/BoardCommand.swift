import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowReports
import WorkflowStorage

struct BoardCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "board",
            abstract: say(
                vi: "Bảng tiến độ của kế hoạch, theo từng mục.",
                en: "How a plan stands, section by section."),
            usage: say(
                vi: "wf board [<kế-hoạch>] [<tùy-chọn>]",
                en: "wf board [<plan>] [<options>]"),
            discussion: say(
                vi: """
                    Mỗi nhiệm vụ: dự kiến bao nhiêu, đã xong bao nhiêu, đang ở bước nào, hạn nào.

                    Ví dụ:
                      wf board
                      wf board plan-149-2021 --now 2021-05-10
                    """,
                en: """
                    For every activity: what was expected and delivered, where it is, when it is due.

                    Examples:
                      wf board
                      wf board plan-149-2021 --now 2021-05-10
                    """))
    }

    @Argument(
        help: .say(
            vi: "Tên kế hoạch; mặc định tất cả.", en: "The plan; by default all.",
            name: ("kế-hoạch", "plan")))
    var plan: String?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func run(in session: Session) async throws {
        let library = try session.readableLibrary()
        let plans = try chosen(library)
        let clock = session.dueClock()
        var boards: [(board: Board, organisation: Organisation)] = []
        for plan in plans {
            let rows = try await session.items(ItemQuery(plan: plan.name, limit: .max))
            boards.append((Board(plan, items: rows, clock: clock), library.rules.organisation))
        }
        if session.wantsJSON {
            return session.answer(["plans": .array(boards.map { $0.board.view })])
        }
        for (index, entry) in boards.enumerated() {
            if index > 0 { session.screen.print() }
            BoardText(entry.board, entry.organisation, session.screen).print()
        }
    }

    private func chosen(_ library: Library) throws -> [Plan] {
        let names = library.plans.keys.sorted()
        if let plan {
            guard let found = library.plans[plan] else {
                throw EngineError.notFound(.plan, plan, suggestion: nearest(plan, in: names))
            }
            return [found]
        }
        guard !names.isEmpty else {
            throw Failure(
                .notFound, "no-plan",
                LocalizedText(
                    vi: "Trong workflows/ không đọc được kế hoạch nào.",
                    en: "No plan could be read from workflows/."),
                hint: LocalizedText(vi: "kiểm tra bằng wf check", en: "wf check tells more"))
        }
        return names.compactMap { library.plans[$0] }
    }
}
