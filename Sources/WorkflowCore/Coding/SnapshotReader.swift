import WorkflowCalendar
import WorkflowModel

/// Reads what `SnapshotWriter` wrote.
///
/// What cannot be read is zero or empty and leaves the reader `isBroken`: one question at the end,
/// instead of one at every byte, tells whether all of it was right.
struct SnapshotReader {
    /// Valid for as long as the closure runs that the reader was made in.
    private let bytes: UnsafeRawBufferPointer
    private var place = 0
    let workflow: Workflow
    /// The form the bytes are in: what was added since is not in them.
    let form: UInt8
    private(set) var isBroken = false

    init(_ bytes: UnsafeRawBufferPointer, of workflow: Workflow, form: UInt8) {
        self.bytes = bytes
        self.workflow = workflow
        self.form = form
    }

    /// All was read, and all of it was right.
    var isDone: Bool { !isBroken && place == bytes.count }

    mutating func byte() -> UInt8 {
        guard place < bytes.count else {
            isBroken = true
            return 0
        }
        defer { place += 1 }
        return bytes[place]
    }

    mutating func flag() -> Bool {
        let byte = byte()
        if byte > 1 { isBroken = true }
        return byte == 1
    }

    mutating func unsigned() -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64 {
            let byte = byte()
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
        isBroken = true
        return 0
    }

    /// Of things that take at least a byte each: no more than bytes are left.
    mutating func count() -> Int {
        let number = unsigned()
        guard number <= UInt64(bytes.count - place) else {
            isBroken = true
            return 0
        }
        return Int(number)
    }

    mutating func integer() -> Int64 {
        let number = unsigned()
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    mutating func int() -> Int { Int(integer()) }

    /// What counts or numbers things, and is never large.
    mutating func smallNumber() -> Int {
        let number = unsigned()
        if number > UInt64(Int32.max) { isBroken = true }
        return isBroken ? 0 : Int(number)
    }

    mutating func text() -> String {
        String(decoding: textBytes(), as: UTF8.self)
    }

    mutating func optionalText() -> String? { flag() ? text() : nil }

    private mutating func textBytes() -> UnsafeRawBufferPointer {
        let count = count()
        defer { place += count }
        return UnsafeRawBufferPointer(rebasing: bytes[place..<place + count])
    }

    mutating func list<Element>(_ read: (inout SnapshotReader) -> Element?) -> [Element] {
        let count = count()
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for _ in 0..<count {
            guard !isBroken, let element = read(&self) else {
                isBroken = true
                return []
            }
            elements.append(element)
        }
        return elements
    }

    // MARK: Names of the definition

    /// Where the definition has what is named next; nil, and broken, when it has nothing of that
    /// name.
    ///
    /// - Parameters:
    ///   - name: The name of what is at a place of the definition.
    ///   - index: Where to look when the name has moved since.
    mutating func place(
        of count: Int, _ name: (Int) -> String, _ index: (String) -> Int?
    ) -> Int? {
        let hint = unsigned()
        let bytes = textBytes()
        if hint < UInt64(count) {
            var known = name(Int(hint))
            if known.withUTF8({ UnsafeRawBufferPointer($0).elementsEqual(bytes) }) {
                return Int(hint)
            }
        }
        guard let place = index(String(decoding: bytes, as: UTF8.self)) else {
            isBroken = true
            return nil
        }
        return place
    }

    mutating func state() -> StateID? {
        let workflow = workflow
        return place(
            of: workflow.states.count, { workflow.states[$0].name },
            { workflow.stateIndex[$0]?.index }
        ).map { StateID(UInt8($0)) }
    }

    mutating func states() -> StateSet {
        var set = StateSet()
        for _ in 0..<count() {
            guard let state = state() else { break }
            set.insert(state)
        }
        return set
    }

    mutating func deadline() -> Int? {
        let workflow = workflow
        return place(
            of: workflow.deadlines.count, { workflow.deadlines[$0].name },
            { workflow.deadlineIndex[$0] })
    }

    mutating func field() -> Int? {
        let workflow = workflow
        return place(
            of: workflow.fields.count, { workflow.fields[$0].name }, { workflow.fieldIndex[$0] })
    }

    mutating func action() -> Int? {
        let workflow = workflow
        return place(
            of: workflow.actionNames.count, { workflow.actionNames[$0] },
            { workflow.actionIndex[$0] })
    }
}

extension SnapshotReader {
    mutating func instant() -> Instant { Instant(millisecondsSinceEpoch: integer()) }

    mutating func date() -> CalendarDate {
        guard let days = Int32(exactly: integer()) else {
            isBroken = true
            return CalendarDate(daysSinceEpoch: 0)
        }
        return CalendarDate(daysSinceEpoch: days)
    }

    mutating func limit() -> FixedLimit? {
        switch byte() {
        case 0: length().map { .limit($0) }
        case 1: .chain(list { $0.length() })
        case 2: .date(date())
        default: nil
        }
    }

    private mutating func length() -> Limit? {
        let unit = byte()
        let amount = int()
        switch unit {
        case 0: return .workingDays(amount)
        case 1: return .workingMinutes(amount)
        case 2: return .days(amount)
        case 3: return .months(amount)
        case 4: return .years(amount)
        case 5: return .minutes(amount)
        default:
            let cycle = ReportingPeriod.Cycle.allCases.first { UInt8($0.months) + 16 == unit }
            return cycle.map { .dayOfLastMonth(amount, $0) }
        }
    }

    /// Nil when it is no value of the type.
    mutating func value(as type: FieldType) -> FieldValue? {
        let kind = byte()
        switch (kind, type) {
        case (0, .string), (0, .text), (0, .choice), (0, .agency), (0, .person):
            return .string(text())
        case (1, .int): return .int(integer())
        case (2, .double): return .double(Double(bitPattern: unsigned()))
        case (3, .bool): return .bool(flag())
        case (4, .money): return .money(integer())
        case (5, .date): return .date(date())
        case (6, .instant): return .instant(instant())
        case (7, .quantity): return .quantity(Quantity(text()))
        case (8, .list(let element)): return .list(list { $0.value(as: element) })
        case (9, .budget):
            let lines = list { reader in
                Budget.Line(
                    item: reader.text(), unit: reader.optionalText(), quantity: reader.integer(),
                    unitPrice: reader.integer(), source: reader.optionalText())
            }
            return Budget(lines: lines).map { .budget($0) }
        default: return nil
        }
    }
}
