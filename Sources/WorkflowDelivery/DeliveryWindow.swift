import WorkflowCalendar
import WorkflowStorage

/// Notifications that were read to be sent, by lane: of an item one at a time, in the order they
/// were added.
struct DeliveryWindow {
    /// A notification and the attempts behind it.
    struct Parcel: Sendable {
        var row: OutboxRow
        var attempts = 0
        var firstAt: Instant?
    }

    /// What waits behind the one that is being sent, by item.
    private var lanes: [String: Queue<Parcel>] = [:]
    /// Those that may be sent.
    private var heads = Queue<Parcel>()
    /// How many wait, those being sent not counted.
    private(set) var count = 0

    mutating func add(_ parcel: Parcel) {
        count += 1
        if lanes[parcel.row.item] == nil {
            lanes[parcel.row.item] = Queue()
            heads.append(parcel)
        } else {
            lanes[parcel.row.item]?.append(parcel)
        }
    }

    /// The next to send. Of its item no other comes before `proceed` or `giveUp`.
    mutating func next() -> Parcel? {
        guard let parcel = heads.popFirst() else { return nil }
        count -= 1
        return parcel
    }

    /// The one of this item that was being sent is out of the way.
    mutating func proceed(_ item: String) {
        if let next = lanes[item]?.popFirst() {
            heads.append(next)
        } else {
            lanes[item] = nil
        }
    }

    /// Nothing more of this item can be sent for now.
    mutating func giveUp(_ item: String) {
        count -= lanes[item]?.count ?? 0
        lanes[item] = nil
    }
}

/// First in, first out.
struct Queue<Element> {
    private var elements: [Element?] = []
    private var start = 0

    var count: Int { elements.count - start }

    mutating func append(_ element: Element) {
        elements.append(element)
    }

    mutating func popFirst() -> Element? {
        guard start < elements.count else { return nil }
        defer {
            elements[start] = nil
            start += 1
            // Moved up before more than half of it is empty.
            if start * 2 > elements.count {
                elements.removeFirst(start)
                start = 0
            }
        }
        return elements[start]
    }
}
