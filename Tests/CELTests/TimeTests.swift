import CEL
import Testing

@Suite struct TimeTests {
    @Test(arguments: [
        "0001-01-01T00:00:00Z", "1969-12-31T23:59:59.5Z", "2000-02-29T12:00:00Z",
        "2021-04-14T00:00:00.000000001Z", "9999-12-31T23:59:59.999999999Z",
    ])
    func timestampsReadBack(text: String) throws {
        #expect(Timestamp(text)?.description == text)
    }

    @Test(arguments: [
        "2021-02-29T00:00:00Z", "2021-13-01T00:00:00Z", "2021-01-01T24:00:00Z",
        "2021-01-01T00:60:00Z", "2021-01-01 00:00:00Z", "2021-01-01T00:00:00", "2021-01-01",
        "0000-12-31T00:00:00Z", "0001-01-01T00:00:00+00:01", "2021-01-01T00:00:00.Z", "",
    ])
    func badTimestampsAreRefused(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test(arguments: [
        ("0", "0s"), ("1h30m", "5400s"), ("-1.5s", "-1.5s"), ("1us", "0.000001s"),
        ("2µs", "0.000002s"), ("1.000000001s", "1.000000001s"), ("+5m", "300s"),
        ("9223372036854775807ns", "9223372036.854775807s"),
        ("-9223372036854775808ns", "-9223372036.854775808s"),
    ])
    func durations(text: String, expected: String) {
        #expect(CELDuration(text)?.description == expected)
    }

    @Test(arguments: ["", "-", "1", "s", "1x", "1 s", "9223372036854775808ns", "1h-1m", "."])
    func badDurationsAreRefused(text: String) {
        #expect(CELDuration(text) == nil)
    }

    @Test(arguments: [
        Row("timestamp('2021-04-14T17:30:00Z').getHours('Asia/Ho_Chi_Minh')", 0),
        Row("timestamp('2021-04-14T17:30:00Z').getDate('Asia/Ho_Chi_Minh')", 15),
        Row("timestamp('2021-04-14T17:30:00Z').getDayOfWeek('+07:00')", 4),
        Row("timestamp('2021-12-31T23:00:00Z').getFullYear('02:00')", 2022),
        Row("timestamp('2020-12-31T00:00:00Z').getDayOfYear()", 365),
        // Beyond the transitions a zone file lists, the rule in its last line counts.
        Row("timestamp('2090-07-01T12:00:00Z').getHours('America/New_York')", 8),
        Row("timestamp('2090-12-01T12:00:00Z').getHours('America/New_York')", 7),
        Row("timestamp('2090-12-01T12:00:00Z').getHours('Australia/Sydney')", 23),
        Row("timestamp('2021-03-14T06:59:59Z').getHours('America/New_York')", 1),
        Row("timestamp('2021-03-14T07:00:00Z').getHours('America/New_York')", 3),
        Row("timestamp('1800-01-01T00:00:00Z').getMinutes('Asia/Ho_Chi_Minh')", 6),
        Row("duration('-90m').getHours()", -1), Row("duration('1.5s').getMilliseconds()", 500),
        Row("string(timestamp('2020-03-01T00:00:00Z') - duration('24h'))", "2020-02-29T00:00:00Z"),
        Row("timestamp(0) - duration('1ns') < timestamp(0)", true),
        Row("int(timestamp('1969-12-31T23:59:59.5Z'))", -1),
    ])
    func partsOfInstants(row: Row) throws { try expect(row) }

    @Test(arguments: ["Nowhere/Atall", "../../etc/passwd", "/etc/passwd", "25:00", "+1:00", "Asia"])
    func unknownZonesAreErrors(zone: String) throws {
        try expect(ErrorRow("timestamp(0).getHours('\(zone)')", .invalidArgument))
    }
}
