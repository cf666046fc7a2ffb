import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowCore
import WorkflowDocuments
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

struct DocumentsDraft: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "draft",
            abstract: say(
                vi: "Soạn dự thảo văn bản theo thể thức Nghị định 30.",
                en: "Draft a document in the layout of Decree 30."),
            usage: say(
                vi: "wf documents draft <hồ-sơ> <loại> [-o <tệp>] [<tùy-chọn>]",
                en: "wf documents draft <item> <kind> [-o <file>] [<options>]"),
            discussion: say(
                vi: """
                    Điền mẫu trong rules/documents/ bằng dữ liệu của hồ sơ, thành HTML để in hoặc
                    tệp Word (.docx). Số và ngày để trống cho văn thư.

                    Ví dụ:
                      wf documents draft PL.II.6 to-trinh -o to-trinh.docx
                      wf documents draft PL.II.6 giay-xin-loi -o xin-loi.html
                    """,
                en: """
                    Fills a template of rules/documents/ with the item's fields: HTML to print, or
                    a Word file (.docx). Number and date are left open for the clerk.

                    Examples:
                      wf documents draft PL.II.6 to-trinh -o to-trinh.docx
                      wf documents draft PL.II.6 giay-xin-loi -o apology.html
                    """))
    }

    @Argument(help: .say(vi: "Mã hồ sơ.", en: "The item.", name: ("hồ-sơ", "item")))
    var item: String

    @Argument(
        help: .say(
            vi: "Tên mẫu: to-trinh, cong-van, bao-cao …", en: "to-trinh, cong-van, bao-cao …",
            name: ("loại", "kind")))
    var kind: String

    @Option(
        name: .shortAndLong,
        help: .say(
            vi: "Tệp .html hoặc .docx; mặc định <loại>-<hồ-sơ>.docx.",
            en: "A .html or .docx file; default <kind>-<item>.docx.", name: ("tệp", "file")))
    var output: String?

    @Option(
        help: .say(
            vi: "Cơ quan soạn; mặc định của bạn, hoặc cơ quan chủ trì.",
            en: "Whose draft; default yours, or the lead agency's.", name: ("cơ-quan", "agency")))
    var office: String?

    @Flag(help: .say(vi: "Ghi đè tệp đã có.", en: "Replace a file that is there."))
    var force = false

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .fetches }

    func run(in session: Session) async throws {
        let path = output ?? "\(kind)-\(item).docx"
        let isWord = path.lowercased().hasSuffix(".docx")
        guard isWord || path.lowercased().hasSuffix(".html") || path == "-" else {
            throw Failure.usage(
                "bad-output", vi: "\(path): đặt tên tệp kết thúc bằng .docx hoặc .html.",
                en: "\(path): give a name that ends in .docx or .html.")
        }
        let engine = try session.engine()
        let state = try await engine.state(of: item)
        let organisation = engine.rules.organisation
        var agency = office.map { organisation.agency(called: $0)?.code ?? $0 }
        if let given = agency, organisation.agency(given) == nil {
            throw Failure(
                .notFound, "not-found",
                LocalizedText(
                    vi: "Không có cơ quan “\(given)”.", en: "There is no agency “\(given)”."),
                hint: Failure.suggestion(nearest(given, in: organisation.agencies.map(\.code))))
        }
        if agency == nil, let user = session.user { agency = try engine.actor(user).agency }
        if agency == nil, case .string(let lead)? = state[field: "lead"] { agency = lead }
        guard let agency else {
            throw Failure.usage(
                "no-office", vi: "Thêm --office CƠ-QUAN.", en: "Add --office AGENCY.")
        }
        let plan = try state.plan.flatMap { try session.readableLibrary().plans[$0] }
        let context = DraftContext(
            state, engine.rules, office: agency, today: session.today, plan: plan)
        let draft = try draft(context, session)
        if !draft.addressees.isEmpty, draft.addressees.allSatisfy({ $0 == draft.office }) {
            throw Failure(
                .usage, "to-itself",
                LocalizedText(
                    vi: "\(draft.office) không gửi văn bản này cho chính mình.",
                    en: "\(draft.office) would send this to itself."),
                hint: LocalizedText(
                    vi: "cơ quan nào gửi: --office CƠ-QUAN", en: "who sends it: --office AGENCY"))
        }
        let bytes = isWord ? WordDraft(draft).bytes : Array(HTMLDraft(draft).text.utf8)
        try AskedFile.write(bytes, to: path, replacing: force)
        if path == "-" { return }
        if session.wantsJSON {
            return session.answer(["path": .string(path), "kind": .string(kind)])
        }
        session.screen.print(
            session.screen.palette("✓ ", .good) + say(vi: "Đã soạn \(path)", en: "Drafted \(path)"))
    }

    private func draft(_ context: DraftContext, _ session: Session) throws -> Draft {
        let files = DraftFiles(folder: try session.whereHomeIs().rules + "/documents")
        let kinds = try files.kinds()
        guard kinds.contains(kind) else {
            let list = kinds.joined(separator: ", ")
            throw Failure(
                .notFound, "not-found",
                LocalizedText(
                    vi: "Không có mẫu “\(kind)” trong rules/documents/.",
                    en: "There is no template “\(kind)” in rules/documents/."),
                hint: Failure.suggestion(nearest(kind, in: kinds))
                    ?? (list.isEmpty
                        ? nil : LocalizedText(vi: "đang có: \(list)", en: "there are: \(list)")))
        }
        let text = try files.text(kind)
        do throws(DraftError) {
            return try Draft(try DraftTemplate(text), context)
        } catch {
            var failure = Failure(
                .invalid, "bad-template",
                LocalizedText("\(files.path(kind)):\(error.line):\(error.column): ")
                    + error.message,
                hint: error.hint)
            failure.details = [
                ("file", .string(files.path(kind))), ("line", .int(Int64(error.line))),
                ("column", .int(Int64(error.column))),
            ]
            throw failure
        }
    }
}
