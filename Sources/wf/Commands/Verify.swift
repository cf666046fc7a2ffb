import ArgumentParser
import Diagnostics
import JSON
import WorkflowEngine

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
                    liệu đang lưu.
                    """,
                en: """
                    Recomputes the hash of every event, rebuilds every item from its history and
                    compares it with what is stored.
                    """))
    }

    @OptionGroup var global: GlobalOptions

    func run(in session: Session) async throws {
        let report = try await session.engine().verify()
        if session.wantsJSON {
            session.answer([
                "events": .int(report.events), "items": .int(Int64(report.items)),
                "head": report.head.map(JSON.string) ?? .null, "ok": .bool(report.isClean),
                "problems": .array(report.problems.map(\.view)),
            ])
        } else {
            print(report, session.screen)
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
            screen.print(
                screen.palette("✗ ", .bad) + place + (problem.item ?? "") + " "
                    + problem.message.spoken)
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

extension VerifyReport.Problem {
    fileprivate var view: JSON {
        var view = JSONObject()
        view["code"] = .string(code)
        view["item"] = item.map(JSON.string)
        view["seq"] = sequence.map(JSON.int)
        view["message"] = .string(message.spoken)
        return .object(view)
    }
}
