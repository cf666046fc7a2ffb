import ArgumentParser
import Diagnostics
import JSON
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowStorage

struct DelegationsList: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: say(vi: "Danh sách ủy quyền.", en: "Who stands in for whom."),
            usage: say(
                vi: "wf delegations list [<tùy-chọn>]", en: "wf delegations list [<options>]"),
            discussion: say(
                vi: """
                    Mặc định chỉ những ủy quyền đang có hiệu lực hoặc sắp có hiệu lực.

                    Ví dụ:
                      wf delegations list --person tc.binh
                      wf delegations list --all --json
                    """,
                en: """
                    Those in force or yet to come, unless --all.

                    Examples:
                      wf delegations list --person tc.binh
                      wf delegations list --all --json
                    """))
    }

    @Option(
        help: .say(
            vi: "Do người này giao hay nhận.", en: "From or to this person.",
            name: ("mã", "user")))
    var person: String?

    @Flag(help: .say(vi: "Cả những ủy quyền đã hết.", en: "Also those that are over."))
    var all = false

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func run(in session: Session) async throws {
        let organisation = try session.rules().organisation
        let person = try person.map { id throws(Failure) in try organisation.knownPerson(id) }
        var found: [Delegation] = []
        // Before the first item there is nothing to look into.
        if try session.hasStore() {
            let query = DelegationQuery(heldSince: all ? nil : session.today)
            found = try await session.engine().delegations(query).filter { delegation in
                person.map { [delegation.principal, delegation.deputy].contains($0) } ?? true
            }
        }
        if session.wantsJSON {
            return session.answer([
                "delegations": .array(found.map { $0.view(on: session.today) })
            ])
        }
        guard !found.isEmpty else {
            return session.screen.printWrapped(
                say(vi: "Không ai làm thay ai.", en: "Nobody stands in for anybody."))
        }
        DelegationText(organisation, today: session.today).print(found, on: session.screen)
    }
}
