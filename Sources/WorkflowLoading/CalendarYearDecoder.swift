import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

/// Reads the years of a calendar, one after the other.
struct CalendarYearDecoder {
    let calendar: String
    let version: String
    let week: WorkWeek
    /// The years of the edition it extends, which are changed day by day.
    private let base: [Int: CalendarYear]
    let sink: DiagnosticSink
    /// The last day on which a decision became known.
    private(set) var latestDecision: CalendarDate?
    private let decoders = CalendarDecoders()
    /// Where each day was written, in this edition or the one below.
    private(set) var places: [CalendarDate: SourceRange]

    init(
        calendar: String, version: String, week: WorkWeek, base: CalendarDraft?,
        sink: DiagnosticSink
    ) {
        self.calendar = calendar
        self.version = version
        self.week = week
        let decreed = base?.calendar.decreed ?? []
        self.base = Dictionary(decreed.map { ($0.year, $0) }, uniquingKeysWith: { $1 })
        places = base?.places ?? [:]
        // Some twenty days a year: made larger step by step they are moved again and again.
        places.reserveCapacity(places.count + 128)
        self.sink = sink
    }

    mutating func decode(_ pair: Mapping.Pair) -> CalendarYear? {
        let year = decoders.year.decode(pair.key, sink)
        let context = LocalizedText(vi: "năm \(pair.name)", en: "the year \(pair.name)")
        guard let year, var reader = MappingReader(pair.value, context: context, sink: sink) else {
            return nil
        }
        let decision = reader.optional("decision", decoders.decision)
        let off = reader.optional("off", decoders.off, default: [])
        let worked = reader.optional("worked", decoders.worked, default: [])
        let base = base[year]
        let withdrawn =
            base == nil ? [] : reader.optional("withdrawn", decoders.withdrawn, default: [])
        reader.finish()

        latestDecision = [latestDecision, decision?.knownOn].compactMap { $0 }.max()
        let kept = base.map { take(withdrawn, from: $0) }
        check(off, in: year, areOff: true)
        check(worked, in: year, areOff: false)
        let exchanged = Set(worked.map(\.date.value))
        let basis = decision?.text ?? undecided
        return CalendarYear(
            year: year,
            basis: .decreed(base.map { $0.basis.text + LocalizedText("; ") + basis } ?? basis),
            off: reasons(off, and: kept?.off) { day in
                reason(off: day, exchanged: exchanged, decision: decision?.text.vi)
            },
            worked: reasons(worked, and: kept?.worked) { day in
                DayReason(
                    .makeUp, day.reason ?? LocalizedText(vi: "Làm bù", en: "Make-up day"),
                    decision: decision?.text.vi,
                    counterpart: off.first { $0.inLieuOf?.value == day.date.value }?.date.value)
            })
    }

    /// Of a year whose decision the file does not name.
    private var undecided: LocalizedText {
        LocalizedText(
            vi: "theo lịch \(calendar) \(version)", en: "as listed in \(calendar) \(version)")
    }

    private func reasons(
        _ days: [CalendarDay], and kept: [CalendarDate: DayReason]?,
        _ reason: (CalendarDay) -> DayReason
    ) -> [CalendarDate: DayReason] {
        var reasons = kept ?? [:]
        for day in days where reasons[day.date.value] == nil {
            reasons[day.date.value] = reason(day)
        }
        return reasons
    }

    /// The days of a year of the edition below without those that are taken back.
    private mutating func take(
        _ withdrawn: [Located<CalendarDate>], from year: CalendarYear
    ) -> (off: [CalendarDate: DayReason], worked: [CalendarDate: DayReason]) {
        var (off, worked) = (year.off, year.worked)
        for date in withdrawn {
            let wasOff = off.removeValue(forKey: date.value) != nil
            let wasWorked = worked.removeValue(forKey: date.value) != nil
            if wasOff || wasWorked {
                places[date.value] = nil
            } else {
                sink.report(.notListed(date, year: year.year))
            }
        }
        return (off, worked)
    }

    private func reason(
        off day: CalendarDay, exchanged: Set<CalendarDate>, decision: String?
    ) -> DayReason {
        let kind: DayReason.Kind =
            if let other = day.inLieuOf?.value {
                exchanged.contains(other) ? .swap : .inLieu
            } else {
                .holiday
            }
        return DayReason(
            kind, day.reason ?? LocalizedText(vi: "Nghỉ lễ", en: "Holiday"), decision: decision,
            counterpart: day.inLieuOf?.value)
    }

    private mutating func check(_ days: [CalendarDay], in year: Int, areOff: Bool) {
        for day in days {
            let date = day.date
            if let first = places[date.value] {
                sink.report(.dayListedTwice(date, first: first))
                continue
            }
            places[date.value] = date.range
            // An exchange may reach into a neighbouring year: 31 December for 4 January.
            if abs(date.value.year - year) > 1 || (areOff && date.value.year != year) {
                sink.report(.dayOfOtherYear(date, year: year))
            } else if week.isRestDay(date.value.weekday) == areOff {
                sink.report(.dayWithoutEffect(date, isRestDay: areOff))
            }
            if let other = day.inLieuOf, !week.isRestDay(other.value.weekday) {
                sink.report(.inLieuOfWorkingDay(other))
            }
        }
    }
}

/// One day that differs from the plain week.
struct CalendarDay {
    var date: Located<CalendarDate>
    var reason: LocalizedText?
    var inLieuOf: Located<CalendarDate>?
}

/// What the decisions on the days of a year are read with: made once for all the years of a
/// calendar, because every `wf` process reads them all.
struct CalendarDecoders {
    let year = NodeDecoder<Int>.int(
        in: WorkingCalendar.coveredYears.lowerBound...WorkingCalendar.coveredYears.upperBound)
    let decision: NodeDecoder<(text: LocalizedText, knownOn: CalendarDate?)>
    let off: NodeDecoder<[CalendarDay]>
    let worked: NodeDecoder<[CalendarDay]>
    let withdrawn: NodeDecoder<[Located<CalendarDate>]>

    init() {
        let date = NodeDecoder<CalendarDate>.date
        let place = date.located
        let reason = NodeDecoder<LocalizedText>.localizedText
        decision = .mapping(
            LocalizedText(vi: "quyết định về ngày nghỉ", en: "a decision on days off")
        ) { reader in
            let text = reader.required("text", reason)
            let knownOn = reader.optional("known_on", date)
            return text.map { ($0, knownOn) }
        }
        off = .list(
            of: .mapping(LocalizedText(vi: "một ngày nghỉ", en: "a day off")) { reader in
                let day = reader.required("date", place)
                let reason = reader.required("reason", reason)
                let inLieuOf = reader.optional("in_lieu_of", place)
                return day.map { CalendarDay(date: $0, reason: reason, inLieuOf: inLieuOf) }
            })
        worked = .list(
            of: .mapping(LocalizedText(vi: "một ngày làm bù", en: "a make-up day")) { reader in
                let day = reader.required("date", place)
                let reason = reader.optional("reason", reason)
                return day.map { CalendarDay(date: $0, reason: reason) }
            })
        withdrawn = .list(of: place)
    }
}

extension Diagnostic {
    fileprivate static func dayListedTwice(
        _ date: Located<CalendarDate>, first: SourceRange
    ) -> Diagnostic {
        .error(
            "duplicate-day",
            LocalizedText(
                vi: "ngày \(date.value.formatted(.slashed)) đã được ghi",
                en: "\(date.value) is already listed"),
            at: date.range,
            notes: [Note(LocalizedText(vi: "lần đầu ở đây", en: "first written here"), at: first)])
    }

    fileprivate static func dayOfOtherYear(
        _ date: Located<CalendarDate>, year: Int
    ) -> Diagnostic {
        .error(
            "wrong-year",
            LocalizedText(
                vi: "ngày \(date.value.formatted(.slashed)) không thuộc năm \(year)",
                en: "\(date.value) is not in the year \(year)"),
            at: date.range)
    }

    fileprivate static func notListed(
        _ date: Located<CalendarDate>, year: Int
    ) -> Diagnostic {
        .error(
            "not-listed",
            LocalizedText(
                vi: "bản được mở rộng không ghi ngày \(date.value.formatted(.slashed)) trong năm "
                    + "\(year), nên không có gì để bỏ",
                en: "the edition that is extended lists no \(date.value) in \(year): there is "
                    + "nothing to withdraw"),
            at: date.range)
    }

    /// A day off that is no working day anyway, or the reverse.
    fileprivate static func dayWithoutEffect(
        _ date: Located<CalendarDate>, isRestDay: Bool
    ) -> Diagnostic {
        let name = date.value.weekday.name
        return .warning(
            "no-effect",
            isRestDay
                ? LocalizedText(
                    vi: "\(name.vi) \(date.value.formatted(.slashed)) vốn là ngày nghỉ hằng tuần",
                    en: "\(date.value) is a \(name.en), which is off anyway")
                : LocalizedText(
                    vi: "\(name.vi) \(date.value.formatted(.slashed)) vốn là ngày làm việc",
                    en: "\(date.value) is a \(name.en), which is worked anyway"),
            at: date.range)
    }

    fileprivate static func inLieuOfWorkingDay(_ date: Located<CalendarDate>) -> Diagnostic {
        let name = date.value.weekday.name
        return .error(
            "not-a-rest-day",
            LocalizedText(
                vi: "\(name.vi) \(date.value.formatted(.slashed)) là ngày làm việc, không có gì để "
                    + "nghỉ bù",
                en: "\(date.value) is a \(name.en), a working day: there is nothing to make good"),
            at: date.range,
            hint: LocalizedText(
                vi: "“in_lieu_of” là ngày nghỉ hằng tuần trùng ngày lễ, hoặc ngày làm bù",
                en: "“in_lieu_of” is the weekly rest day that fell on a holiday, or the make-up day"
            ))
    }
}
