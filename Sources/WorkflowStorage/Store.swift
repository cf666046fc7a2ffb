public import WorkflowCalendar

/// Where items, their history and their timers are kept.
///
/// A commit is all or nothing: events, item, tasks, timers, notifications, those held back and the
/// answer remembered for an idempotency key appear together, durably, or not at all. Events form
/// one chain over the whole store: every one carries the hash of the one before it (`HashChain`).
///
/// `WorkflowTesting` has one suite that every store passes.
public protocol Store: DeliveryStore, DocumentRegister, DelegationRegister {
    /// The file it is in, which another process of this machine can open; nil for what is in none.
    var file: String? { get }

    /// Makes beforehand what of a commit needs nothing that is stored, so that whoever decided does
    /// it and not the one who writes for all. Nil where there is nothing to make.
    func preparation(of projection: Projection) -> (any CommitPreparation)?
    /// Throws `.duplicateKey` when the idempotency key was used before (`answer(forKey:)` has what
    /// it caused), else `.conflict` when the item is not at `expectedVersion` or the register
    /// of delegations not at `delegationVersion`. Nothing is written then.
    func commit(_ commit: Commit) async throws(StoreError) -> [SealedEvent]
    /// Several commits in one transaction, in order; each succeeds or fails alone, but for those
    /// of the same item: what follows one that failed was decided on what did not happen, and is a
    /// conflict too.
    func commit(batch: [Commit]) async throws(StoreError) -> [Result<[SealedEvent], StoreError>]
    /// Several commits that stand or fall together, in order; one item may have several, each
    /// decided on what the one before led to. Throws as a single one would, for the first that
    /// cannot be made, with its item as the subject; nothing of any is written then.
    ///
    /// At most one has a key: what is remembered for it are the events of all.
    func commit(together: [Commit]) async throws(StoreError) -> [SealedEvent]

    func item(_ id: String) async throws(StoreError) -> ItemRecord?
    /// The version an item is at, without reading the rest; nil when there is none.
    func version(of id: String) async throws(StoreError) -> Int?
    /// All that is kept about an item besides its events, to compare with what these give.
    func projection(_ id: String) async throws(StoreError) -> Projection?
    /// In the order of `id`, compared byte by byte.
    func items(_ query: ItemQuery) async throws(StoreError) -> [ItemRow]
    /// Open tasks on the desks asked for, the most urgent first.
    func tasks(_ query: TaskQuery) async throws(StoreError) -> [TaskRow]
    /// The whole history, or one item's, in order, `limit` events from after `after`.
    func events(item: String?, after: Int64, limit: Int) async throws(StoreError) -> [SealedEvent]
    /// The end of the chain of events; `.start` while nothing has happened.
    func head() async throws(StoreError) -> HashChain.Head
    /// Items with a timer due at `now` or before, in the order their first timers are due, then by
    /// id, at most `limit` from after `place`; nil: from the first on.
    func dueItems(
        at now: Instant, after place: DueItem.Place?, limit: Int
    ) async throws(StoreError) -> [DueItem]
    /// The first moment after `moment` at which an item has to be looked at: of every item its first
    /// timer counts. Nil when no timer is armed for later.
    func nextWake(after moment: Instant) async throws(StoreError) -> Instant?
    /// Open items whose `dueAt` is before `instant`, the earliest due first, then by `id`, compared
    /// byte by byte; at most `limit`.
    ///
    /// An item that is not marked overdue has a timer armed at its `dueAt` or earlier: the end of a
    /// running deadline is itself a step, which nothing passes over. A store may look for items by
    /// that; of an item without such a timer nothing is promised.
    func itemsDue(before instant: Instant, limit: Int) async throws(StoreError) -> [ItemRow]
    /// The timed transitions that come before `instant`, the earliest first, then by item, compared
    /// byte by byte, and key; at most `limit`.
    func timedTransitions(
        before instant: Instant, limit: Int
    ) async throws(StoreError) -> [TimerRow]
    func answer(forKey key: String) async throws(StoreError) -> RememberedAnswer?

    func definition(_ hash: String) async throws(StoreError) -> DefinitionRecord?
    /// Whether the sources of a definition contain a word, as written; nil when there is no such
    /// definition. Takes little, as nothing of them is kept.
    func definition(_ hash: String, mentions word: String) async throws(StoreError) -> Bool?
    /// Keeps a definition for the items that run on it. Storing it again changes nothing.
    func keep(_ definition: DefinitionRecord) async throws(StoreError)

    /// Notifications held back that may go out at `now`, all of them, in the order of
    /// `HeldMessage.goesBefore`.
    func heldMessages(due now: Instant) async throws(StoreError) -> [HeldMessage]
    /// How many are held back until after `moment`.
    func heldCount(after moment: Instant) async throws(StoreError) -> Int
    /// When the next of them may go out; nil when none is held.
    func nextRelease() async throws(StoreError) -> Instant?
    /// Takes held messages out and puts in the outbox what goes out in their stead, in one
    /// transaction. Throws `.conflict`, and does nothing, when one of them is held no longer.
    func release(_ messages: [HeldMessage], as rows: [OutboxRow]) async throws(StoreError)
    /// Puts held messages off, all or, with `.conflict`, none.
    func hold(_ messages: [HeldMessage], until moment: Instant) async throws(StoreError)

    /// The store as it is at this moment, whatever is written to it afterwards: all that is read of
    /// it agrees. It cannot be written, and takes room while it is open; whoever asked closes it.
    func snapshot() async throws(StoreError) -> any Store
    /// Replaces every projection (items, tasks, timers) of the items given in one transaction, but
    /// for those whose history has gone on since: they keep what came of that.
    func replaceProjections(_ projections: [Projection]) async throws(StoreError)
    /// Damage the store finds in itself: its files, and what it looks items up by and does not
    /// agree with them. Empty when it is sound. In the words of the store, for the log.
    func damage() async throws(StoreError) -> [String]
    /// Returns once everything that other processes had begun to write is there to be read, or was
    /// taken back: for who saw a sign of a change that may not be complete.
    ///
    /// - Throws: `.busy` when that takes longer than one waits.
    func awaitWriters() async throws(StoreError)
    func close() async
}

extension Store {
    public func preparation(of projection: Projection) -> (any CommitPreparation)? { nil }

    public func definition(
        _ hash: String, mentions word: String
    ) async throws(StoreError) -> Bool? {
        try await definition(hash)?.mentions(word)
    }

    /// The moment of the earliest timer of the whole store, be it past; nil when none is armed.
    public func nextWake() async throws(StoreError) -> Instant? {
        try await nextWake(after: Instant(millisecondsSinceEpoch: .min))
    }
}
