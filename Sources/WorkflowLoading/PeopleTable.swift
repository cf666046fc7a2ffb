import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

/// Reads people from a CSV file, as personnel offices keep them: a line with the names of the
/// columns, in Vietnamese or English and in any order, then a line for each person, or for each
/// position of somebody who has several.
struct PeopleTable {
    private let organisation: Organisation
    private let sink: DiagnosticSink

    /// - Parameter organisation: its agencies and roles, which the file may call by their names.
    init(_ organisation: Organisation, sink: DiagnosticSink) {
        self.organisation = organisation
        self.sink = sink
    }

    /// What can be read, in the order of the file; the rest was complained about.
    func people(_ bytes: [UInt8], file: String) -> [PersonDraft] {
        var people: [PersonDraft] = []
        var places: [String: Int] = [:]
        for line in sheet(bytes, file: file)?.lines ?? [] {
            if let place = places[line.draft.person.id] {
                add(line.draft, to: &people[place])
            } else {
                places[line.draft.person.id] = people.count
                people.append(line.draft)
            }
        }
        return people
    }

    /// The file line by line; nil, after complaints, when it is no file of people.
    func sheet(_ bytes: [UInt8], file: String) -> PeopleSheet? {
        guard let bytes = PlainText.check(bytes, file: file, sink: sink) else { return nil }
        do throws(CSVReader.Fault) {
            var sheet = try CSVSheet(CSVText(name: file, bytes: bytes)) {
                PeopleColumn(called: $0) != nil
            }
            guard let header = sheet.header else {
                sink.report(
                    .noHeader(
                        PeopleColumn.allCases.map(\.rawValue),
                        at: SourceRange(file: file, line: 1, column: 1)))
                return nil
            }
            guard let columns = columns(header) else { return nil }
            var lines: [PeopleSheet.Line] = []
            while let record = try sheet.record() {
                if let draft = person(PeopleRow(columns: columns, cells: record)) {
                    lines.append(PeopleSheet.Line(draft: draft, written: bytes[sheet.lastRange]))
                }
            }
            return PeopleSheet(
                separator: sheet.separator, titles: header.map(\.text), columns: columns,
                lines: lines)
        } catch {
            sink.report(.badCSV(error))
            return nil
        }
    }

    /// Where each column stands; nil, after complaints, unless those that must be there are.
    private func columns(_ header: [CSVCell]) -> PeopleColumns? {
        let names = PeopleColumn.allCases.map(\.rawValue)
        var columns = PeopleColumns()
        var isSound = true
        for (place, cell) in header.enumerated() where !cell.isBlank {
            guard let column = PeopleColumn(called: cell.text) else {
                sink.report(
                    .unknownName(
                        cell.text.trimmingSpaces(), in: names,
                        LocalizedText(vi: "tên một cột", en: "a column"), at: cell.range))
                isSound = false
                continue
            }
            if let first = columns[column] {
                sink.report(
                    .repeatedColumn(
                        cell.text.trimmingSpaces(), at: cell.range, first: header[first].range))
                isSound = false
            }
            columns.put(column, at: place)
        }
        let missing = PeopleColumn.required.filter { columns[$0] == nil }.map(\.rawValue)
        if !missing.isEmpty, isSound {
            sink.report(.missingColumns(missing, names, at: header.last { !$0.isBlank }?.range))
        }
        return isSound && missing.isEmpty ? columns : nil
    }

    private func person(_ row: PeopleRow) -> PersonDraft? {
        let reference = NodeDecoder<Located<String>>.reference
        let errors = sink.errorCount
        let id = row.required(.id, reference, sink)
        let name = row.required(.name, NodeDecoder<String>.nonEmptyString, sink)
        let agency = row.required(.agency, reference, sink).map(agency)
        let roles = row.list(.roles).map(role)
        let from = row.optional(.from, NodeDecoder<CalendarDate>.date, sink)
        let to = row.optional(.to, NodeDecoder<CalendarDate>.date, sink)
        let email = row.optional(.email, NodeDecoder<String>.mailAddress, sink)
        let language = row.optional(.language, NodeDecoder<Language>.language, sink)
        if let from, let to, to < from, let cell = row[.to] {
            sink.report(.endsBeforeItBegins(from, to, at: cell.range))
        }
        guard sink.errorCount == errors, let id, let name, let agency else { return nil }
        return PersonDraft(
            person: Organisation.Person(
                id: id.value, name: name,
                positions: [
                    Organisation.Position(
                        agency: agency.value, roles: roles.map(\.value), from: from, to: to)
                ],
                isDemo: row[.demo] != nil, email: email, language: language ?? .vi),
            id: id, agencies: [agency], roles: roles)
    }

    /// A further position of somebody who was there before.
    private func add(_ draft: PersonDraft, to person: inout PersonDraft) {
        guard draft.person.name == person.person.name else {
            return sink.report(
                .twoNames(draft.id, draft.person.name, person.person.name, first: person.id.range))
        }
        person.person.positions += draft.person.positions
        person.agencies += draft.agencies
        person.roles += draft.roles
        person.person.email = person.person.email ?? draft.person.email
    }

    /// The code of an agency that is called by its code, a name or an alias.
    private func agency(_ text: Located<String>) -> Located<String> {
        text.map { organisation.agency(called: $0)?.code ?? $0 }
    }

    private func role(_ text: Located<String>) -> Located<String> {
        // Folding takes long, and nearly every file has the codes themselves.
        if organisation.role(text.value) != nil { return text }
        let wanted = TextFolding.fold(text.value)
        let role = organisation.roles.first { role in
            [role.code, role.title.vi, role.title.en].contains { TextFolding.fold($0) == wanted }
        }
        return text.map { role?.code ?? $0 }
    }
}

/// A file of people as it is written.
struct PeopleSheet {
    struct Line {
        /// With the one position of the line.
        var draft: PersonDraft
        /// With the end of the line, if it has one.
        var written: ArraySlice<UInt8>
    }

    var separator: UInt8
    /// The cells of the first line.
    var titles: [String]
    var columns: PeopleColumns
    var lines: [Line]
}

/// Where the columns of a file of people stand.
struct PeopleColumns {
    // A handful: walking through them is faster than making a dictionary of a type of its own.
    private(set) var all: [(column: PeopleColumn, place: Int)] = []

    /// Nil when there is no such column.
    subscript(column: PeopleColumn) -> Int? { all.first { $0.column == column }?.place }

    mutating func put(_ column: PeopleColumn, at place: Int) {
        all.removeAll { $0.column == column }
        all.append((column, place))
    }
}

/// A column of a file of people.
enum PeopleColumn: String, CaseIterable {
    case id, name, agency, roles, from, to, email, language, demo

    static let required: [PeopleColumn] = [.id, .name, .agency]

    /// What people call it, besides its own name.
    private var names: [String] {
        switch self {
        case .id: ["mã", "mã người dùng", "tên đăng nhập", "user", "username"]
        case .name: ["họ tên", "họ và tên", "full name"]
        case .agency: ["cơ quan", "đơn vị", "unit"]
        case .roles: ["vai trò", "role"]
        case .from: ["từ ngày", "từ"]
        case .to: ["đến ngày", "đến", "until"]
        case .email: ["thư điện tử", "e-mail", "mail"]
        case .language: ["ngôn ngữ", "lang"]
        case .demo: ["dùng thử", "thử"]
        }
    }

    /// The title of a column that is added to a file with titles in Vietnamese.
    var vietnamese: String { names[0] }

    init?(called text: String) {
        let text = text.trimmingSpaces()
        // Every `wf` process reads these names, nearly always as they stand here.
        if let column = Self(rawValue: text) {
            self = column
            return
        }
        let wanted = TextFolding.fold(text)
        let column = Self.allCases.first { column in
            ([column.rawValue] + column.names).contains { TextFolding.fold($0) == wanted }
        }
        guard let column else { return nil }
        self = column
    }
}

/// One line, its cells by column.
private struct PeopleRow {
    let columns: PeopleColumns
    let cells: [CSVCell]

    /// Nil when there is nothing in it.
    subscript(column: PeopleColumn) -> CSVCell? {
        guard let place = columns[column], cells.indices.contains(place), !cells[place].isBlank
        else { return nil }
        return cells[place]
    }

    func optional<Value>(
        _ column: PeopleColumn, _ decoder: NodeDecoder<Value>, _ sink: DiagnosticSink
    ) -> Value? {
        self[column].flatMap { decoder.decode($0.node, sink) }
    }

    func required<Value>(
        _ column: PeopleColumn, _ decoder: NodeDecoder<Value>, _ sink: DiagnosticSink
    ) -> Value? {
        guard self[column] != nil else {
            sink.report(.emptyColumn(column.rawValue, at: cells[0].range))
            return nil
        }
        return optional(column, decoder, sink)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "|"), UInt8(ascii: "\n"): true
        default: false
        }
    }

    /// Several in one cell, with any of `;`, `,`, `|` or a line break between them.
    func list(_ column: PeopleColumn) -> [Located<String>] {
        guard let cell = self[column] else { return [] }
        let range = cell.range
        return cell.text.utf8.split(whereSeparator: Self.isSeparator).compactMap { part in
            let text = String(Substring(part)).trimmingSpaces()
            return text.isEmpty ? nil : Located(text, at: range)
        }
    }
}

extension CSVCell {
    /// As a scalar of YAML, to be read by the same rules.
    fileprivate var node: Node { Node(.scalar(Scalar(text.trimmingSpaces())), range: range) }
}

extension Diagnostic {
    fileprivate static func endsBeforeItBegins(
        _ from: CalendarDate, _ to: CalendarDate, at range: SourceRange
    ) -> Diagnostic {
        .error(
            "wrong-order",
            LocalizedText(
                vi: "“to” (\(to.formatted(.slashed))) không được trước “from” "
                    + "(\(from.formatted(.slashed)))",
                en: "“to” (\(to)) must not be before “from” (\(from))"),
            at: range)
    }

    fileprivate static func twoNames(
        _ id: Located<String>, _ name: String, _ other: String, first: SourceRange
    ) -> Diagnostic {
        .error(
            "duplicate-name",
            LocalizedText(
                vi: "mã “\(id.value)” là của “\(other)”, ở đây lại là của “\(name)”",
                en: "“\(id.value)” is “\(other)” and here it is “\(name)”"),
            at: id.range,
            hint: LocalizedText(
                vi: "người khác thì cần mã khác; thêm chức vụ cho cùng một người thì viết cùng tên",
                en: "another person needs another id; a further position of the same person has "
                    + "the same name"),
            notes: [Note(LocalizedText(vi: "lần đầu ở đây", en: "first written here"), at: first)])
    }
}
