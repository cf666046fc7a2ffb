import ArgumentParser
import JSON
import WorkflowCore
import WorkflowDocuments
import WorkflowEngine
import WorkflowPresentation

struct DocumentsClean: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "clean",
            abstract: say(
                vi: "Xóa tệp mà không hồ sơ nào dùng.", en: "Remove files no item names."),
            usage: say(
                vi: "wf documents clean [--dry-run] [<tùy-chọn>]",
                en: "wf documents clean [--dry-run] [<options>]"),
            discussion: say(
                vi: """
                    Lệnh bị ngắt giữa chừng có thể để lại tệp mà lịch sử không nhắc tới. Tệp ấy vô
                    hại; lệnh này xóa chúng, khi không có lệnh nào đang thêm tệp.

                    Ví dụ:
                      wf documents clean --dry-run
                    """,
                en: """
                    A command that was stopped midway may leave a file that no event names. Such a
                    file does no harm; this removes them, while no command is adding files.

                    Example:
                      wf documents clean --dry-run
                    """))
    }

    @Flag(help: .say(vi: "Chỉ cho biết sẽ xóa gì.", en: "Only say what would go."))
    var dryRun = false

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .administers }

    func run(in session: Session) async throws {
        let engine = try session.engine()
        let contents = try session.contents()
        let gone =
            dryRun
            ? try contents.leftovers(besides: Set(try await engine.namedContents().keys))
            : try await contents.clean { Set(try await engine.namedContents().keys) }
        let count = gone.contents.count + gone.drafts.count
        if session.wantsJSON {
            return session.answer([
                "removed": .bool(!dryRun), "files": .int(Int64(count)), "bytes": .int(gone.bytes),
                "contents": .array(gone.contents.map(JSON.string)),
            ])
        }
        let size = ItemState.sizeText(gone.bytes)
        session.screen.print(
            dryRun
                ? say(
                    vi: "Có \(count) tệp không hồ sơ nào dùng (\(size)).",
                    en: "\(count) files are named by no item (\(size)).")
                : say(
                    vi: "Đã xóa \(count) tệp không hồ sơ nào dùng (\(size)).",
                    en: "Removed \(count) files that no item names (\(size))."))
        for hash in gone.contents { session.screen.print("  " + hash) }
    }
}
