import ArgumentParser
import Diagnostics
import Hashing
import JSON
import WorkflowDocuments
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation
import WorkflowSQLite
import WorkflowStorage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

struct BackupCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "backup",
            abstract: say(
                vi: "Sao lưu kho, tài khoản và tệp văn bản, cả khi máy chủ đang chạy.",
                en: "Back up the store, accounts and documents, also while the server runs."),
            usage: say(
                vi: "wf backup <thư-mục> [<tùy-chọn>]",
                en: "wf backup <dir> [<options>]"),
            discussion: say(
                vi: """
                    Chép mọi thứ như ở cùng một thời điểm vào một thư mục mới; không ai phải
                    chờ. Bản sao được kiểm tra trước khi mang tên đã cho, và nói mã băm cuối của
                    lịch sử: giữ riêng mã này. Quy trình và quy tắc nằm trong git, không ở đây.
                    Khôi phục: dừng máy chủ, chép bản sao thành .wf, rồi chạy wf verify
                    (docs/may-chu.md).

                    Ví dụ:
                      wf backup /backup/wf-2021-04-14
                    """,
                en: """
                    Copies everything as it is at one moment into a new folder; nobody has to
                    wait. The copy is checked before it has the name given, and the last hash of
                    the history is told: keep it elsewhere. Workflows and rules are in git, not
                    here. To restore, stop the server, copy the backup to .wf and run wf verify
                    (docs/server.md).

                    Examples:
                      wf backup /backup/wf-2021-04-14
                    """))
    }

    @Argument(
        help: .say(
            vi: "Thư mục mới cho bản sao.", en: "A new folder for the copy.",
            name: ("thư-mục", "dir")))
    var folder: String

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .atTheServer }

    func run(in session: Session) async throws {
        guard !FilePlace.exists(folder) else {
            throw Failure(
                .usage, "backup-exists",
                LocalizedText(vi: "Đã có \(folder).", en: "There is \(folder) already."),
                hint: LocalizedText(
                    vi: "đặt tên mới, ví dụ có ngày giờ", en: "give a new name, with the date say"))
        }
        // Opened as ever, so that what is wrong with the store is said as ever.
        _ = try session.store()
        let draft = "\(folder).partial-\(getpid())"
        guard mkdir(draft, 0o700) == 0 else { throw ReplacedFile.unwritable(folder) }
        let copy: BackupCopy
        do {
            copy = try await BackupCopy(
                of: try session.storePath(create: false), contents: try session.contents(),
                at: session.now, in: draft)
            guard rename(draft, folder) == 0 else { throw ReplacedFile.unwritable(folder) }
        } catch {
            BackupCopy.remove(draft)
            throw error
        }
        tell(copy, session)
    }

    private func tell(_ copy: BackupCopy, _ session: Session) {
        if session.wantsJSON {
            var answer = copy.json
            answer["folder"] = .string(folder)
            session.answer(.object(answer))
            return
        }
        let screen = session.screen
        screen.print(
            screen.palette("✓ ", .good)
                + say(
                    vi: "Đã sao lưu vào \(folder): \(copy.head.sequence) sự kiện,"
                        + " \(copy.documents) tệp văn bản.",
                    en: "Backed up to \(folder): \(copy.head.sequence) events,"
                        + " \(copy.documents) \(copy.documents == 1 ? "file" : "files")."))
        screen.print(
            say(vi: "  Mã băm cuối: \(copy.head.hash)", en: "  Last hash: \(copy.head.hash)"))
    }
}
