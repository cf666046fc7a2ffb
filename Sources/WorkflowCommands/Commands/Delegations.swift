import ArgumentParser
import Diagnostics
import JSON
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

struct Delegations: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "delegations",
            abstract: say(
                vi: "Ủy quyền: ai làm thay ai, từ ngày nào đến ngày nào.",
                en: "Delegations: who stands in for whom, and when."),
            discussion: say(
                vi: """
                    Người được ủy quyền làm việc của người ủy quyền dưới tên cả hai: lịch sử ghi
                    “A (thay B)”. Tách bạch trách nhiệm tính cả hai người. Vắng mặt thì dùng
                    wf absent.

                    Chỉ chính người đó được ủy quyền, và người có vai trò nêu ở rules/
                    (delegation: by) cho người cùng cơ quan. Quyền nhận từ người khác không ủy
                    quyền tiếp, trừ khi rules/ cho (delegation: chain).

                    Ví dụ:
                      wf delegations
                      wf delegations give --to tc.nam --from 15/12/2021 --until 20/12/2021
                      wf delegations end 3
                    """,
                en: """
                    A deputy does the principal's work in both names: the history says
                    “A (for B)”. Separation of duties counts both. For somebody who is away
                    there is wf absent.

                    Only the person themselves may give their powers, and whoever has a role that
                    rules/ name (delegation: by) for people of the same agency. What was given
                    cannot be passed on unless rules/ say so (delegation: chain).

                    Examples:
                      wf delegations
                      wf delegations give --to tc.nam --from 2021-12-15 --until 2021-12-20
                      wf delegations end 3
                    """),
            subcommands: [DelegationsList.self, DelegationsGive.self, DelegationsEnd.self],
            defaultSubcommand: DelegationsList.self)
    }
}

extension Session {
    /// Tells what became of a delegation.
    func tell(_ delegation: Delegation, _ organisation: Organisation) {
        if wantsJSON { return answer(["delegation": delegation.view(on: today)]) }
        let text = DelegationText(organisation, today: today)
        screen.printWrapped(screen.palette("✓ ", .good) + text.sentence(delegation), indent: 0)
    }
}
