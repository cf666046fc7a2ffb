import Diagnostics
import Testing
import WorkflowCalendar

@Suite("The editions of a calendar")
struct CalendarEditionsTests {
    private static func edition(
        _ version: String, _ known: String?, zone: Zone = .vietnam
    ) -> WorkingCalendar {
        WorkingCalendar(
            name: "office", version: version, title: LocalizedText("Office"), zone: zone,
            knownSince: known.map(date))
    }

    private let editions = CalendarEditions(
        edition("2026.1", "2025-12-25"),
        [edition("2025.1", "2024-12-01"), edition("2019.1", nil), edition("2025.2", "2025-03-01")])

    @Test("come in the order they became known, one without a date first")
    func order() {
        #expect(editions.all.map(\.version) == ["2019.1", "2025.1", "2025.2", "2026.1"])
    }

    @Test(
        "in force is the latest that is known by the day",
        arguments: [
            ("2015-01-01", "2019.1"), ("2024-11-30", "2019.1"), ("2024-12-01", "2025.1"),
            ("2025-12-24", "2025.2"), ("2025-12-25", "2026.1"), ("2030-01-01", "2026.1"),
        ])
    func inForce(_ day: String, _ version: String) {
        #expect(editions.inForce(on: date(day)).version == version)
    }

    @Test("before any was known the earliest stands in")
    func beforeTheFirst() {
        let editions = CalendarEditions(
            Self.edition("2", "2025-12-25"), [Self.edition("1", "2024-12-01")])
        #expect(editions.inForce(on: date("2021-04-14")).version == "1")
    }

    @Test("the day begins where the calendar is kept")
    func zone() {
        let moment = instant("2025-12-24T17:00:00Z")
        #expect(editions.inForce(at: moment).version == "2026.1")
        #expect(editions.inForce(at: moment.adding(milliseconds: -1)).version == "2025.2")
    }

    @Test("of two known on one day the higher version is in force: 2026.10 comes after 2026.9")
    func sameDay() {
        let editions = CalendarEditions(
            Self.edition("2026.10", "2025-12-25"),
            [Self.edition("2026.9", "2025-12-25"), Self.edition("2026", "2025-12-25")])
        #expect(editions.all.map(\.version) == ["2026", "2026.9", "2026.10"])
    }

    @Test("each is found by its version")
    func byVersion() {
        #expect(editions.edition("2025.1")?.knownSince == date("2024-12-01"))
        #expect(editions.edition("2025.3") == nil)
    }
}

@Suite("The settings of counting")
struct CountingRulesTests {
    private let calendar = WorkingCalendar(
        name: "office", version: "1", title: LocalizedText("Office"),
        decreed: WorkingCalendar.decreed2021.decreed, receipt: .cutoff(minuteOfDay: 15 * 60),
        roll: .backward)

    @Test("a calendar says when something counts as received, unless the caller does")
    func receipt() {
        let arrived = instant("2021-04-20T16:10:00+07:00")
        let byCalendar = calendar.deadline(from: arrived, limit: .workingDays(3))
        #expect(byCalendar.countedFrom == date("2021-04-22"))
        #expect(byCalendar.date.due == date("2021-04-27"))
        let onArrival = calendar.deadline(
            from: arrived, limit: .workingDays(3), receipt: .onArrival)
        #expect(onArrival.date.due == date("2021-04-26"))
    }

    @Test("hours run from the moment, whatever the receipt rule")
    func hours() {
        let arrived = instant("2021-04-20T16:10:00+07:00")
        #expect(calendar.deadline(from: arrived, limit: .workingHours(1)).countedFrom.day == 20)
    }

    @Test("a calendar says where a limit goes that ends on a day off, unless the caller does")
    func roll() {
        #expect(calendar.due(from: date("2021-03-31"), limit: .days(30)).due == date("2021-04-29"))
        let forward = calendar.due(from: date("2021-03-31"), limit: .days(30), roll: .forward)
        #expect(forward.due == date("2021-05-04"))
        let staying = calendar.due(from: date("2021-03-31"), limit: .days(30), roll: .stay)
        #expect(staying.due == date("2021-04-30"))
    }

    @Test(
        "receipt rules are read back as they are written",
        arguments: [
            ("on arrival", ReceiptRule.onArrival), ("at closing", .atClosing),
            ("15:00", .cutoff(minuteOfDay: 900)), ("07:05", .cutoff(minuteOfDay: 425)),
            ("24:00", .cutoff(minuteOfDay: 1440)),
        ])
    func text(_ text: String, _ rule: ReceiptRule) {
        #expect(ReceiptRule(parsing: text) == rule)
        #expect(rule.description == text)
    }

    @Test(arguments: ["", "arrival", "at closing time", "15", "15:60", "24:01", "0:00", "15:00:00"])
    func otherTextIsNoReceiptRule(_ text: String) {
        #expect(ReceiptRule(parsing: text) == nil)
    }
}
