import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

/// Reads the schedules of a file. What they say of their workflows is checked once these are read:
/// see `ScheduleCheck`.
struct ScheduleDecoder {
    let organisation: Organisation
    let calendars: [String: CalendarEditions]
    let sink: DiagnosticSink

    /// In the order written.
    func decode(_ file: SourceFile) -> [Schedule] {
        let context = LocalizedText(vi: "tệp lịch định kỳ", en: "a file of schedules")
        guard var reader = MappingReader(file.node, context: context, sink: sink) else { return [] }
        defer { reader.finish() }
        let mapping = reader.required(file.kind.rawValue, .mappingNode)?.mapping
        return (mapping?.pairs ?? []).compactMap(decode)
    }

    private func decode(_ pair: Mapping.Pair) -> Schedule? {
        guard let name = NodeDecoder<String>.name.decode(pair.key, sink),
            var reader = MappingReader(pair.value, context: .aSchedule, sink: sink)
        else { return nil }
        let errors = sink.errorCount
        let title = reader.optional("title", .localizedText, default: LocalizedText(name))
        let source = reader.optional("source", .localizedText)
        let workflow = reader.required("workflow", .reference)
        let calendar = calendar(&reader, at: pair.key.range)
        let cycle = reader.required("every", .cycle)
        let window = reader.required("window", .window)
        let start = reader.required("start", NodeDecoder<Schedule.Moment>.moment.located)
        let due = reader.optional("due", .scheduleDue)
        let from = reader.required("from", .date)
        let until = reader.optional("until", NodeDecoder<CalendarDate>.date.located)
        let agency = NodeDecoder<String>.agency(in: organisation).located
        let agencies = reader.optional(
            "for_each", NodeDecoder<[Located<String>]>.list(of: agency), default: [])
        let idNode = reader.required("id")
        let fieldNode = reader.optional("fields", .mappingNode)
        reader.finish()

        checkAgencies(agencies)
        if let start, start.value.needsDue, due == nil {
            sink.error(
                "missing-key",
                LocalizedText(
                    vi: "“start” tính từ hạn, nhưng lịch này không có “due”",
                    en: "“start” counts from the due day, but the schedule has no “due”"),
                at: start.range)
        }
        // By what is written: of what cannot be read it was said already.
        let texts = ScheduleTexts(
            hasDue: reader.mapping["due"]?.mapping != nil,
            hasAgency: reader.mapping["for_each"]?.sequence?.isEmpty == false, sink: sink)
        let id = idNode.flatMap { texts.identifier($0) }
        let fields = (fieldNode?.mapping?.pairs ?? []).compactMap { texts.field($0) }
        guard let workflow, let calendar, let cycle, let window, let start, let from, let id,
            let idNode, sink.errorCount == errors
        else { return nil }
        let schedule = Schedule(
            name: name, title: title, source: source, workflow: workflow.value,
            calendar: calendar.name, cycle: cycle, window: window, start: start.value, due: due,
            from: from, until: until?.value, agencies: agencies.map(\.value), id: id,
            fields: fields, range: pair.key.range, workflowRange: workflow.range,
            idRange: idNode.range)
        check(schedule, start: start.range, until: until, calendar)
        return sink.errorCount == errors ? schedule : nil
    }

    /// The calendar named, or the only one there is; nil after a complaint.
    private func calendar(
        _ reader: inout MappingReader, at range: SourceRange
    ) -> CalendarEditions? {
        let known = calendars.keys.sorted()
        if let name = reader.optional("calendar", .reference) {
            if let calendar = calendars[name.value] { return calendar }
            sink.report(
                .unknownName(
                    name.value, in: known,
                    LocalizedText(vi: "tên một lịch", en: "the name of a calendar"), at: name.range)
            )
            return nil
        }
        if known.count == 1 { return calendars[known[0]] }
        sink.error(
            "no-calendar",
            LocalizedText(
                vi: "lịch định kỳ phải nói tính ngày theo lịch nào bằng “calendar”",
                en: "the schedule must say by which calendar its days move (“calendar”)"),
            at: range, hint: Diagnostic.suggestion(for: "", in: known))
        return nil
    }

    private func checkAgencies(_ agencies: [Located<String>]) {
        var places: [String: SourceRange] = [:]
        for agency in agencies {
            if let first = places[agency.value] {
                sink.report(
                    .alreadyDefined(.anAgencyName, agency.value, at: agency.range, first: first))
            }
            places[agency.value] = places[agency.value] ?? agency.range
        }
    }

    private func check(
        _ schedule: Schedule, start: SourceRange, until: Located<CalendarDate>?,
        _ editions: CalendarEditions
    ) {
        if let until, until.value < schedule.from {
            sink.error(
                "wrong-order",
                LocalizedText(
                    vi: "“until” (\(until.value.formatted(.slashed))) trước “from” "
                        + "(\(schedule.from.formatted(.slashed)))",
                    en: "“until” (\(until.value)) is before “from” (\(schedule.from))"),
                at: until.range)
        }
        let sample = schedule.sample(editions.inForce(on: schedule.from))
        let day = sample.startsAt.date(in: editions.all[0].zone)
        if day.days(to: sample.period.first) > 366 || sample.period.last.days(to: day) > 366 {
            sink.error(
                "out-of-range",
                LocalizedText(
                    vi: "ngày bắt đầu cách kỳ quá một năm",
                    en: "the start is more than a year away from its period"),
                at: start)
        }
        if !sample.id.isItemIdentifier {
            sink.error(
                "bad-id",
                LocalizedText(
                    vi: "mã “\(sample.id)” có dấu cách, dấu / hoặc dài quá 128 ký tự",
                    en: "the identifier “\(sample.id)” has spaces or slashes, or over 128 "
                        + "characters"),
                at: schedule.idRange)
        }
        let missing = schedule.missingPlaceholders
        if !missing.isEmpty {
            let names = missing.map { "{{\($0.rawValue)}}" }.joined(separator: ", ")
            sink.error(
                "not-unique",
                LocalizedText(
                    vi: "nhiều hồ sơ của lịch này sẽ trùng mã",
                    en: "several items of this schedule would have the same identifier"),
                at: schedule.idRange, hint: LocalizedText(vi: "thêm \(names)", en: "add \(names)"))
        }
    }
}

extension Schedule {
    /// What would be started for the first period; it stands for all when texts are checked.
    func sample(_ calendar: WorkingCalendar) -> ScheduledStart {
        let period = ReportingPeriod(cycle, containing: from, window: window)
        return start(in: period, agency: agencies.first, calendar)
    }

    /// What an identifier lacks to be another one for every period and agency.
    fileprivate var missingPlaceholders: [Placeholder] {
        let used = Set(id.placeholders)
        var missing: [Placeholder] = []
        if used.isDisjoint(with: [.first, .last]) {
            if !used.contains(.year) { missing.append(.year) }
            if cycle != .year, !used.contains(.number) { missing.append(.number) }
        }
        if agencies.count > 1, !used.contains(.agency) { missing.append(.agency) }
        return missing
    }
}

extension LocalizedText {
    static let aSchedule = LocalizedText(vi: "một lịch định kỳ", en: "a schedule")
}

extension NodeDecoder where Value == ReportingPeriod.Cycle {
    fileprivate static var cycle: Self {
        .choice(LocalizedText(vi: "một chu kỳ", en: "a cycle"))
    }
}

extension NodeDecoder where Value == ReportingPeriod.Window {
    fileprivate static var window: Self {
        .choice(
            LocalizedText(vi: "cách tính kỳ báo cáo", en: "a way of dividing the year into periods")
        )
    }
}

extension NodeDecoder where Value == Schedule.Due {
    fileprivate static var scheduleDue: Self {
        .mapping(LocalizedText(vi: "hạn của kỳ", en: "the day a period's work is due")) { reader in
            let day = reader.required("day", .int(in: 1...31))
            let months = reader.optional("months_later", .int(in: 0...12), default: 0)
            let roll = reader.optional("roll", .roll)
            return day.map { Schedule.Due(day: $0, monthsLater: months, roll: roll) }
        }
    }
}
