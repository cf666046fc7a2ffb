import ArgumentParser
import Diagnostics
import WorkflowCalendar
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

struct PeopleSet: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "set",
            abstract: say(
                vi: "Sửa tên, thư, hoặc chuyển chức vụ.",
                en: "Change name, mail, or position."),
            usage: say(
                vi: "wf people set <mã> [<tùy-chọn>]", en: "wf people set <id> [<options>]"),
            discussion: say(
                vi: """
                    --agency hay --role với --from: chức vụ cũ hết hôm trước, chức vụ mới bắt đầu
                    hôm ấy; không có --from thì chức vụ đang giữ được sửa tại chỗ.

                    Ví dụ:
                      wf people set tc.lan --email lan@example.vn
                      wf people set tc.lan --role division-head --from 01/07/2021
                    """,
                en: """
                    --agency or --role with --from: the position held ends the day before, and the
                    new one begins; without --from the position held is corrected.

                    Examples:
                      wf people set tc.lan --email lan@example.vn
                      wf people set tc.lan --role division-head --from 2021-07-01
                    """))
    }

    @OptionGroup var person: PersonArgument

    @Option(help: .say(vi: "Họ tên.", en: "The name.", name: ("tên", "name")))
    var name: String?

    @Option(
        help: .say(
            vi: "Cơ quan, bằng mã hay tên.", en: "The agency, by code or name.",
            name: ("cơ-quan", "agency")))
    var agency: String?

    @Option(
        help: .say(
            vi: "Các vai trò, thay cho vai trò cũ.", en: "The roles, in place of the old.",
            name: ("vai-trò", "role")))
    var role: [String] = []

    @Option(
        help: .say(vi: "Từ ngày này.", en: "From this day on.", name: ("ngày", "date")))
    var from: String?

    @Option(help: .say(vi: "Thư điện tử.", en: "Mail address.", name: ("thư", "address")))
    var email: String?

    @Option(
        help: .say(
            vi: "Ngôn ngữ nhận tin.", en: "The language to write in.",
            name: ("vi|en", "vi|en")))
    var language: Language?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .administers }

    func validate() throws {
        if from != nil, agency == nil, role.isEmpty {
            throw ValidationError(
                say(
                    vi: "--from đi cùng --agency hoặc --role.",
                    en: "--from goes with --agency or --role."))
        }
    }

    func run(in session: Session) async throws {
        let editing = try PeopleEditing(session)
        let organisation = editing.rules.organisation
        let agency = try agency.map { text throws(Failure) in
            try organisation.code(ofAgency: text)
        }
        let roles = try role.map { text throws(Failure) in try organisation.code(ofRole: text) }
        let from = try from.map { text throws(Failure) in
            try CalendarDate.typed(text, as: "--from")
        }
        var after: Organisation.Person?
        let changed = try editing.edit { file in
            var person = try editing.requireChangeable(self.person.id, in: file)
            if let name { person.name = TextFolding.nfc(name) }
            if let email { person.email = email }
            if let language { person.language = language }
            if agency != nil || !roles.isEmpty {
                try move(&person, to: agency, roles, from: from, today: session.today)
            }
            after = person
            return file.put(person)
        }
        session.tell(after, changed: changed)
    }

    /// Changes the position that somebody holds on the day, or ends it and begins another.
    private func move(
        _ person: inout Organisation.Person, to agency: String?, _ roles: [String],
        from: CalendarDate?, today: CalendarDate
    ) throws(Failure) {
        let day = from ?? today
        let held = person.positions.indices.filter { person.positions[$0].isHeld(on: day) }
        guard held.count == 1 else {
            throw Failure(
                .refused, "which-position",
                LocalizedText(
                    vi: "Ngày \(day.formatted(.slashed)) \(person.id) giữ \(held.count) chức vụ.",
                    en: "On \(day) \(person.id) holds \(held.count) positions."),
                hint: LocalizedText(
                    vi: "dùng wf people end và wf people add, hoặc sửa tệp",
                    en: "use wf people end and wf people add, or edit the file"))
        }
        let index = held[0]
        var position = person.positions[index]
        if let agency { position.agency = agency }
        if !roles.isEmpty { position.roles = roles }
        guard let from, position.from.map({ $0 < from }) ?? true else {
            person.positions[index] = position
            return
        }
        position.from = from
        person.positions[index].to = from.adding(days: -1)
        person.positions.append(position)
    }
}
