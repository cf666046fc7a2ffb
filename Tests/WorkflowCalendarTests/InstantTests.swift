import Testing
import WorkflowCalendar

@Suite struct InstantTests {
    @Test(arguments: [
        ("2021-04-20T16:10:00+07:00", "2021-04-20T09:10:00Z"),
        ("2021-04-20T16:10+07:00", "2021-04-20T09:10:00Z"),
        ("2021-04-20T16:10:00+0700", "2021-04-20T09:10:00Z"),
        ("2021-04-20T09:10:00Z", "2021-04-20T09:10:00Z"),
        ("2021-04-20T16:10:00", "2021-04-20T09:10:00Z"),
        ("2021-04-20 16:10", "2021-04-20T09:10:00Z"),
        ("2021-04-20", "2021-04-19T17:00:00Z"),
        ("20/04/2021", "2021-04-19T17:00:00Z"),
        ("2021-04-20T16:10:00.25+07:00", "2021-04-20T09:10:00.250Z"),
        ("2021-04-20T24:00:00+07:00", "2021-04-20T17:00:00Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
        ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
    ])
    func readsIso8601(_ text: String, _ utc: String) {
        #expect(Instant(parsing: text, in: .vietnam)?.iso8601(in: .utc) == utc)
    }

    @Test(arguments: [
        "", "2021-04-20T", "2021-04-20T25:00", "2021-04-20T16:60", "2021-04-20T16:10:61Z",
        "2021-04-20T24:01", "2021-04-20T16:10+99:00", "2021-04-20T16:10:00+07:00x", "16:10",
        "2021-04-20T16:10:00.", "2021-04-20T6:10",
    ])
    func refusesWhatIsNotAnInstant(_ text: String) {
        #expect(Instant(parsing: text, in: .vietnam) == nil)
    }

    @Test func showsTheDayAndTheClockOfAZone() {
        let arrived = instant("2021-04-20T17:30:00Z")
        #expect(arrived.date(in: .utc) == date("2021-04-20"))
        #expect(arrived.date(in: .vietnam) == date("2021-04-21"))
        #expect(arrived.minuteOfDay(in: .vietnam) == 30)
        #expect(arrived.iso8601(in: .vietnam) == "2021-04-21T00:30:00+07:00")
        #expect(arrived.formatted(in: .vietnam) == "00:30 21/04/2021")
    }

    @Test(arguments: [
        ("Asia/Ho_Chi_Minh", 25_200), ("Asia/Saigon", 25_200), ("UTC", 0), ("Etc/GMT-7", 25_200),
        ("Etc/GMT+5", -18_000), ("+07:00", 25_200), ("-03:30", -12_600), ("+0700", 25_200),
    ])
    func knowsZonesWithoutSummerTime(_ name: String, _ seconds: Int) {
        #expect(Zone(name)?.offsetSeconds == seconds)
    }

    @Test(arguments: ["", "Europe/Paris", "Etc/GMT-15", "+25:00", "07:00", "+7:00", "+07:60"])
    func refusesOtherZones(_ name: String) {
        #expect(Zone(name) == nil)
    }

    @Test(arguments: [("07:30", 450), ("7:30", 450), ("00:00", 0), ("24:00", 1_440)])
    func readsClockTimes(_ text: String, _ minutes: Int) {
        #expect(MinuteOfDay.parse(text) == minutes)
    }

    @Test(arguments: ["24:01", "7:3", "07:60", "0730", "", "-1:00"])
    func refusesOtherClockTimes(_ text: String) {
        #expect(MinuteOfDay.parse(text) == nil)
    }

    @Test func stopsAtTheEndsOfTime() {
        let end = Instant(millisecondsSinceEpoch: .max)
        #expect(end.adding(minutes: 1) == end)
        #expect(end.date(in: .vietnam) == CalendarDate(daysSinceEpoch: .max))
        #expect(Instant(millisecondsSinceEpoch: .min).milliseconds(to: end) == .max)
    }
}
