import ArgumentParser
import Diagnostics
import JSON
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

struct SetFields: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "set",
            abstract: say(
                vi: "Sửa dữ liệu của hồ sơ ngoài các bước.",
                en: "Change fields of an item outside an action."),
            usage: say(
                vi: "wf set <hồ-sơ> [<trường=giá-trị> …] [<tùy-chọn>]",
                en: "wf set <item> [<field=value> …] [<options>]"),
            discussion: say(
                vi: """
                    Không ghi trường nào: liệt kê các trường bạn sửa được lúc này. Ai sửa được
                    trường nào, khi hồ sơ ở đâu, là do quy trình nói (`edit`).

                    Ví dụ:
                      wf set PL.II.6
                      wf set PL.II.6 finish_by=30/11/2021 --note "Theo công văn 12"
                      wf set PL.II.6 estimate=@du-toan.csv
                      wf set PL.II.6 coordinating="[so-tttt, so-tai-chinh]"
                      wf set PL.II.6 priority=

                    `trường=` để trống là xóa giá trị; @tệp để đọc từ tệp.
                    """,
                en: """
                    Without a field: lists those you may change now. Who may change which, and
                    while the item is where, is what the workflow says (`edit`).

                    Examples:
                      wf set PL.II.6
                      wf set PL.II.6 finish_by=30/11/2021 --note "By letter 12"
                      wf set PL.II.6 estimate=@estimate.csv
                      wf set PL.II.6 coordinating="[so-tttt, so-tai-chinh]"
                      wf set PL.II.6 priority=

                    `field=` with nothing behind it takes the value away; @file reads a file.
                    """))
    }

    @Argument(help: .say(vi: "Mã hồ sơ.", en: "The item.", name: ("hồ-sơ", "item")))
    var item: String

    @Argument(
        help: .say(
            vi: "Trường và giá trị mới.", en: "A field and its new value.",
            name: ("trường=giá-trị", "field=value")))
    var values: [String] = []

    @Option(
        help: .say(vi: "Lý do, ghi chú.", en: "A note with the reason.", name: ("lời", "text")))
    var note: String?

    @OptionGroup var write: WriteOptions

    @OptionGroup var standing: StandingOptions
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .writes }

    var namedFiles: [String] {
        FieldArguments.files(in: values)
    }

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let engine = try session.engine()
        _ = try engine.actor(user)
        let before = try await engine.state(of: item)
        if values.isEmpty { return try await list(before, as: user, engine, session) }
        let fields = try FieldArguments(arguments: values, option: "")
            .values(for: before.workflow, engine.rules.organisation)
        let outcome = try await engine.set(
            item, fields: fields, note: note.map(TextFolding.nfc), ifVersion: write.ifVersion,
            key: session.key(write.key), as: user, for: standing.principal)
        if session.wantsJSON {
            return session.answer([
                "item": outcome.item.view(), "events": .array(outcome.events.map(\.view)),
            ])
        }
        guard !outcome.events.isEmpty else {
            return session.screen.printWrapped(
                say(
                    vi: "\(item): các trường đã có giá trị ấy, không có gì để sửa.",
                    en: "\(item): the fields have these values already; nothing was changed."))
        }
        let text = EventText(
            workflow: outcome.item.workflow, organisation: engine.rules.organisation,
            documents: engine.rules.documents)
        OutcomeText(outcome, before: before, engine.rules.organisation, session)
            .print(title: say(vi: "Đã sửa dữ liệu", en: "Fields changed"), tells: false)
        for event in outcome.events { text.printChanges(event, on: session.screen) }
    }

    /// The fields the user may change, with what they hold now.
    private func list(
        _ state: ItemState, as user: String, _ engine: Engine, _ session: Session
    ) async throws {
        let fields = try await engine.editableFields(
            of: state, as: user, for: standing.principal)
        if session.wantsJSON {
            return session.answer([
                "fields": .array(
                    fields.map { field in
                        [
                            "name": .string(field.name), "title": .string(field.title.spoken),
                            "type": .string(field.type.name.spoken),
                            "value": state[field: field.name]?.json ?? .null,
                        ]
                    })
            ])
        }
        let screen = session.screen
        guard !fields.isEmpty else {
            return screen.printWrapped(
                say(
                    vi: "Lúc này bạn không sửa được trường nào của \(item) ngoài các bước.",
                    en: "There is no field of \(item) you may change now outside an action."))
        }
        screen.print(say(vi: "Bạn sửa được:", en: "You may change:"))
        var table = TextTable([
            .init(title: say(vi: "Trường", en: "Field")),
            .init(title: say(vi: "Tên", en: "Title"), minimum: 14),
            .init(title: say(vi: "Kiểu", en: "Type"), minimum: 8),
            .init(title: say(vi: "Đang là", en: "Now"), minimum: 12),
        ])
        for field in fields {
            let now = state[field: field.name]?.text(field.type, engine.rules.organisation).spoken
            table.add(
                .init(field.name, .accent), .init(field.title.spoken),
                .init(field.type.name.spoken, .quiet), .init(now ?? "–"))
        }
        for line in table.lines(width: screen.width, indent: 2, screen.palette) {
            screen.print(line)
        }
    }
}
