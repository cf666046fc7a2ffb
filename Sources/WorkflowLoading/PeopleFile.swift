public import Diagnostics
import WorkflowCalendar
public import WorkflowModel
import YAML

/// A CSV file of people that can be changed. What is not changed stays written as it was.
public struct PeopleFile: Sendable {
    /// As diagnostics name it.
    public let file: String
    private let separator: UInt8
    private let hasMark: Bool
    private let lineEnd: [UInt8]
    private var titles: [String]
    private var columns: PeopleColumns
    /// In the order of the file; `written` is nil for who was changed or added.
    private var entries: [(person: Organisation.Person, written: [ArraySlice<UInt8>]?)]

    /// - Throws: what is wrong with the file.
    public init(
        _ bytes: [UInt8], file: String, of organisation: Organisation
    ) throws(DiagnosticsError) {
        self.file = file
        let sink = DiagnosticSink()
        let table = PeopleTable(organisation, sink: sink)
        guard let sheet = table.sheet(bytes, file: file), sink.errorCount == 0 else {
            throw DiagnosticsError(sink.list)
        }
        var written: [String: [ArraySlice<UInt8>]] = [:]
        for line in sheet.lines { written[line.draft.person.id, default: []].append(line.written) }
        let people = table.people(bytes, file: file)
        sink.check(people, in: organisation)
        guard sink.errorCount == 0 else { throw DiagnosticsError(sink.list) }
        separator = sheet.separator
        hasMark = bytes.starts(with: Self.mark)
        lineEnd = bytes.contains(.return) ? [.return, .lineFeed] : [.lineFeed]
        titles = sheet.titles
        columns = sheet.columns
        entries = people.map { ($0.person, written[$0.person.id]) }
    }

    /// In UTF-8, as spreadsheets want to see it said.
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    public var people: [Organisation.Person] { entries.map(\.person) }

    /// Puts somebody in, in place of who has the identifier already.
    ///
    /// - Returns: false when they were there just so.
    @discardableResult
    public mutating func put(_ person: Organisation.Person) -> Bool {
        if let index = entries.firstIndex(where: { $0.person.id == person.id }) {
            guard entries[index].person != person else { return false }
            entries[index] = (person, nil)
        } else {
            entries.append((person, nil))
        }
        return true
    }

    /// The file with all changes.
    public func bytes() -> [UInt8] {
        var file = self
        for (person, written) in entries where written == nil { file.addColumns(for: person) }
        var bytes = hasMark ? Self.mark : []
        bytes += file.line(file.titles)
        for (person, written) in file.entries {
            // A line with fewer cells than the first is sound: those of added columns are empty.
            for line in written ?? [] {
                bytes += line
                if line.last != .lineFeed, line.last != .return { bytes += lineEnd }
            }
            guard written == nil else { continue }
            for position in person.positions { bytes += file.line(file.cells(person, position)) }
        }
        return bytes
    }

    private mutating func addColumns(for person: Organisation.Person) {
        let isVietnamese = columns[.id].map { titles[$0] } != PeopleColumn.id.rawValue
        for column in PeopleColumn.allCases
        where columns[column] == nil
            && person.positions.contains(where: { column.text(person, $0) != "" })
        {
            columns.put(column, at: titles.count)
            titles.append(isVietnamese ? column.vietnamese : column.rawValue)
        }
    }

    private func cells(
        _ person: Organisation.Person, _ position: Organisation.Position
    ) -> [String] {
        var cells = titles.map { _ in "" }
        for (column, place) in columns.all { cells[place] = column.text(person, position) }
        return cells
    }

    private func line(_ cells: [String]) -> [UInt8] {
        var line: [UInt8] = []
        for (index, cell) in cells.enumerated() {
            if index > 0 { line.append(separator) }
            let needsQuotes = cell.utf8.contains {
                $0 == separator || $0 == .quote || $0 == .lineFeed || $0 == .return
            }
            if needsQuotes {
                line.append(.quote)
                for byte in cell.utf8 {
                    if byte == .quote { line.append(.quote) }
                    line.append(byte)
                }
                line.append(.quote)
            } else {
                line += cell.utf8
            }
        }
        return line + lineEnd
    }
}

extension PeopleColumn {
    /// What stands in the column for somebody in one of their positions.
    fileprivate func text(
        _ person: Organisation.Person, _ position: Organisation.Position
    ) -> String {
        switch self {
        case .id: person.id
        case .name: person.name
        case .agency: position.agency
        // Never the separator of cells, in whichever way the file is written.
        case .roles: position.roles.joined(separator: "|")
        case .from: position.from?.description ?? ""
        case .to: position.to?.description ?? ""
        case .email: person.email ?? ""
        case .language: person.language == .vi ? "" : person.language.rawValue
        case .demo: person.isDemo ? "x" : ""
        }
    }
}
