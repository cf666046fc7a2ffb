import ArgumentParser
import Diagnostics
import JSON
import WorkflowEngine
import WorkflowPresentation

struct Why: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "why",
            abstract: say(
                vi: "Vì sao một bước làm được hay không.", en: "Why an action is possible or not."),
            usage: say(
                vi: "wf why <hồ-sơ> <bước> [<tùy-chọn>]",
                en: "wf why <item> <action> [<options>]"),
            discussion: say(
                vi: """
                    Ví dụ:
                      wf why PL.II.6 approve --as tc.hoa
                    """,
                en: """
                    Example:
                      wf why PL.II.6 approve --as tc.hoa
                    """))
    }

    @Argument(help: .say(vi: "Mã hồ sơ.", en: "The item.", name: ("hồ-sơ", "item")))
    var item: String

    @Argument(help: .say(vi: "Tên bước.", en: "The action.", name: ("bước", "action")))
    var action: String

    @OptionGroup var standing: StandingOptions
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let reasons = try await session.engine().why(
            item, action, as: user, for: standing.principal)
        if session.wantsJSON {
            return session.answer([
                "allowed": .bool(reasons.isEmpty), "reasons": .array(reasons.map(\.view)),
            ])
        }
        let screen = session.screen
        guard !reasons.isEmpty else {
            screen.print(
                screen.palette("✓ ", .good)
                    + say(
                        vi: "\(user) làm được \(action) với \(item) ngay bây giờ.",
                        en: "\(user) may \(action) \(item) now."))
            return
        }
        screen.print(
            say(
                vi: "\(user) chưa làm được \(action) với \(item):",
                en: "\(user) may not \(action) \(item):"))
        for reason in reasons { ReasonText(reason, screen).print(isForDefinitions: true) }
    }
}
