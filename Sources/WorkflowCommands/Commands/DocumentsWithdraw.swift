import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

struct DocumentsWithdraw: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "withdraw",
            abstract: say(
                vi: "Thu hồi văn bản; số của nó không dùng lại.",
                en: "Withdraw a document; its number stays taken."),
            usage: say(
                vi: "wf documents withdraw <số-ký-hiệu> --reason <lời> [<tùy-chọn>]",
                en: "wf documents withdraw <number> --reason <text> [<options>]"),
            discussion: say(
                vi: """
                    Văn bản đã thu hồi vẫn còn trong sổ, và không còn tính là văn bản mà một bước
                    đòi phải có.

                    Ví dụ:
                      wf documents withdraw 12/TTr-SKHCN --reason "Sai số liệu"
                      wf documents withdraw 12/TTr-SKHCN --year 2021 --office so-khcn \\
                        --reason "Sai số liệu"
                    """,
                en: """
                    A document that is withdrawn stays in the register, and no longer counts where
                    an action asks for one.

                    Examples:
                      wf documents withdraw 12/TTr-SKHCN --reason "Wrong figures"
                      wf documents withdraw 12/TTr-SKHCN --year 2021 --office so-khcn \\
                        --reason "Wrong figures"
                    """))
    }

    @Argument(
        help: .say(
            vi: "Số và ký hiệu.", en: "Number and symbol.", name: ("số-ký-hiệu", "number")))
    var number: String

    @Option(help: .say(vi: "Lý do.", en: "Why.", name: ("lời", "text"))) var reason: String

    @Option(
        help: .say(
            vi: "Cơ quan; mặc định của bạn.", en: "The office; default yours.",
            name: ("cơ-quan", "agency")))
    var office: String?

    @Option(
        help: .say(vi: "Năm; mặc định năm nay.", en: "Default this year.", name: ("năm", "year")))
    var year: Int?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .writes }

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let engine = try session.engine()
        let own = try engine.actor(user).agency
        let agency = office.map { engine.rules.organisation.agency(called: $0)?.code ?? $0 } ?? own
        let id = RegisteredDocument.ID(
            office: agency, year: year ?? session.today.year, text: TextFolding.nfc(number))
        let outcome = try await engine.withdraw(id, reason: TextFolding.nfc(reason), as: user)
        if session.wantsJSON {
            return session.answer([
                "document": outcome.entry.view, "events": .array(outcome.events.map(\.view)),
            ])
        }
        session.screen.print(
            session.screen.palette("✓ ", .good)
                + say(
                    vi: "Đã thu hồi \(outcome.entry.document.text); số này không dùng lại.",
                    en: "Withdrew \(outcome.entry.document.text); its number stays taken."))
    }
}
