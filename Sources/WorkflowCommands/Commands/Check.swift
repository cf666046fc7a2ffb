import ArgumentParser
import Diagnostics
import JSON
import WorkflowAnalysis
import WorkflowCalendar
import WorkflowDocuments
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

struct Check: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check",
            abstract: say(
                vi: "Kiểm tra các tệp quy trình, kế hoạch, quy tắc.",
                en: "Check workflows, plans and rules."),
            usage: say(
                vi: "wf check [<tệp> ...] [<tùy-chọn>]",
                en: "wf check [<path> ...] [<options>]"),
            discussion: say(
                vi: """
                    Không ghi tệp nào: kiểm tra workflows/ và rules/. Một tệp thì kiểm tra cùng
                    với hai thư mục đó. Mỗi lỗi nêu tệp:dòng:cột. Cuối cùng cho biết mỗi bậc thang
                    nhắc việc gửi nhiều nhất bao nhiêu tin.

                    Ví dụ:
                      wf check
                      wf check workflows/budgeted-task.yaml
                    """,
                en: """
                    Without paths: workflows/ and rules/. A single file is checked together with
                    these. Every complaint gives file:line:column. At the end it says how many
                    messages each ladder of reminders can send at most.

                    Examples:
                      wf check
                      wf check workflows/budgeted-task.yaml
                    """))
    }

    @Argument(
        help: .say(vi: "Tệp hoặc thư mục.", en: "Files or folders.", name: ("tệp", "path")),
        completion: .file())
    var paths: [String] = []

    @OptionGroup var global: GlobalOptions

    /// Files that are named are those of this machine; a server is asked for the whole of its own.
    var remote: RemoteUse { paths.isEmpty ? .reads : .local }

    func run(in session: Session) async throws {
        let (list, ladders, people) = try findings(session)
        if session.wantsJSON {
            var answer: JSONObject = [
                "diagnostics": .array(list.sorted.map(\.view)),
                "ladders": .array(ladders.map(\.view)),
            ]
            answer["people"] = people.map(\.view)
            session.answer(.object(answer))
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
            for ladder in ladders { session.screen.print(ladder.line) }
            for line in people?.lines ?? [] {
                for part in line.wrapped(to: session.screen.width) { session.screen.print(part) }
            }
            session.screen.print(
                session.screen.palette("✓ ", .good)
                    + say(vi: "Không có lỗi.", en: "No errors."))
        }
    }

    private func findings(_ session: Session) throws(Failure) -> Findings {
        guard !paths.isEmpty else {
            let home = try session.whereHomeIs()
            var found = SourceFolders([home.workflows, home.rules]).check(on: session.today)
            for diagnostic in try Self.draftFaults(home) { found.list.append(diagnostic) }
            return found
        }
        for path in paths { try FilePlace.requireExistence(path) }
        let isFiles = paths.allSatisfy { !FilePlace.isFolder($0) }
        guard isFiles, let home = try? session.whereHomeIs() else {
            return SourceFolders(paths).check(on: session.today)
        }
        let sources = CheckedSources(paths, in: home)
        let (list, ladders, _) = sources.check(on: session.today)
        return (
            sources.ownDiagnostics(in: list),
            ladders.filter { sources.isAsked($0.range.start.file) }, nil
        )
    }
}

extension Check {
    /// What is wrong with the templates of drafts. Whether their names stand for something hangs on
    /// the item they are filled from.
    fileprivate static func draftFaults(_ home: Home) throws(Failure) -> [Diagnostic] {
        let files = DraftFiles(folder: home.rules + "/documents")
        var faults: [Diagnostic] = []
        do {
            for kind in try files.kinds() {
                let text = try files.text(kind)
                do throws(DraftError) {
                    _ = try DraftTemplate(text)
                } catch {
                    let place = SourceRange(
                        file: files.path(kind), line: error.line, column: error.column)
                    faults.append(
                        .error("bad-template", error.message, at: place, hint: error.hint))
                }
            }
        } catch {
            throw Failure(any: error)
        }
        return faults
    }
}

/// What is wrong, what the ladders can send, and that there are people for all.
private typealias Findings = (
    list: DiagnosticList, ladders: [LadderBound], people: PeopleProof?
)

extension SourceProvider {
    /// What reading finds, and what can be said of definitions that were read.
    ///
    /// - Parameter date: whose people count.
    fileprivate func check(on date: CalendarDate) -> Findings {
        let loader = LibraryLoader(self)
        let library = loader.library()
        var list = loader.diagnostics
        for diagnostic in library.rules.analyseTables(besides: list) { list.append(diagnostic) }
        for diagnostic in library.analyseNotifications(besides: loader.diagnostics) {
            list.append(diagnostic)
        }
        let ladders = library.ladderBounds()
        for diagnostic in ladders.compactMap(\.diagnostic) { list.append(diagnostic) }
        let people = library.provePeople(on: date, besides: loader.diagnostics)
        for diagnostic in people?.diagnostics ?? [] { list.append(diagnostic) }
        UntilExit.keep((loader, library))
        return (list, ladders, people)
    }
}

extension PeopleProof {
    /// What was proved, and what not.
    fileprivate var lines: [String] {
        guard actions > 0 else { return [] }
        var lines = [
            say(
                vi: "Đã xét ai làm được \(actions) bước, \(constrained) bước có ràng buộc",
                en: "Who may: \(actions) actions were looked at, \(constrained) of them under"
                    + " constraints")
        ]
        if !unstaffed.isEmpty {
            let list = unstaffed.joined(separator: ", ")
            lines.append(say(vi: "Chưa có người nào ở: \(list)", en: "Nobody is known in: \(list)"))
        }
        if !undecided.isEmpty {
            let list = undecided.joined(separator: ", ")
            lines.append(
                say(
                    vi: "Chỉ từng hồ sơ mới biết ai làm được: \(list)",
                    en: "Only an item tells who may: \(list)"))
        }
        return lines
    }

    fileprivate var view: JSON {
        [
            "actions": .int(Int64(actions)), "constrained": .int(Int64(constrained)),
            "unstaffed": .array(unstaffed.map(JSON.string)),
            "undecided": .array(undecided.map(JSON.string)),
        ]
    }
}

extension LadderBound {
    fileprivate var line: String {
        say(
            vi: "Bậc thang \(name): \(steps) bước, nhiều nhất \(messages) tin mỗi lần chạy",
            en: "Ladder \(name): \(steps) \(steps == 1 ? "step" : "steps"), at most \(messages)"
                + " \(messages == 1 ? "message" : "messages") each time it runs")
    }

    fileprivate var view: JSON {
        [
            "name": .string(name), "steps": .int(Int64(steps)),
            "messages": .int(Int64(messages)),
        ]
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
