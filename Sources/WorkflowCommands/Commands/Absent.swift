import ArgumentParser
import Diagnostics
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

struct Absent: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "absent",
            abstract: say(
                vi: "Báo vắng mặt và cử người làm thay.",
                en: "Say that you are away and who stands in."),
            usage: say(
                vi: "wf absent --from <ngày> --until <ngày> --deputy <mã> [<tùy-chọn>]",
                en: "wf absent --from <date> --until <date> --deputy <user> [<options>]"),
            discussion: say(
                vi: """
                    Trong những ngày ấy người làm thay nhận việc và tin nhắc của người vắng, làm
                    được mọi việc của người ấy; lịch sử ghi “A (thay B)”. Về sớm thì:
                    wf delegations end SỐ. Chỉ giao một phần việc thì: wf delegations give.

                    Ví dụ:
                      wf absent --from 28/01/2022 --until 06/02/2022 --deputy tc.nam
                      wf absent --person tc.binh --from 28/01/2022 --until 06/02/2022 \\
                        --deputy tc.hoa --note "Nghỉ ốm" --as tc.director
                    """,
                en: """
                    On these days the deputy gets the tasks and reminders of the absent person,
                    and may do all their work; the history says “A (for B)”. Back early:
                    wf delegations end NUMBER. To give part of the work: wf delegations give.

                    Examples:
                      wf absent --from 2022-01-28 --until 2022-02-06 --deputy tc.nam
                      wf absent --person tc.binh --from 2022-01-28 --until 2022-02-06 \\
                        --deputy tc.hoa --note "Sick" --as tc.director
                    """))
    }

    @OptionGroup var days: DelegationDays

    @Option(help: .say(vi: "Người làm thay.", en: "Who stands in.", name: ("mã", "user")))
    var deputy: String

    @Option(
        help: .say(
            vi: "Người vắng mặt, nếu không phải bạn.", en: "Who is away, if not you.",
            name: ("mã", "user")))
    var person: String?

    @Option(help: .say(vi: "Lý do.", en: "Why.", name: ("lời", "text")))
    var note: String?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .writes }

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let organisation = try session.rules().organisation
        let request = DelegationRequest(
            principal: try organisation.knownPerson(person ?? user),
            deputy: try organisation.knownPerson(deputy), kind: .absence,
            from: try days.first(), to: try days.last(), note: note.map(TextFolding.nfc))
        let (delegation, _) = try await session.engine(create: true).delegate(request, as: user)
        session.tell(delegation, organisation)
    }
}
