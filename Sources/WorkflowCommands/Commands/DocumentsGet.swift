import ArgumentParser
import JSON
import WorkflowCore
import WorkflowDocuments
import WorkflowEngine
import WorkflowPresentation

struct DocumentsGet: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "get",
            abstract: say(
                vi: "Lấy lại tệp của một văn bản, sau khi kiểm tra mã băm.",
                en: "Write a document's file back, its hash checked."),
            usage: say(
                vi: "wf documents get <hồ-sơ> <văn-bản> [-o <tệp>] [<tùy-chọn>]",
                en: "wf documents get <item> <document> [-o <file>] [<options>]"),
            discussion: say(
                vi: """
                    Ghi ra tệp cùng tên ở thư mục hiện tại, hoặc tệp sau -o (- là đầu ra chuẩn).
                    Tệp đã hỏng hay bị sửa thì không ghi, và báo lỗi.

                    Ví dụ:
                      wf documents get PL.II.6 to-trinh.pdf
                      wf documents get PL.II.6 9f86d081884c -o ban-sao.pdf
                    """,
                en: """
                    Into a file of the same name here, or the one after -o (- is the standard
                    output). A file that was changed or damaged is not written, and reported.

                    Examples:
                      wf documents get PL.II.6 to-trinh.pdf
                      wf documents get PL.II.6 9f86d081884c -o copy.pdf
                    """))
    }

    @Argument(help: .say(vi: "Mã hồ sơ.", en: "The item.", name: ("hồ-sơ", "item")))
    var item: String

    @Argument(
        help: .say(
            vi: "Tên tệp, loại, hoặc đầu mã băm.", en: "Its name, kind, or the start of its hash.",
            name: ("văn-bản", "document")))
    var document: String

    @Option(
        name: .shortAndLong,
        help: .say(vi: "Ghi vào tệp này.", en: "The file to write.", name: ("tệp", "file")))
    var output: String?

    @Flag(help: .say(vi: "Ghi đè tệp đã có.", en: "Replace a file that is there."))
    var force = false

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .fetches }

    func run(in session: Session) async throws {
        let engine = try session.engine()
        let record = try await engine.state(of: item).document(called: document)
        let bytes = try session.contents().read(record.sha256)
        let path = output ?? record.name
        try AskedFile.write(bytes, to: path, replacing: force)
        if path == "-" { return }
        if session.wantsJSON {
            guard var view = record.view.object else { return }
            view["path"] = .string(path)
            return session.answer(["document": .object(view)])
        }
        session.screen.print(
            session.screen.palette("✓ ", .good)
                + say(vi: "Đã ghi \(path)", en: "Wrote \(path)")
                + " (\(ItemState.sizeText(record.size)), sha256 \(record.sha256.prefix(12)))")
    }
}
