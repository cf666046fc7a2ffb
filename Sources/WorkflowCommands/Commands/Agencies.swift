import ArgumentParser
import Diagnostics
import WorkflowPresentation

struct Agencies: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "agencies",
            abstract: say(vi: "Các cơ quan của tổ chức.", en: "The agencies of the organisation."),
            discussion: say(
                vi: """
                    Cơ quan ghi ở rules/, với các tên theo từng thời gian: văn bản cũ giữ tên cũ.

                    Ví dụ:
                      wf agencies
                      wf agencies show so-khcn
                      wf agencies --now 2025-07-01
                    """,
                en: """
                    Agencies stand in rules/, with the names they bore when: what was written keeps
                    the name of its day.

                    Examples:
                      wf agencies
                      wf agencies show so-khcn
                      wf agencies --now 2025-07-01
                    """),
            subcommands: [AgenciesList.self, AgenciesShow.self],
            defaultSubcommand: AgenciesList.self)
    }
}
