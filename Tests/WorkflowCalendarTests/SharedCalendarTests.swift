import Diagnostics
import Foundation
import Testing
import WorkflowCalendar

/// The state's calendars of 2019 to 2026 as they were decreed, read from the facts kept beside the
/// repository. Skipped where those are not at hand.
@Suite(.enabled(if: SharedCalendar.isPresent, "no ../shared/domain/calendar-vn.json"))
struct SharedCalendarTests {
    @Test func givesTheDaysItWasMadeFrom() throws {
        let years = try SharedCalendar.years()
        #expect(years.count >= 8)
        let calendar = WorkingCalendar(
            name: "vn-state", version: "all", title: LocalizedText("vn-state"),
            decreed: years.map(\.calendarYear))
        for year in years {
            let days = try #require(calendar.days(year.year))
            #expect(!days.basis.isProjected)
            #expect(days.offDates == year.off.sorted())
            #expect(days.workedDates == year.worked.sorted())
            for date in year.off { #expect(!calendar.isWorkingDay(date)) }
            for date in year.worked { #expect(calendar.isWorkingDay(date)) }
        }
        #expect(calendar.days(2018)?.basis.isProjected == true)
    }

    /// What the law alone would have given, against what was decreed. The differences are
    /// exchanges: a working day between two days off for a Saturday, which no rule foretells.
    /// Days in lieu (Labour Code 2019, art. 111(3)) and the choice of the days of Tết and of
    /// 2 September are projected as they were decreed.
    @Test(arguments: [
        (2019, ["2019-04-29"], ["2019-01-05", "2019-05-04"]),
        (2020, [], []),
        (2021, [], []),
        (2022, [], []),
        (2023, [], []),
        (2024, ["2024-04-29"], ["2024-05-04"]),
        (2025, ["2025-05-02"], ["2025-04-26"]),
        (2026, ["2026-01-02", "2026-08-31"], ["2026-01-10", "2026-08-22"]),
    ])
    func differsFromTheProjectionOnlyByExchanges(
        _ number: Int, _ exchanged: [String], _ worked: [String]
    ) throws {
        let decreed = try #require(try SharedCalendar.years().first { $0.year == number })
        let projected = try #require(WorkingCalendar.projected.days(number))
        #expect(decreed.off.subtracting(projected.offDates) == Set(exchanged.map(date)))
        #expect(Set(projected.offDates).subtracting(decreed.off).isEmpty)
        #expect(decreed.worked == Set(worked.map(date)))
    }
}

private struct SharedCalendar {
    let year: Int
    let off: Set<CalendarDate>
    let worked: Set<CalendarDate>

    var calendarYear: CalendarYear {
        let reason = DayReason(.holiday, LocalizedText(vi: "nghỉ", en: "off"))
        let makeUp = DayReason(.makeUp, LocalizedText(vi: "làm bù", en: "make-up"))
        return CalendarYear(
            year: year, basis: .decreed(LocalizedText("calendar-vn.json")),
            off: Dictionary(uniqueKeysWithValues: off.map { ($0, reason) }),
            worked: Dictionary(uniqueKeysWithValues: worked.map { ($0, makeUp) }))
    }

    static var isPresent: Bool { FileManager.default.fileExists(atPath: path) }

    private static var path: String {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let beside = root.appendingPathComponent("../shared").standardizedFileURL.path
        let shared = ProcessInfo.processInfo.environment["WF_SHARED"] ?? beside
        return shared + "/domain/calendar-vn.json"
    }

    static func years() throws -> [SharedCalendar] {
        let file = try JSONDecoder().decode(
            File.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        return file.years.compactMap { name, year in
            Int(name).map { number in
                SharedCalendar(
                    year: number, off: Set(year.off.map { date($0.date) }),
                    worked: Set(year.makeup.map { date($0) }))
            }
        }
    }

    private struct File: Decodable {
        struct Year: Decodable {
            struct Off: Decodable { let date: String }
            let off: [Off]
            let makeup: [String]
        }
        let years: [String: Year]
    }
}
