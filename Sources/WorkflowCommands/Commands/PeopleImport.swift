import ArgumentParser
import Diagnostics
import JSON
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

struct PeopleImport: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "import",
            abstract: say(vi: "Nhập người từ tệp CSV.", en: "Import people from a CSV file."),
            usage: say(
                vi: "wf people import <tệp.csv> [<tùy-chọn>]",
                en: "wf people import <file.csv> [<options>]"),
            discussion: say(
                vi: """
                    Dòng đầu là tên cột: mã, họ tên, cơ quan, vai trò, từ ngày, đến ngày, thư điện
                    tử (hoặc id, name, agency, roles, from, to, email). Cơ quan và vai trò ghi bằng
                    mã hay tên. Người đã có được thay bằng dòng mới; người không có trong tệp giữ
                    nguyên. Có một dòng sai thì không ghi gì.

                    Ví dụ:
                      wf people import nhan-su.csv --dry-run
                    """,
                en: """
                    The first line names the columns: id, name, agency, roles, from, to, email (or
                    mã, họ tên, cơ quan, vai trò …). Agencies and roles go by code or name. Who is
                    there already is replaced by the new lines; who is not in the file stays. If a
                    line is wrong, nothing is written.

                    Example:
                      wf people import staff.csv --dry-run
                    """))
    }

    @Argument(help: .say(vi: "Tệp CSV.", en: "The CSV file.", name: ("tệp", "file")))
    var path: String

    @Flag(
        help: .say(vi: "Chỉ xem sẽ thay đổi gì.", en: "Only show what would change."))
    var dryRun = false

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .administers }

    var namedFiles: [String] {
        [path]
    }

    func run(in session: Session) async throws {
        let editing = try PeopleEditing(session)
        let bytes = try TextFile.bytes(path, limit: PeopleEditing.sizeLimit)
        let imported = try PeopleFile(bytes, file: path, of: editing.rules.organisation)
        var added: [Organisation.Person] = []
        var changed: [Organisation.Person] = []
        var unchanged = 0
        try editing.edit(dryRun: dryRun) { file in
            for person in imported.people {
                let isKnown = editing.rules.organisation.person(person.id) != nil
                if isKnown { _ = try editing.requireChangeable(person.id, in: file) }
                if !file.put(person) {
                    unchanged += 1
                } else if isKnown {
                    changed.append(person)
                } else {
                    added.append(person)
                }
            }
            return !added.isEmpty || !changed.isEmpty
        }
        if session.wantsJSON {
            return session.answer([
                "added": .array(added.map { .string($0.id) }),
                "changed": .array(changed.map { .string($0.id) }),
                "unchanged": .int(Int64(unchanged)), "dry_run": .bool(dryRun),
            ])
        }
        let screen = session.screen
        let organisation = editing.rules.organisation
        for (title, people) in [
            (say(vi: "Mới", en: "New"), added), (say(vi: "Sửa", en: "Changed"), changed),
        ] where !people.isEmpty {
            screen.print(screen.palette(title, .strong))
            PeopleText(organisation).print(people, on: screen)
            screen.print()
        }
        let summary = say(
            vi: "\(added.count) người mới, \(changed.count) sửa, \(unchanged) như cũ.",
            en: "\(added.count) new, \(changed.count) changed, \(unchanged) as before.")
        screen.printWrapped(
            dryRun
                ? summary + " " + say(vi: "Chưa ghi gì.", en: "Nothing was written.") : summary)
    }
}
