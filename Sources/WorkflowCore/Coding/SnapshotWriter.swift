import WorkflowCalendar
import WorkflowModel

/// Writes the bytes of a snapshot: numbers of any length, seven bits to a byte, and texts after
/// their length in bytes.
///
/// Raw memory and not an array, which would ask at every one of the many small writes whether
/// somebody else holds it.
struct SnapshotWriter: ~Copyable {
    private var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0

    init(reserving capacity: Int) {
        self.capacity = capacity
        start = .allocate(capacity: capacity)
    }

    deinit { start.deallocate() }

    var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

    @inline(__always)
    mutating func byte(_ byte: UInt8) {
        reserve(1)
        start[count] = byte
        count += 1
    }

    mutating func flag(_ flag: Bool) { byte(flag ? 1 : 0) }

    /// At most ten bytes.
    mutating func unsigned(_ number: UInt64) {
        reserve(10)
        var rest = number
        while rest >= 0x80 {
            start[count] = UInt8(truncatingIfNeeded: rest) | 0x80
            rest >>= 7
            count += 1
        }
        start[count] = UInt8(truncatingIfNeeded: rest)
        count += 1
    }

    /// Not negative.
    mutating func number(_ count: Int) { unsigned(UInt64(count)) }

    /// Of either sign: small ones of both are short.
    mutating func integer(_ number: Int64) {
        unsigned(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    }

    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            number(bytes.count)
            reserve(bytes.count)
            guard let source = bytes.baseAddress else { return }
            (start + count).update(from: source, count: bytes.count)
            count += bytes.count
        }
    }

    mutating func optional(_ text: String?) {
        flag(text != nil)
        if let text { self.text(text) }
    }

    mutating func list<Element>(
        _ elements: [Element], _ write: (inout SnapshotWriter, Element) -> Void
    ) {
        number(elements.count)
        for element in elements { write(&self, element) }
    }

    /// Those there are, each after a one, and a zero.
    mutating func present<Element>(
        _ elements: [Element?], _ write: (inout SnapshotWriter, Int, Element) -> Void
    ) {
        for index in elements.indices {
            guard let element = elements[index] else { continue }
            flag(true)
            write(&self, index, element)
        }
        flag(false)
    }

    @inline(__always)
    private mutating func reserve(_ more: Int) {
        if count + more > capacity { grow(to: count + more) }
    }

    @inline(never)
    private mutating func grow(to needed: Int) {
        let larger = max(needed, 2 * capacity)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.update(from: start, count: count)
        start.deallocate()
        start = moved
        capacity = larger
    }
}

extension SnapshotWriter {
    mutating func instant(_ instant: Instant) { integer(instant.millisecondsSinceEpoch) }

    mutating func date(_ date: CalendarDate) { integer(Int64(date.daysSinceEpoch)) }

    /// What a definition calls something, after where it has it: a reader looks there first.
    mutating func name(_ name: String, at place: Int) {
        number(place)
        text(name)
    }

    mutating func state(_ state: StateID, _ workflow: Workflow) {
        name(workflow[state].name, at: state.index)
    }

    mutating func states(_ set: StateSet, _ workflow: Workflow) {
        var count = 0
        for _ in set { count += 1 }
        number(count)
        for state in set { self.state(state, workflow) }
    }

    mutating func limit(_ limit: FixedLimit) {
        switch limit {
        case .limit(let length):
            byte(0)
            self.length(length)
        case .chain(let lengths):
            byte(1)
            list(lengths) { $0.length($1) }
        case .date(let date):
            byte(2)
            self.date(date)
        }
    }

    private mutating func length(_ length: Limit) {
        let unit: UInt8 =
            switch length {
            case .workingDays: 0
            case .workingMinutes: 1
            case .days: 2
            case .months: 3
            case .years: 4
            case .minutes: 5
            case .dayOfLastMonth(_, let cycle): 16 + UInt8(cycle.months)
            }
        byte(unit)
        integer(Int64(length.amount))
    }

    mutating func value(_ value: FieldValue) {
        switch value {
        case .string(let text):
            byte(0)
            self.text(text)
        case .int(let number):
            byte(1)
            integer(number)
        case .double(let number):
            byte(2)
            unsigned(number.bitPattern)
        case .bool(let flag):
            byte(3)
            self.flag(flag)
        case .money(let amount):
            byte(4)
            integer(amount)
        case .date(let date):
            byte(5)
            self.date(date)
        case .instant(let instant):
            byte(6)
            self.instant(instant)
        case .quantity(let quantity):
            byte(7)
            text(quantity.text)
        case .list(let values):
            byte(8)
            list(values) { $0.value($1) }
        case .budget(let budget):
            byte(9)
            list(budget.lines) { writer, line in
                writer.text(line.item)
                writer.optional(line.unit)
                writer.integer(line.quantity)
                writer.integer(line.unitPrice)
                writer.optional(line.source)
            }
        }
    }
}
