import WorkflowStorage

/// A projection in the forms its rows have, as far as these need work: made ready off the lock of
/// the store, where others wait.
final class WrittenForms: Sendable {
    let index: ItemIndex
    let states: String
    let timers: String
    let tasks: String

    init(_ projection: Projection) {
        index = ItemIndex(projection)
        states = StoredText.states(projection.row.states)
        timers = StoredText.timers(projection.timers)
        tasks = StoredText.tasks(projection.tasks)
    }
}
