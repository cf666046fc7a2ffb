import ArgumentParser
import Diagnostics
import JSON
import WorkflowModel
import WorkflowPresentation

struct PeopleList: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: say(vi: "Danh sách người.", en: "The people."),
            usage: say(
                vi: "wf people list [<tùy-chọn>]", en: "wf people list [<options>]"),
            discussion: say(
                vi: """
                    Ví dụ:
                      wf people list --agency "Sở Tài chính"
                      wf people list --role appraiser --json
                      wf people list --all
                    """,
                en: """
                    Examples:
                      wf people list --agency so-tai-chinh
                      wf people list --role appraiser --json
                      wf people list --all
                    """))
    }

    @Option(
        help: .say(vi: "Của cơ quan này.", en: "Of this agency.", name: ("cơ-quan", "agency")))
    var agency: String?

    @Option(help: .say(vi: "Có vai trò này.", en: "With this role.", name: ("vai-trò", "role")))
    var role: String?

    @Option(
        help: .say(
            vi: "Có các chữ này trong mã hay tên.", en: "With this in identifier or name.",
            name: ("từ", "text")))
    var search: String?

    @Flag(
        help: .say(
            vi: "Cả người đã thôi hoặc chưa bắt đầu.", en: "Also who is gone or yet to come."))
    var all = false

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func run(in session: Session) async throws {
        let organisation = try session.rules().organisation
        let agency = try agency.map { text throws(Failure) in
            try organisation.code(ofAgency: text)
        }
        let role = try role.map { text throws(Failure) in try organisation.code(ofRole: text) }
        let people = (all ? organisation.everybody : organisation.people).filter { person in
            person.positions.contains { position in
                (agency.map { $0 == position.agency } ?? true)
                    && (role.map(position.roles.contains) ?? true)
            } && (search.map { person.mentions($0) } ?? true)
        }
        if session.wantsJSON {
            return session.answer([
                "people": .array(
                    people.map { $0.view(isPresent: organisation.present($0.id) != nil) })
            ])
        }
        guard !people.isEmpty else {
            return session.screen.printWrapped(
                say(vi: "Không có ai khớp.", en: "Nobody fits."))
        }
        PeopleText(organisation).print(people, on: session.screen)
    }
}
