import ArgumentParser
import Diagnostics
import JSON
import WorkflowLoading

struct Check: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: say(
                vi: "Kiểm tra các tệp quy trình, kế hoạch, quy tắc.",
                en: "Check workflows, plans and rules."),
            usage: say(
                vi: "wf check [<tệp> ...] [<tùy-chọn>]",
                en: "wf check [<path> ...] [<options>]"),
            discussion: say(
                vi: """
                    Không ghi tệp nào: kiểm tra workflows/ và rules/. Mỗi lỗi nêu tệp:dòng:cột.

                    Ví dụ:
                      wf check
                      wf check workflows rules
                    """,
                en: """
                    Without paths: workflows/ and rules/. Every complaint gives file:line:column.

                    Examples:
                      wf check
                      wf check workflows rules
                    """))
    }

    @Argument(
        help: .say(vi: "Tệp hoặc thư mục.", en: "Files or folders.", name: ("tệp", "path")),
        completion: .file())
    var paths: [String] = []

    @OptionGroup var global: GlobalOptions

    func run(in session: Session) async throws {
        let list = LibraryLoader.check(try places(session))
        if session.wantsJSON {
            session.answer(["diagnostics": .array(list.sorted.map(\.view))])
        } else if !list.isEmpty {
            session.screen.print(
                DiagnosticRenderer(
                    language: Speech.language,
                    style: session.screen.palette.isColored ? .color : .plain,
                    width: session.screen.width, source: TextFile.contents
                ).render(list))
        }
        guard !list.hasErrors else {
            throw CheckFailure.error(list.errorCount)
        }
        if !session.wantsJSON {
            session.screen.print(
                session.screen.palette("✓ ", .good)
                    + say(vi: "Không có lỗi.", en: "No errors."))
        }
    }

    /// A single file means little without the rest: it is checked together with the home, and the
    /// whole is shown.
    private func places(_ session: Session) throws(Failure) -> [String] {
        guard paths.isEmpty else { return paths }
        let home = try session.whereHomeIs()
        return [home.workflows, home.rules]
    }
}

/// That a check found faults, which have been shown already.
enum CheckFailure {
    static func error(_ count: Int) -> Failure {
        Failure(
            .invalid, "bad-definition", vi: "Có \(count) lỗi.",
            en: "\(count) \(count == 1 ? "error" : "errors").")
    }
}
