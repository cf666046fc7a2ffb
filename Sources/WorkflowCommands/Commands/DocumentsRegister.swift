import ArgumentParser
import JSON
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

struct DocumentsRegister: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "register",
            abstract: say(vi: "Sổ đăng ký văn bản đi.", en: "The register of documents issued."),
            usage: say(
                vi: "wf documents register [<tùy-chọn>]",
                en: "wf documents register [<options>]"),
            discussion: say(
                vi: """
                    Mọi văn bản đã cấp số của một cơ quan trong năm, kể cả cấp muộn và đã thu hồi.

                    Ví dụ:
                      wf documents register --office so-khcn --year 2021
                      wf documents register --item PL.II.6
                    """,
                en: """
                    All numbered documents of an office in a year, late and withdrawn ones too.

                    Examples:
                      wf documents register --office so-khcn --year 2021
                      wf documents register --item PL.II.6
                    """))
    }

    @Option(
        help: .say(
            vi: "Cơ quan; mặc định mọi cơ quan.", en: "The office; default all.",
            name: ("cơ-quan", "agency")))
    var office: String?

    @Option(
        help: .say(vi: "Năm; mặc định năm nay.", en: "Default this year.", name: ("năm", "year")))
    var year: Int?

    @Option(
        help: .say(
            vi: "Chỉ văn bản của hồ sơ này.", en: "Only those of this item.",
            name: ("hồ-sơ", "item")))
    var item: String?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func run(in session: Session) async throws {
        let engine = try session.engine()
        let agency = office.map { engine.rules.organisation.agency(called: $0)?.code ?? $0 }
        let entries = try await engine.documents(
            office: agency, year: item == nil ? year ?? session.today.year : year, item: item)
        if session.wantsJSON {
            return session.answer(["documents": .array(entries.map(\.view))])
        }
        RegisterText(session.screen).print(entries)
    }
}
