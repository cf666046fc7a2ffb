import Diagnostics
import WorkflowCalendar

enum MailDate {
    /// As RFC 5322 writes it: `Wed, 05 May 2021 07:30:00 +0700`.
    static func text(_ instant: Instant, in zone: Zone) -> String {
        let date = instant.date(in: zone)
        let minutes = instant.minuteOfDay(in: zone)
        let seconds = (instant.millisecondsSinceEpoch / 1_000) % 60
        let clock = [minutes / 60, minutes % 60, Int(seconds)].map(twoDigits)
        let weekday = date.weekday.name.en.prefix(3)
        let offset = zone.offsetText.filter { $0 != ":" }
        return "\(weekday), \(twoDigits(date.day)) \(months[date.month - 1]) \(date.year) "
            + clock.joined(separator: ":") + " " + offset
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
