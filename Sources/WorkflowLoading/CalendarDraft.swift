import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

/// One edition of a calendar with the places of its days, for the editions that extend it.
struct CalendarDraft {
    let calendar: WorkingCalendar
    let nameRange: SourceRange
    /// Where each day that differs from the plain week was written.
    let places: [CalendarDate: SourceRange]

    /// Nil after a complaint.
    ///
    /// - Parameter base: the edition it extends. What the file leaves out is taken from there; its
    ///   years are changed day by day.
    init?(
        _ file: SourceFile, _ reader: inout MappingReader, extending base: CalendarDraft?,
        _ organisation: Organisation, _ sink: DiagnosticSink
    ) {
        let inherited = base?.calendar
        let version = reader.required("version", .nonEmptyString)
        let knownOn = reader.optional("known_on", NodeDecoder<CalendarDate>.date.located)
        let zone = reader.optional("zone", .zone) ?? inherited?.zone ?? .vietnam
        let title =
            reader.optional("title", .localizedText) ?? inherited?.title ?? LocalizedText(file.name)
        let receipt =
            reader.optional("receipt", .receiptRule) ?? inherited?.receipt ?? .onArrival
        let roll = reader.optional("roll", .roll) ?? inherited?.roll ?? .forward
        let adopters =
            reader.optional("adopted_by", .adopters(in: organisation)) ?? inherited?.adopters ?? []
        let weekNode =
            inherited == nil
            ? reader.required("week", .mappingNode) : reader.optional("week", .mappingNode)
        let week = weekNode.map(sink.decodeWeek) ?? inherited?.week
        let years = reader.optional("years", .mappingNode)
        reader.finish()
        guard let version, let week else { return nil }

        var decoder = CalendarYearDecoder(
            calendar: file.name, version: version, week: week, base: base, sink: sink)
        let changed = (years?.mapping?.pairs ?? []).compactMap { decoder.decode($0) }
        let decided = Set(changed.map(\.year))
        let kept = (inherited?.decreed ?? []).filter { !decided.contains($0.year) }
        let knownSince = knownOn?.value ?? decoder.latestDecision
        nameRange = file.nameRange
        places = decoder.places
        calendar = WorkingCalendar(
            name: file.name, version: version, title: title, zone: zone, week: week,
            decreed: kept + changed, knownSince: knownSince, receipt: receipt, roll: roll,
            adopters: adopters)
        check(knownOn, decoder.latestDecision, base, sink)
    }

    /// An edition is known no earlier than what it is made of.
    private func check(
        _ knownOn: Located<CalendarDate>?, _ latestDecision: CalendarDate?, _ base: CalendarDraft?,
        _ sink: DiagnosticSink
    ) {
        if let knownOn, let latestDecision, knownOn.value < latestDecision {
            sink.error(
                "wrong-order",
                LocalizedText(
                    vi: "bản này không thể được biết trước quyết định ngày "
                        + "\(latestDecision.formatted(.slashed)) ghi trong đó",
                    en: "this edition cannot be known before the decision of \(latestDecision) "
                        + "that it holds"),
                at: knownOn.range)
        }
        guard let base else { return }
        guard let knownSince = calendar.knownSince else {
            sink.error(
                "undated-edition",
                LocalizedText(
                    vi: "bản mở rộng phải ghi được biết từ ngày nào",
                    en: "an edition that extends another says since when it is known"),
                at: nameRange,
                hint: LocalizedText(
                    vi: "thêm “known_on: NGÀY” (hoặc “known_on” của quyết định)",
                    en: "add “known_on: DATE” (or the “known_on” of a decision)"))
            return
        }
        guard let before = base.calendar.knownSince, knownSince < before else { return }
        sink.error(
            "wrong-order",
            LocalizedText(
                vi: "bản này được biết ngày \(knownSince.formatted(.slashed)), trước bản mà nó mở "
                    + "rộng (\(before.formatted(.slashed)))",
                en: "this edition is known on \(knownSince), before the one it extends (\(before))"
            ),
            at: knownOn?.range ?? nameRange)
    }
}
