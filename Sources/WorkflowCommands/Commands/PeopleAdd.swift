import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

struct PeopleAdd: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "add",
            abstract: say(
                vi: "Thêm một người, hoặc thêm chức vụ.", en: "Add somebody, or a position."),
            usage: say(
                vi: "wf people add <mã> --name <tên> --agency <cơ-quan> [<tùy-chọn>]",
                en: "wf people add <id> --name <name> --agency <agency> [<options>]"),
            discussion: say(
                vi: """
                    Người đã có thì được thêm một chức vụ kiêm nhiệm.

                    Ví dụ:
                      wf people add tc.lan --name "Lan" --agency so-tai-chinh --role appraiser
                      wf people add tc.lan --agency hoi-dong-khcn --role council-chair
                    """,
                en: """
                    Somebody who is there already gets a further position.

                    Examples:
                      wf people add tc.lan --name "Lan" --agency so-tai-chinh --role appraiser
                      wf people add tc.lan --agency hoi-dong-khcn --role council-chair
                    """))
    }

    @OptionGroup var person: PersonArgument

    @Option(help: .say(vi: "Họ tên.", en: "The name.", name: ("tên", "name")))
    var name: String?

    @Option(
        help: .say(
            vi: "Cơ quan, bằng mã hay tên.", en: "The agency, by code or name.",
            name: ("cơ-quan", "agency")))
    var agency: String

    @Option(
        help: .say(
            vi: "Vai trò; lặp lại được.", en: "A role; may be repeated.",
            name: ("vai-trò", "role")))
    var role: [String] = []

    @Option(
        help: .say(vi: "Từ ngày.", en: "From this day on.", name: ("ngày", "date")))
    var from: String?

    @Option(help: .say(vi: "Đến hết ngày.", en: "The last day.", name: ("ngày", "date")))
    var to: String?

    @Option(help: .say(vi: "Thư điện tử.", en: "Mail address.", name: ("thư", "address")))
    var email: String?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .administers }

    func run(in session: Session) async throws {
        let editing = try PeopleEditing(session)
        let organisation = editing.rules.organisation
        let position = Organisation.Position(
            agency: try organisation.code(ofAgency: agency),
            roles: try role.map { text throws(Failure) in try organisation.code(ofRole: text) },
            from: try from.map { text throws(Failure) in try .typed(text, as: "--from") },
            to: try to.map { text throws(Failure) in try .typed(text, as: "--to") })
        var added: Organisation.Person?
        try editing.edit { file in
            let person: Organisation.Person
            if organisation.person(self.person.id) == nil {
                guard let name else {
                    throw Failure.usage(
                        "no-name", vi: "Người mới cần --name HỌ-TÊN.",
                        en: "Somebody new needs --name NAME.")
                }
                person = Organisation.Person(
                    id: self.person.id, name: TextFolding.nfc(name), positions: [position],
                    email: email)
            } else {
                var known = try editing.requireChangeable(self.person.id, in: file)
                guard !known.positions.contains(position) else { return false }
                known.positions.append(position)
                person = known
            }
            added = person
            return file.put(person)
        }
        session.tell(added ?? organisation.person(person.id), changed: added != nil)
    }
}

extension Session {
    /// What a command did to somebody.
    func tell(_ person: Organisation.Person?, changed: Bool) {
        if wantsJSON {
            let isPresent = person?.on(today) != nil
            return answer([
                "changed": .bool(changed),
                "person": person.map { $0.view(isPresent: isPresent) } ?? .null,
            ])
        }
        guard let person else { return }
        screen.printWrapped(
            changed
                ? say(
                    vi: "Đã ghi \(person.id) (\(person.name)).",
                    en: "\(person.id) (\(person.name)) is written.")
                : say(vi: "\(person.id) đã đúng như vậy.", en: "\(person.id) is just so already."))
    }
}
