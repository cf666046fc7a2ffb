import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

/// Reads the calendars among some files: every edition of every name, each with what it takes over
/// from the one it extends.
struct CalendarDecoder {
    private let sink: DiagnosticSink
    private let files: [SourceFile]
    /// Whose roles, agencies and people an edition may name.
    private let organisation: Organisation
    /// The first file of each edition.
    private var index: [(name: EditionName, number: Int)] = []
    private var states: [State]

    private struct EditionName: Equatable {
        var calendar: String
        var version: String
    }

    private enum State {
        case unread, reading, broken
        case read(CalendarDraft)
    }

    /// - Parameter organisation: empty when names are not to be checked against one.
    static func decode(
        _ files: [SourceFile], _ organisation: Organisation, _ sink: DiagnosticSink
    ) -> [String: CalendarEditions] {
        var decoder = CalendarDecoder(files.filter { $0.kind == .calendar }, organisation, sink)
        return decoder.decode()
    }

    private init(
        _ files: [SourceFile], _ organisation: Organisation, _ sink: DiagnosticSink
    ) {
        self.sink = sink
        self.organisation = organisation
        self.files = files
        states = Array(repeating: .unread, count: files.count)
    }

    private mutating func decode() -> [String: CalendarEditions] {
        for (number, file) in files.enumerated() {
            guard let version = file.version else { continue }
            let name = EditionName(calendar: file.name, version: version)
            if let first = self.number(of: name) {
                sink.report(.editionTwice(file, version, first: files[first]))
                states[number] = .broken
            } else {
                index.append((name, number))
            }
        }
        var drafts: [String: [CalendarDraft]] = [:]
        for number in files.indices {
            guard let draft = draft(number) else { continue }
            drafts[draft.calendar.name, default: []].append(draft)
        }
        return drafts.compactMapValues(editions)
    }

    /// Which of several editions counts is only known when they say since when they are.
    private func editions(_ drafts: [CalendarDraft]) -> CalendarEditions? {
        let undated = drafts.filter { $0.calendar.knownSince == nil }
        for draft in undated.dropFirst() {
            sink.report(.undatedEdition(draft, besides: undated[0]))
        }
        return drafts.first.map { first in
            CalendarEditions(first.calendar, drafts.dropFirst().map(\.calendar))
        }
    }

    private func number(of edition: EditionName) -> Int? {
        index.first { $0.name == edition }?.number
    }

    private mutating func draft(_ number: Int) -> CalendarDraft? {
        if case .read(let draft) = states[number] { return draft }
        guard case .unread = states[number] else { return nil }
        states[number] = .reading
        let draft = read(files[number])
        states[number] = draft.map(State.read) ?? .broken
        return draft
    }

    private mutating func read(_ file: SourceFile) -> CalendarDraft? {
        let context = LocalizedText(vi: "tệp lịch", en: "a calendar")
        guard var reader = MappingReader(file.node, context: context, sink: sink) else {
            return nil
        }
        reader.know(file.kind.rawValue)
        guard let extended = reader.optional("extends", .reference) else {
            return CalendarDraft(file, &reader, extending: nil, organisation, sink)
        }
        let name = EditionName(calendar: file.name, version: extended.value)
        guard let number = self.number(of: name) else {
            let known = index.map(\.name)
                .filter { $0.calendar == file.name && $0.version != file.version }
            sink.report(
                .unknownName(
                    extended.value, in: known.map(\.version).sorted(), .anEdition(of: file.name),
                    at: extended.range))
            return nil
        }
        if case .reading = states[number] {
            sink.error(
                "extends-itself",
                LocalizedText(
                    vi: "các bản lịch mở rộng lẫn nhau thành vòng tròn",
                    en: "these editions extend one another in a circle"),
                at: extended.range)
            return nil
        }
        // What is wrong with the edition below was said there.
        guard let base = draft(number) else { return nil }
        return CalendarDraft(file, &reader, extending: base, organisation, sink)
    }
}

extension SourceFile {
    /// As it is written; read for good, with its complaints, elsewhere.
    fileprivate var version: String? { mapping["version"]?.string }
}

extension LocalizedText {
    fileprivate static func anEdition(of calendar: String) -> LocalizedText {
        LocalizedText(
            vi: "một bản của lịch “\(calendar)”", en: "an edition of the calendar “\(calendar)”")
    }
}

extension Diagnostic {
    fileprivate static func editionTwice(
        _ file: SourceFile, _ version: String, first: SourceFile
    ) -> Diagnostic {
        var diagnostic = alreadyDefined(
            .aCalendar, file.name, at: file.nameRange, first: first.nameRange)
        diagnostic.hint = LocalizedText(
            vi: "một bản khác của cùng lịch thì ghi “version” khác (cả hai đang là \(version))",
            en: "another edition of the same calendar takes another “version” (both are \(version))"
        )
        return diagnostic
    }

    fileprivate static func undatedEdition(
        _ draft: CalendarDraft, besides first: CalendarDraft
    ) -> Diagnostic {
        .error(
            "undated-edition",
            LocalizedText(
                vi: "lịch có nhiều bản mà hai bản không ghi được biết từ ngày nào",
                en: "of several editions of a calendar two do not say since when they are known"),
            at: draft.nameRange,
            hint: LocalizedText(
                vi: "thêm “known_on: NGÀY” (hoặc “known_on” của quyết định)",
                en: "add “known_on: DATE” (or the “known_on” of a decision)"),
            notes: [
                Note(
                    LocalizedText(vi: "bản kia ở đây", en: "the other is here"),
                    at: first.nameRange)
            ])
    }
}
