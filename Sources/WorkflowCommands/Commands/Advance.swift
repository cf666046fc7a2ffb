import ArgumentParser
import Diagnostics
import WorkflowDocuments
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

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

    /// What it is to do with one item.
    var errand: AdvanceErrand {
        AdvanceErrand(
            item: item, action: action, values: values, note: note, attach: attach,
            outcome: outcome, member: member, ifVersion: write.ifVersion, key: write.key,
            breakGlass: breakGlass, principal: standing.principal, choices: choices)
    }

    func run(in session: Session) async throws {
        guard bulk.all else { return try await errand.run(in: session) }
        let user = try session.actingUser()
        let engine = try session.engine()
        _ = try engine.actor(user)
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
}
