import ArgumentParser
import Diagnostics
import JSON
import WorkflowModel
import WorkflowPresentation

struct AgenciesList: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: say(
                vi: "Danh sách cơ quan, theo tên hôm nay.",
                en: "The agencies, by their names today."),
            usage: say(
                vi: "wf agencies list [<tùy-chọn>]", en: "wf agencies list [<options>]"),
            discussion: say(
                vi: """
                    Cơ quan không còn (đã nhập vào cơ quan khác) chỉ hiện với --all.

                    Ví dụ:
                      wf agencies list --search "tài chính"
                      wf agencies list --all
                    """,
                en: """
                    Agencies that are gone (merged into others) are shown with --all only.

                    Examples:
                      wf agencies list --search finance
                      wf agencies list --all
                    """))
    }

    @Option(
        help: .say(
            vi: "Có các chữ này trong mã hay tên, gõ không dấu cũng được.",
            en: "With this in their code or a name; marks are optional.", name: ("từ", "text")))
    var search: String?

    @Flag(help: .say(vi: "Cả cơ quan không còn.", en: "Those that are gone as well."))
    var all = false

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func run(in session: Session) async throws {
        let organisation = try session.rules().organisation
        let today = session.today
        let agencies = organisation.agencies.filter { agency in
            (all || agency.exists(on: today)) && (search.map { agency.mentions($0) } ?? true)
        }
        if session.wantsJSON {
            return session.answer([
                "agencies": .array(agencies.map { $0.view(in: organisation, on: today) })
            ])
        }
        let screen = session.screen
        guard !agencies.isEmpty else {
            return screen.printWrapped(
                say(vi: "Không có cơ quan nào khớp.", en: "No agency fits."))
        }
        var table = TextTable([
            .init(title: say(vi: "Mã", en: "Agency")),
            .init(title: say(vi: "Tên", en: "Name"), minimum: 20, maxLines: 3),
            .init(title: say(vi: "Cấp trên", en: "Under")),
            .init(title: say(vi: "Người", en: "People"), alignment: .right),
        ])
        for agency in agencies {
            let count = organisation.people(role: nil, agency: agency.code).count
            table.add(
                .init(agency.code, .accent), .init(agency.name.spoken),
                .init(agency.parent ?? "", .quiet), .init(count == 0 ? "" : String(count)))
        }
        for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
    }
}
