import WorkflowStorage

/// What a connection wrote last: where the chain ends and what items are found by, so that the
/// next commit need not read it back.
///
/// True for as long as nobody else writes, which SQLite tells by `PRAGMA data_version`, and until
/// a transaction fails.
struct WriteMemory {
    private var dataVersion: Int64?
    private(set) var head: HashChain.Head?
    /// The numbers of sinks in the outbox.
    private(set) var sinks: [String: Int64] = [:]
    /// Two generations: what was not asked for while one filled up is forgotten with it.
    private var young: [String: StoredItem] = [:]
    private var old: [String: StoredItem] = [:]
    /// Items in a generation: less than a kilobyte each.
    private static let size = 1_024

    func item(_ id: String) -> StoredItem? { young[id] ?? old[id] }

    mutating func remember(_ id: String, _ item: StoredItem, head: HashChain.Head) {
        self.head = head
        remember(id, item)
    }

    mutating func remember(head: HashChain.Head) { self.head = head }

    mutating func remember(sink: String, _ number: Int64) { sinks[sink] = number }

    mutating func remember(_ id: String, _ item: StoredItem) {
        if young.count >= Self.size {
            old = young
            young = [:]
        }
        young[id] = item
    }

    /// Asked inside a transaction that writes: then nobody else can.
    mutating func keep(ifDataVersionIs version: Int64) {
        if version == dataVersion { return }
        forget()
        dataVersion = version
    }

    mutating func forget() { self = WriteMemory() }
}

/// What a commit needs to know of an item that is there.
struct StoredItem {
    var version: Int
    /// The sequence of its last event.
    var lastEvent: Int64
    var index: ItemIndex
}

extension StoredItem {
    /// From a row with `SQL.writtenColumns`.
    init(_ columns: PreparedStatement, from first: Int32) {
        self.init(
            version: Int(columns.integer(first)), lastEvent: columns.integer(first + 1),
            index: ItemIndex(
                facetLines: columns.text(first + 2), placeLines: columns.text(first + 3),
                wakeAt: columns.optionalInteger(first + 4), textHash: columns.integer(first + 5)))
    }
}
