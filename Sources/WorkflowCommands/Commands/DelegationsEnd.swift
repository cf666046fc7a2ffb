import ArgumentParser
import Diagnostics
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

struct DelegationsEnd: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "end",
            abstract: say(
                vi: "Chấm dứt ủy quyền trước hạn.", en: "End a delegation early, from a day on."),
            usage: say(
                vi: "wf delegations end <số> [--from <ngày>] [<tùy-chọn>]",
                en: "wf delegations end <number> [--from <date>] [<options>]"),
            discussion: say(
                vi: """
                    Mặc định từ hôm nay. Những việc đã làm thay vẫn như cũ. Người ủy quyền, người
                    được ủy quyền và người có quyền ủy quyền hộ đều thôi được.

                    Ví dụ:
                      wf delegations end 3
                      wf delegations end 3 --from 18/12/2021
                    """,
                en: """
                    From today, unless --from says otherwise. What was done stays as it is. The
                    principal, the deputy and whoever may give for the principal can end it.

                    Examples:
                      wf delegations end 3
                      wf delegations end 3 --from 2021-12-18
                    """))
    }

    @Argument(
        help: .say(
            vi: "Số của ủy quyền (wf delegations).", en: "Its number (see wf delegations).",
            name: ("số", "number")))
    var number: Int

    @Option(
        help: .say(
            vi: "Ngày đầu không còn hiệu lực.", en: "The first day it holds no more.",
            name: ("ngày", "date")))
    var from: String?

    @Option(help: .say(vi: "Lý do.", en: "Why.", name: ("lời", "text")))
    var note: String?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .writes }

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let day = try from.map { text throws(Failure) -> CalendarDate in
            try .typed(text, as: "--from")
        }
        let engine = try session.engine()
        let (delegation, _) = try await engine.endDelegation(
            number, from: day ?? session.today, note: note.map(TextFolding.nfc), as: user)
        session.tell(delegation, engine.rules.organisation)
    }
}
