import ArgumentParser
import Diagnostics
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

struct DelegationsGive: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "give",
            abstract: say(vi: "Ủy quyền cho một người.", en: "Give powers to a deputy."),
            usage: say(
                vi: "wf delegations give --to <mã> --from <ngày> --until <ngày> […]",
                en: "wf delegations give --to <user> --from <date> --until <date> [<options>]"),
            discussion: say(
                vi: """
                    Người ủy quyền vẫn nhận tin báo, người được ủy quyền nhận thêm. Người ủy
                    quyền là bạn, trừ khi ghi --principal.

                    Ví dụ:
                      wf delegations give --to tc.nam --from 15/12/2021 --until 20/12/2021
                      wf delegations give --to tc.nam --from 15/12/2021 --until 20/12/2021 \\
                        --workflow budgeted-task --action approve --note "Quyết định 12/QĐ-STC"
                    """,
                en: """
                    The principal is told as before, and the deputy too. The principal is you,
                    unless --principal says otherwise.

                    Examples:
                      wf delegations give --to tc.nam --from 2021-12-15 --until 2021-12-20
                      wf delegations give --to tc.nam --from 2021-12-15 --until 2021-12-20 \\
                        --workflow budgeted-task --action approve --note "Decision 12/QĐ-STC"
                    """))
    }

    @Option(
        help: .say(vi: "Người được ủy quyền.", en: "The deputy.", name: ("mã", "user")))
    var to: String

    @OptionGroup var days: DelegationDays

    @Option(
        help: .say(
            vi: "Người ủy quyền, nếu không phải bạn.", en: "The principal, if not you.",
            name: ("mã", "user")))
    var principal: String?

    @Option(
        help: .say(
            vi: "Chỉ quy trình này (ghi nhiều lần được).",
            en: "Only this workflow (may be repeated).", name: ("tên", "name")))
    var workflow: [String] = []

    @Option(
        help: .say(
            vi: "Chỉ bước này (ghi nhiều lần được).", en: "Only this action (may be repeated).",
            name: ("bước", "action")))
    var action: [String] = []

    @Option(
        help: .say(
            vi: "Chỉ chức vụ ở cơ quan này.", en: "Only the position in this agency.",
            name: ("cơ-quan", "agency")))
    var agency: String?

    @Option(
        help: .say(vi: "Căn cứ, lý do.", en: "On what basis, or why.", name: ("lời", "text")))
    var note: String?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .writes }

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let organisation = try session.rules().organisation
        let request = DelegationRequest(
            principal: try organisation.knownPerson(principal ?? user),
            deputy: try organisation.knownPerson(to), kind: .delegation, from: try days.first(),
            to: try days.last(), scope: Delegation.Scope(workflows: workflow, actions: action),
            agency: try agency.map { text throws(Failure) in
                try organisation.code(ofAgency: text)
            }, note: note.map(TextFolding.nfc))
        if !workflow.isEmpty || !action.isEmpty {
            try request.scope.check(in: try session.readableLibrary())
        }
        let (delegation, _) = try await session.engine(create: true).delegate(request, as: user)
        session.tell(delegation, organisation)
    }
}

/// From when until when, both days included.
struct DelegationDays: ParsableArguments {
    @Option(help: .say(vi: "Ngày đầu.", en: "The first day.", name: ("ngày", "date")))
    var from: String

    @Option(help: .say(vi: "Ngày cuối.", en: "The last day.", name: ("ngày", "date")))
    var until: String

    func first() throws(Failure) -> CalendarDate { try .typed(from, as: "--from") }
    func last() throws(Failure) -> CalendarDate { try .typed(until, as: "--until") }
}
