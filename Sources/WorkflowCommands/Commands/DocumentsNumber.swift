import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowCore
import WorkflowDocuments
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowStorage

struct DocumentsNumber: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "number",
            abstract: say(vi: "Cấp số cho văn bản.", en: "Give a document its number."),
            usage: say(
                vi: "wf documents number <loại> --summary <trích yếu> [<tùy-chọn>]",
                en: "wf documents number <type> --summary <text> [<options>]"),
            discussion: say(
                vi: """
                    Số kế tiếp của cơ quan trong năm, không nhảy, không trùng, dù nhiều người cùng
                    cấp. Người cấp và dãy số theo rules/documents.yaml. Văn bản ghi ngày trước số
                    đã cấp cần --late.

                    Ví dụ:
                      wf documents number TTr --item PL.II.6 --summary "Phê duyệt dự toán" \\
                        --signer "Nguyễn Văn A" --position "Phó Giám đốc" --capacity KT \\
                        --principal "Giám đốc" --to "UBND tỉnh" --attach to-trinh.pdf
                      wf documents number --batch < van-ban.jsonl
                    """,
                en: """
                    The next number of the office in the year, without gaps and doubles whoever
                    else is numbering. Who may and in which series: rules/documents.yaml. A
                    document dated before one that has its number needs --late.

                    Examples:
                      wf documents number TTr --item PL.II.6 --summary "The estimate" \\
                        --signer "Nguyễn Văn A" --position "Phó Giám đốc" --capacity KT \\
                        --principal "Giám đốc" --to "UBND tỉnh" --attach to-trinh.pdf
                      wf documents number --batch < documents.jsonl
                    """))
    }

    @Argument(
        help: .say(
            vi: "Loại văn bản: TTr, QĐ, CV, to-trinh …", en: "Its type: TTr, QĐ, CV, to-trinh …",
            name: ("loại", "type")))
    var type: String?

    @Option(help: .say(vi: "Trích yếu.", en: "What it is about.", name: ("lời", "text")))
    var summary: String?

    @Option(
        help: .say(
            vi: "Cơ quan ban hành; mặc định cơ quan của bạn.", en: "The office; default yours.",
            name: ("cơ-quan", "agency")))
    var office: String?

    @Option(help: .say(vi: "Thuộc hồ sơ này.", en: "Its item.", name: ("hồ-sơ", "item")))
    var item: String?

    @Option(
        help: .say(
            vi: "Ngày văn bản; mặc định hôm nay.", en: "Its date; default today.",
            name: ("ngày", "date")))
    var date: String?

    @Option(help: .say(vi: "Địa danh.", en: "The place.", name: ("nơi", "place")))
    var place: String?

    @Option(help: .say(vi: "Người ký.", en: "Who signed.", name: ("tên", "name")))
    var signer: String?

    @Option(help: .say(vi: "Chức vụ người ký.", en: "What they are.", name: ("chức-vụ", "title")))
    var position: String?

    @Option(
        help: .say(
            vi: "Quyền hạn: TM, Q, KT, TL, TUQ.", en: "Signing TM, Q, KT, TL or TUQ.",
            name: ("quyền-hạn", "capacity")))
    var capacity: String?

    @Option(
        help: .say(
            vi: "Ký thay, thừa lệnh ai: Giám đốc.", en: "For whom: Giám đốc.",
            name: ("chức-vụ", "title")))
    var principal: String?

    @Option(
        name: .customLong("to"),
        help: .say(vi: "Nơi nhận (nhiều lần).", en: "A recipient (repeat).", name: ("nơi", "who")))
    var recipients: [String] = []

    @Option(
        help: .say(
            vi: "Độ khẩn: khan, thuong-khan, hoa-toc.", en: "khan, thuong-khan, hoa-toc.",
            name: ("độ-khẩn", "urgency")))
    var urgency: String?

    @Option(
        help: .say(
            vi: "Đơn vị soạn công văn, trong ký hiệu.", en: "Of a letter: the unit in the symbol.",
            name: ("đơn-vị", "unit")))
    var unit: String?

    @Option(
        help: .say(
            vi: "Tên loại mà quy trình đòi; mặc định theo loại.",
            en: "The kind workflows ask for; default that of the type.", name: ("tên", "kind")))
    var kind: String?

    @Option(help: .say(vi: "Tệp văn bản đã ký.", en: "The signed file.", name: ("tệp", "file")))
    var attach: String?

    @Option(
        help: .say(
            vi: "Tệp đã có trong hồ sơ: tên hoặc mã băm.", en: "A file the item has: name or hash.",
            name: ("văn-bản", "document")))
    var document: String?

    @Flag(help: .say(vi: "Cấp số muộn.", en: "A late number.")) var late = false

    @Option(
        help: .say(
            vi: "Khóa chống làm lại.", en: "Idempotency key.", name: ("khóa", "key")))
    var key: String?

    @Flag(
        help: .say(
            vi: "Mỗi dòng JSON ở đầu vào chuẩn là một văn bản.",
            en: "A document for each line of JSON on the standard input."))
    var batch = false

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .writes }

    var namedFiles: [String] {
        Attachments.files(in: attach.map { [$0] } ?? [])
    }

    func validate() throws {
        if batch != (type == nil) {
            throw ValidationError(
                say(vi: "Nêu loại văn bản, hoặc --batch.", en: "Name a type, or say --batch."))
        }
        if document != nil && (attach != nil || item == nil) {
            throw ValidationError(
                say(
                    vi: "--document đi với --item, không đi với --attach.",
                    en: "--document goes with --item, and not with --attach."))
        }
        if attach != nil && item == nil {
            throw ValidationError(
                say(vi: "--attach đi với --item.", en: "--attach goes with --item."))
        }
    }

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let engine = try session.engine(create: item == nil)
        if batch { return try await DocumentBatch(engine, user, session).run() }
        var fields = DocumentFields(type: type ?? "", summary: summary ?? "")
        fields.office = office
        fields.kind = kind
        fields.date = date
        fields.place = place
        fields.signer = signer
        fields.position = position
        fields.capacity = capacity
        fields.principal = principal
        fields.recipients = recipients
        fields.urgency = urgency
        fields.unit = unit
        fields.isLate = late
        fields.item = item
        var input = try fields.input(office: try engine.actor(user).agency)
        if let document, let item {
            input.sha256 = try await engine.state(of: item).document(called: document).sha256
        }
        let outcome = try await register(&input, engine, user, session)
        if session.wantsJSON {
            return session.answer([
                "document": outcome.entry.view, "events": .array(outcome.events.map(\.view)),
            ])
        }
        RegisterText(session.screen).print(outcome)
    }

    private func register(
        _ input: inout DocumentInput, _ engine: Engine, _ user: String, _ session: Session
    ) async throws -> DocumentOutcome {
        let key = session.key(key)
        guard let attach else { return try await engine.register(input, key: key, as: user) }
        let type = engine.rules.documents.type(called: input.type)
        let read = try Attachments(arguments: [], rules: engine.rules.documents.files)
            .read(attach, kind: input.kind ?? type?.kind ?? input.type)
        input.documents = [read.record]
        let contents = try session.contents()
        // Until the commit nobody cleans up what no event names yet.
        let lease = try contents.lease()
        defer { withExtendedLifetime(lease) {} }
        return try await engine.register(input, key: key, as: user) {
            try contents.keep(read.bytes, lease)
        }
    }
}
