import ArgumentParser
import Diagnostics
import WorkflowCalendar
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

struct PeopleEnd: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "end",
            abstract: say(
                vi: "Ghi ngày một người thôi giữ chức vụ.",
                en: "Say on which day somebody leaves a position."),
            usage: say(
                vi: "wf people end <mã> --on <ngày> [<tùy-chọn>]",
                en: "wf people end <id> --on <date> [<options>]"),
            discussion: say(
                vi: """
                    Người đó không làm gì được nữa sau ngày ấy; việc đã làm vẫn mang tên họ.

                    Ví dụ:
                      wf people end tc.lan --on 31/12/2021
                      wf people end tc.lan --on 31/12/2021 --agency hoi-dong-khcn
                    """,
                en: """
                    After that day they can do nothing more; what they did still bears their name.

                    Examples:
                      wf people end tc.lan --on 2021-12-31
                      wf people end tc.lan --on 2021-12-31 --agency hoi-dong-khcn
                    """))
    }

    @OptionGroup var person: PersonArgument

    @Option(help: .say(vi: "Ngày cuối cùng.", en: "The last day.", name: ("ngày", "date")))
    var on: String

    @Option(
        help: .say(
            vi: "Chỉ thôi chức vụ ở cơ quan này.", en: "Only the position in this agency.",
            name: ("cơ-quan", "agency")))
    var agency: String?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .administers }

    func run(in session: Session) async throws {
        let editing = try PeopleEditing(session)
        let last = try CalendarDate.typed(on, as: "--on")
        let agency = try agency.map { text throws(Failure) in
            try editing.rules.organisation.code(ofAgency: text)
        }
        var after: Organisation.Person?
        let changed = try editing.edit { file in
            var person = try editing.requireChangeable(self.person.id, in: file)
            for index in person.positions.indices
            where agency.map({ $0 == person.positions[index].agency }) ?? true {
                let position = person.positions[index]
                guard position.to.map({ last < $0 }) ?? true else { continue }
                person.positions[index].to = last
            }
            // What would only have begun later is not begun.
            let begun = person.positions.filter { position in
                position.from.map { from in position.to.map { from <= $0 } ?? true } ?? true
            }
            if !begun.isEmpty { person.positions = begun }
            after = person
            return file.put(person)
        }
        session.tell(after, changed: changed)
    }
}
