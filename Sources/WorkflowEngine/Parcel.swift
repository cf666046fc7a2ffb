import WorkflowCalendar
import WorkflowCore
import WorkflowStorage

/// Held messages that go out as one.
struct Parcel {
    /// As they came; at least one.
    let messages: [HeldMessage]
    /// Of every message, when there is more than one.
    private let entries: [Digest.Entry]

    var isDigest: Bool { messages.count > 1 }

    /// Messages released in one transaction, if no recipient has more.
    private static let batchSize = 256

    /// All messages, those for the same recipient and sink together, parted so that nobody else
    /// who writes has to wait for long.
    static func batches(of messages: [HeldMessage]) -> [[Parcel]] {
        var batches: [[Parcel]] = []
        var size = batchSize
        for parcel in all(of: messages) {
            if size >= batchSize {
                batches.append([])
                size = 0
            }
            batches[batches.count - 1].append(parcel)
            size += parcel.messages.count
        }
        return batches
    }

    private static func all(of messages: [HeldMessage]) -> [Parcel] {
        struct Address: Hashable {
            var sink: String
            var recipient: String
        }
        var places: [Address: Int] = [:]
        var groups: [[HeldMessage]] = []
        for message in messages.sorted(by: { $0.id < $1.id }) {
            let address = message.recipient.map { Address(sink: message.sink, recipient: $0) }
            if let address, let place = places[address] {
                groups[place].append(message)
            } else {
                if let address { places[address] = groups.count }
                groups.append([message])
            }
        }
        return groups.flatMap(parcels)
    }

    /// One, but for messages that cannot be read: these go out as they are.
    private static func parcels(of group: [HeldMessage]) -> [Parcel] {
        if group.count == 1 { return [Parcel(messages: group, entries: [])] }
        let read = group.map { ($0, Digest.Entry($0.payload)) }
        let readable = read.compactMap { message, entry in entry.map { (message, $0) } }
        let others = read.filter { $0.1 == nil }.map { Parcel(messages: [$0.0], entries: []) }
        if readable.isEmpty { return others }
        return [Parcel(messages: readable.map(\.0), entries: readable.map(\.1))] + others
    }

    /// What goes out. It has the id of its last message, which is in no other.
    func row(at now: Instant, _ calendars: [String: CalendarEditions]) -> OutboxRow {
        let last = messages[messages.count - 1]
        guard isDigest, let recipient = last.recipient else {
            return OutboxRow(id: last.id, sink: last.sink, item: last.item, payload: last.payload)
        }
        let calendar = MessageHours(last.calendar).calendar
        let zone = calendars[calendar]?.inForce(at: now).zone ?? .vietnam
        return OutboxRow(
            id: last.id, sink: last.sink, item: last.item,
            payload: Digest.json(of: entries, for: recipient, at: now, in: zone))
    }
}
