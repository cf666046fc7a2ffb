import ArgumentParser
import JSON
import WorkflowCalendar
import WorkflowPresentation

struct CalendarVersions: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "versions",
            abstract: say(
                vi: "Các bản của lịch, biết từ ngày nào, bản nào đang áp dụng.",
                en: "The editions of the calendar and which is in force."),
            usage: say(
                vi: "wf calendar versions [<tùy-chọn>]",
                en: "wf calendar versions [<options>]"),
            discussion: say(
                vi: """
                    Bản đang áp dụng là bản mới nhất đã được biết. Thời hạn đang chạy giữ ngày đã
                    tính bằng bản trước.

                    Ví dụ:
                      wf calendar versions
                      wf calendar versions --now 2025-12-01
                    """,
                en: """
                    In force is the latest that is known. Deadlines that run keep the date
                    they were given by an earlier one.

                    Examples:
                      wf calendar versions
                      wf calendar versions --now 2025-12-01
                    """))
    }

    @Option(help: CalendarArgument.name)
    var calendar: String?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func run(in session: Session) async throws {
        let calendars =
            if let calendar {
                [try session.editions(ofCalendar: calendar)]
            } else {
                try session.calendars().sorted { $0.key < $1.key }.map(\.value)
            }
        if session.wantsJSON {
            return session.answer([
                "versions": .array(calendars.flatMap { $0.view(at: session.now) })
            ])
        }
        print(calendars, session)
    }

    private func print(_ calendars: [CalendarEditions], _ session: Session) {
        let screen = session.screen
        var table = TextTable([
            .init(title: say(vi: "Lịch", en: "Calendar")),
            .init(title: say(vi: "Bản", en: "Version")),
            .init(title: say(vi: "Biết từ", en: "Known since")),
            .init(title: say(vi: "Năm đã có quyết định", en: "Decreed years"), minimum: 20),
            .init(title: ""),
        ])
        for editions in calendars {
            let inForce = editions.inForce(at: session.now)
            for edition in editions.all {
                let years = edition.decreed.map(\.year)
                table.add(
                    .init(edition.name), .init(edition.version),
                    .init(edition.knownSince?.formatted(.slashed) ?? "–"), .init(Self.text(years)),
                    edition === inForce
                        ? .init(say(vi: "đang áp dụng", en: "in force"), .good) : .init(""))
            }
        }
        for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
    }

    /// `2019–2021, 2024`.
    private static func text(_ years: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for year in years {
            if let last = runs.last, last.upperBound == year - 1 {
                runs[runs.count - 1] = last.lowerBound...year
            } else {
                runs.append(year...year)
            }
        }
        let texts = runs.map { run in
            run.count == 1 ? "\(run.lowerBound)" : "\(run.lowerBound)–\(run.upperBound)"
        }
        return texts.isEmpty ? "–" : texts.joined(separator: ", ")
    }
}
