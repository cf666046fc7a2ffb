import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

struct Start: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "start",
            abstract: say(vi: "Lập một hồ sơ.", en: "Start an item."),
            usage: say(
                vi: "wf start <quy-trình> [--id <mã>] [<tùy-chọn>]",
                en: "wf start <workflow> [--id <id>] [<options>]"),
            discussion: say(
                vi: """
                    Ví dụ:
                      wf start budgeted-task --id NV-01 --set lead=so-khcn \\
                        --set content="Mua máy đo" --as khcn.linh
                      wf start training-class --parent PL.II.7 --as khcn.linh
                    """,
                en: """
                    Examples:
                      wf start budgeted-task --id NV-01 --set lead=so-khcn \\
                        --set content="Buy a meter" --as khcn.linh
                      wf start training-class --parent PL.II.7 --as khcn.linh
                    """))
    }

    @Argument(
        help: .say(vi: "Tên quy trình.", en: "The workflow.", name: ("quy-trình", "workflow")))
    var workflow: String

    @Option(
        help: .say(
            vi: "Mã hồ sơ; mặc định đặt theo tên quy trình và thời điểm.",
            en: "The identifier; by default made from the workflow and the time.",
            name: ("mã", "id")))
    var id: String?

    @Option(
        help: .say(
            vi: "Thêm làm hồ sơ con của hồ sơ này.", en: "Add it below this item.",
            name: ("hồ-sơ", "item")))
    var parent: String?

    @Option(
        name: .customLong("set"),
        help: .say(
            vi: "Giá trị một trường; @tệp để đọc từ tệp.", en: "A field; @file reads a file.",
            name: ("trường=giá-trị", "field=value")))
    var values: [String] = []

    @Option(
        help: .say(
            vi: "Khóa chống làm lại: dùng lần hai thì trả lời như lần đầu.",
            en: "Idempotency key: used again, the first answer is given again.",
            name: ("khóa", "key")))
    var key: String?

    @OptionGroup var standing: StandingOptions
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .writes }

    var namedFiles: [String] {
        FieldArguments.files(in: values)
    }

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let engine = try session.engine(startingWith: workflow)
        guard let definition = engine.library.workflows[workflow] else { return }
        let fields = try FieldArguments(arguments: values)
            .values(for: definition, engine.rules.organisation)
        if let parent { return try await add(below: parent, fields, definition, engine, session) }
        if let id { try Failure.checkIdentifier(id) }
        let outcome = try await engine.start(
            workflow, id: id, fields: fields, key: session.key(key), as: user,
            for: standing.principal)
        print(outcome, definition, engine, session)
    }

    private func add(
        below parent: String, _ fields: [(name: String, value: FieldValue?)],
        _ definition: Workflow, _ engine: Engine, _ session: Session
    ) async throws {
        if let id { try Failure.checkIdentifier(id) }
        let outcome = try await engine.start(
            workflow, below: parent, id: id, fields: fields, key: session.key(key),
            as: session.actingUser(),
            for: standing.principal)
        print(outcome, definition, engine, session)
    }

    private func print(
        _ outcome: Outcome, _ definition: Workflow, _ engine: Engine, _ session: Session
    ) {
        if session.wantsJSON {
            return session.answer(["item": outcome.item.view()])
        }
        OutcomeText(outcome, before: nil, engine.rules.organisation, session).print(
            title: say(
                vi: "Đã lập hồ sơ: \(definition.title.vi)", en: "Started: \(definition.title.en)"))
    }
}
