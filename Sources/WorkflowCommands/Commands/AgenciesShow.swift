import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowModel
import WorkflowPresentation

struct AgenciesShow: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show",
            abstract: say(
                vi: "Một cơ quan: các tên, cấp trên, người.",
                en: "One agency: its names, who is above, its people."),
            usage: say(
                vi: "wf agencies show <cơ-quan> [<tùy-chọn>]",
                en: "wf agencies show <agency> [<options>]"),
            discussion: say(
                vi: """
                    Ghi mã, tên hay tên tắt; gõ không dấu cũng được.

                    Ví dụ:
                      wf agencies show so-khcn
                      wf agencies show "so tai chinh"
                    """,
                en: """
                    By its code, a name or a short name; marks are optional.

                    Examples:
                      wf agencies show so-khcn
                      wf agencies show "Sở Tài chính"
                    """))
    }

    @Argument(
        help: .say(vi: "Mã hay tên cơ quan.", en: "Its code or name.", name: ("cơ-quan", "agency")))
    var agency: String

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func run(in session: Session) async throws {
        let organisation = try session.rules().organisation
        guard let agency = organisation.agency(called: agency) else {
            throw Failure(
                .notFound, "not-found",
                LocalizedText(
                    vi: "Không có cơ quan “\(self.agency)”.",
                    en: "There is no agency “\(self.agency)”."),
                hint: Failure.suggestion(
                    nearest(self.agency, in: organisation.agencies.map(\.code)))
                    ?? LocalizedText(
                        vi: "xem các cơ quan: wf agencies", en: "to see them: wf agencies"))
        }
        if session.wantsJSON {
            return session.answer(["agency": agency.view(in: organisation, on: session.today)])
        }
        print(agency, organisation, session)
    }

    private func print(
        _ agency: Organisation.Agency, _ organisation: Organisation, _ session: Session
    ) {
        let screen = session.screen
        screen.print(screen.palette(agency.name.spoken, .strong))
        var table = TextTable([.init(title: ""), .init(title: "", minimum: 30, maxLines: 6)])
        func line(_ title: String, _ text: String) {
            table.add(.init(title, .quiet), .init(text))
        }
        line(say(vi: "Mã", en: "Code"), agency.code)
        let aliases = ([agency.shortName].compactMap { $0 } + agency.aliases).uniqued
        if !aliases.isEmpty {
            line(say(vi: "Còn gọi là", en: "Also called"), aliases.joined(separator: ", "))
        }
        if !agency.renamings.isEmpty {
            for (from, name, _) in agency.names {
                let since =
                    from.map { say(vi: "từ ", en: "from ") + $0.formatted(.slashed) }
                    ?? say(vi: "trước đó", en: "before")
                line(say(vi: "Tên", en: "Name"), "\(since): \(name.spoken)")
            }
        }
        var parents = organisation.superiors(of: agency.code)
        while let last = parents.last, let next = organisation.agency(last)?.parent,
            !parents.contains(next)
        {
            parents.append(next)
        }
        if !parents.isEmpty {
            line(
                say(vi: "Cấp trên", en: "Under"),
                parents.map { organisation.agency($0)?.name.spoken ?? $0 }
                    .joined(separator: " → "))
        }
        if let end = agency.validTo {
            var text = end.formatted(.slashed)
            if let successor = agency.successor {
                let name = organisation.agency(successor)?.name.spoken ?? successor
                text += say(vi: "; nhập vào ", en: "; merged into ") + name
            }
            line(say(vi: "Còn đến", en: "There until"), text)
        }
        if agency.kind != .agency {
            let names = agency.members.map { organisation.agency($0)?.name.spoken ?? $0 }
            line(
                say(vi: "Thành viên", en: "Members"),
                names.isEmpty
                    ? say(vi: "chưa ghi ai", en: "nobody named yet")
                    : names.joined(separator: "; "))
        }
        for line in table.lines(width: screen.width, indent: 2, screen.palette) {
            screen.print(line)
        }
        let people = organisation.people(role: nil, agency: agency.code)
        guard !people.isEmpty else { return }
        screen.print()
        PeopleText(organisation).print(people, on: screen)
    }
}
