import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowReports
import WorkflowStorage

struct Show: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show",
            abstract: say(vi: "Xem một hồ sơ và các bước có thể làm.", en: "Show an item."),
            usage: say(
                vi: "wf show <hồ-sơ> [<tùy-chọn>]",
                en: "wf show <item> [<options>]"),
            discussion: say(
                vi: """
                    Hồ sơ đang ở bước nào của quy trình, chờ ai, thời hạn và căn cứ, dự toán, văn
                    bản; bước nào bạn làm được kèm lệnh để gõ, bước nào chưa và vì sao.

                    Ví dụ:
                      wf show PL.II.6 --as khcn.linh
                      wf show PL.II.6 --json
                    """,
                en: """
                    Where it is on its workflow, whom it waits for, deadlines and their sources,
                    the estimate, documents; which actions you may take with the command to type,
                    which not, and why.

                    Examples:
                      wf show PL.II.6 --as khcn.linh
                      wf show PL.II.6 --json
                    """))
    }

    @Argument(help: .say(vi: "Mã hồ sơ.", en: "The item.", name: ("hồ-sơ", "item")))
    var item: String

    @OptionGroup var standing: StandingOptions
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func run(in session: Session) async throws {
        let engine = try session.engine()
        let state = try await engine.state(of: item)
        var actions: [AvailableAction]?
        var editable: [FieldDefinition] = []
        if let user = session.user {
            actions = try await engine.actions(on: state, as: user, for: standing.principal)
            if !state.workflow.edits.isEmpty {
                editable = try await engine.editableFields(
                    of: state, as: user, for: standing.principal)
            }
        }
        let pending = try await engine.pendingActions(on: state)
        let clock = session.dueClock(
            engine.rules.calendars[state.workflow.calendar]?.inForce(at: session.now))
        let children = try await children(of: state, engine, clock)
        let notes = try await notes(for: state, engine)
        if session.wantsJSON {
            return session.answer([
                "item": state.view(
                    actions: actions ?? [], pending: pending, editable: editable.map(\.name),
                    children: children?.view),
                "notes": .array(notes.map(\.json)),
            ])
        }
        let page = ItemPage(
            state: state, organisation: engine.rules.organisation,
            clock: clock, children: children, notes: notes, screen: session.screen)
        page.print(pending: pending)
        if state.outcome == nil { try print(actions, editable, of: state, page, session) }
    }

    /// What was written to whoever has it now.
    private func notes(
        for state: ItemState, _ engine: Engine
    ) async throws -> [HandoverNote] {
        if state.outcome != nil { return [] }
        let text = EventText(
            workflow: state.workflow, organisation: engine.rules.organisation,
            documents: engine.rules.documents)
        return HandoverNote.all(of: state, in: try await engine.history(of: state.id), text)
    }

    /// Nil when it has none.
    private func children(
        of state: ItemState, _ engine: Engine, _ clock: DueClock
    ) async throws -> ChildrenText? {
        if state.children.isEmpty { return nil }
        let rows = try await engine.items(ItemQuery(parent: state.id, limit: .max))
        return ChildrenText(state, rows, clock)
    }

    private func print(
        _ actions: [AvailableAction]?, _ editable: [FieldDefinition], of state: ItemState,
        _ page: ItemPage, _ session: Session
    ) throws {
        guard let actions, let user = session.user else {
            session.screen.print()
            session.screen.print(
                say(
                    vi: "Thêm --as MÃ để xem bạn làm được gì với hồ sơ này.",
                    en: "Add --as USER to see what you may do with this item."))
            return
        }
        let list = ActionList(
            state: state, actions: actions,
            line: ActionLine(
                item: state.id, workflow: state.workflow, user: session.isUserGiven ? user : nil,
                principal: standing.principal),
            screen: session.screen)
        let name = page.organisation.person(user)?.name ?? user
        if actions.contains(where: \.isOpen) || !editable.isEmpty {
            page.section(vi: "\(name) làm được", en: "\(name) may")
            list.printOpen()
            print(editable, of: state, session)
        }
        if actions.contains(where: { !$0.isOpen }) {
            page.section(vi: "\(name) không làm được", en: "\(name) may not")
            list.printClosed()
        }
    }
    /// What can be changed outside an action.
    private func print(
        _ editable: [FieldDefinition], of state: ItemState, _ session: Session
    ) {
        guard let first = editable.first else { return }
        let screen = session.screen
        let person = session.isUserGiven ? session.user.map { " --as \($0)" } ?? "" : ""
        let text =
            "set – " + say(vi: "Sửa dữ liệu: ", en: "Change fields: ")
            + editable.map { "\($0.title.spoken) (\($0.name))" }.joined(separator: ", ")
        for (index, line) in text.wrapped(to: screen.width - 4).enumerated() {
            screen.print("  " + (index == 0 ? screen.palette("✓ ", .good) : "  ") + line)
        }
        screen.print(
            "      "
                + screen.palette(
                    "wf set \(state.id) \(first.name)=" + say(vi: "GIÁ-TRỊ", en: "VALUE") + person,
                    .accent))
    }
}
