import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowDocuments
import WorkflowEngine
import WorkflowPresentation

struct Verify: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "verify",
            abstract: say(
                vi: "Kiểm tra lịch sử có bị sửa hay hỏng không.",
                en: "Check that history is whole and unchanged."),
            usage: say(
                vi: "wf verify [<tùy-chọn>]",
                en: "wf verify [<options>]"),
            discussion: say(
                vi: """
                    Tính lại chuỗi băm của mọi sự kiện, dựng lại từng hồ sơ từ lịch sử và so với dữ
                    liệu đang lưu; kiểm tra mã băm của mọi tệp văn bản. Nếu chỉ dữ liệu đang lưu
                    khác với lịch sử, --rebuild ghi lại dữ liệu ấy theo lịch sử.

                    Ví dụ:
                      wf verify
                      wf verify --rebuild
                    """,
                en: """
                    Recomputes the hash of every event, rebuilds every item from its history and
                    compares it with what is stored; checks the hash of every document's file. When
                    only what is stored differs from the history, --rebuild writes it anew from that.

                    Examples:
                      wf verify
                      wf verify --rebuild
                    """))
    }

    @Flag(
        help: ArgumentHelp(
            say(
                vi: "Ghi lại dữ liệu đang lưu theo lịch sử trước, rồi kiểm tra.",
                en: "First write what is stored anew from the history, then check.")))
    var rebuild = false

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { rebuild ? .administers : .oversees }

    func run(in session: Session) async throws {
        let engine = try session.engine()
        let rebuilt = rebuild ? try await engine.rebuild().items : nil
        var report = try await engine.verify()
        let contents = try session.contents()
        let named = try await engine.namedContents()
        report.problems += contents.faults(in: named)
        let leftovers = try contents.leftovers(besides: Set(named.keys))
        if session.wantsJSON {
            session.answer(
                report.view(documents: named.count, leftovers: leftovers, rebuilt: rebuilt))
        } else {
            if rebuilt == 0, !report.isClean {
                session.screen.print(
                    session.screen.palette("✗ ", .bad)
                        + say(
                            vi: "Không ghi lại gì: trước hết lịch sử phải nguyên vẹn.",
                            en: "Nothing was written: the history itself must be whole first."))
            } else if let rebuilt {
                session.screen.print(
                    session.screen.palette("✓ ", .good)
                        + say(
                            vi: "Đã ghi lại dữ liệu của \(rebuilt) hồ sơ theo lịch sử.",
                            en: "The data of \(rebuilt) items were written anew from the history."))
            }
            print(report, session.screen)
            if !leftovers.isEmpty {
                let count = leftovers.contents.count + leftovers.drafts.count
                session.screen.print(
                    say(
                        vi: "  \(count) tệp không hồ sơ nào dùng; xóa bằng wf documents clean",
                        en: "  \(count) files no item names; wf documents clean removes them"))
            }
        }
        guard report.isClean else {
            throw Failure(
                .invalid, "history-damaged",
                vi: "Lịch sử có \(report.problems.count) chỗ sai.",
                en: "The history has \(report.problems.count) faults.")
        }
    }

    private func print(_ report: VerifyReport, _ screen: Screen) {
        for problem in report.problems {
            let place = problem.sequence.map { "#\($0) " } ?? ""
            let message = problem.message.spoken
            // Some begin with the item themselves.
            let item = problem.item.map { message.hasPrefix($0) ? "" : "\($0) " } ?? ""
            screen.print(screen.palette("✗ ", .bad) + place + item + message)
        }
        for broken in report.brokenGlass {
            screen.print(screen.palette("! " + broken.text, .bad))
        }
        if report.isClean {
            screen.print(
                screen.palette("✓ ", .good)
                    + say(
                        vi: "\(report.events) sự kiện, \(report.items) hồ sơ, không có gì sai.",
                        en: "\(report.events) events, \(report.items) items, nothing wrong."))
        }
        if let head = report.head {
            screen.print(say(vi: "  Mã băm cuối: \(head)", en: "  Last hash: \(head)"))
        }
    }
}

extension BrokenGlass {
    /// On one line, loud without colour too.
    fileprivate var text: String {
        let time = at.formatted(in: .vietnam)
        let who = people.joined(separator: ", ")
        let what =
            isTaken
            ? say(vi: "PHÁ KÍNH: \(action)", en: "BREAK-GLASS: \(action)")
            : say(vi: "PHÁ KÍNH, đề nghị: \(action)", en: "BREAK-GLASS, asked for: \(action)")
        var over = constraints
        if lacksPermission { over.append(say(vi: "phân quyền", en: "who may")) }
        let overridden = over.isEmpty ? "" : " – " + over.joined(separator: ", ")
        return "#\(sequence) \(item) \(time) \(what) – \(who)\(overridden)"
    }
}
