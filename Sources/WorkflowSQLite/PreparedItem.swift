import JSON
import WorkflowCalendar
import WorkflowStorage

/// The row of an item and what it is found by, as the tables want them.
///
/// A pure function of the projection, so that it can be made before there is a transaction, by
/// whoever decided and not by the one who writes for all.
final class PreparedItem: CommitPreparation {
    let index: ItemIndex
    /// Of `SQL.insertItem` and `SQL.updateItem`, but for the last, which is known when it is
    /// written.
    let arguments: Arguments

    init(_ projection: borrowing Projection) {
        let index = ItemIndex(projection)
        let row = projection.row
        var arguments = Arguments(reserving: 30, bytes: 1_024 + projection.snapshot.count)
        arguments.add(row.version)
        arguments.add(row.workflow)
        arguments.add(row.workflowVersion)
        arguments.add(row.definition)
        arguments.add(row.plan)
        arguments.add(row.section)
        arguments.add(row.title)
        arguments.add(StoredText.states(row.states))
        arguments.add(row.stateTitleVi)
        arguments.add(row.stateTitleEn)
        arguments.add(row.lead)
        arguments.add(row.owner)
        arguments.add(row.dueAt?.millisecondsSinceEpoch)
        arguments.add(row.dueOn?.daysSinceEpoch)
        arguments.add(row.isProvisional.map { $0 ? 1 : 0 })
        arguments.add(row.isOverdue)
        arguments.add(row.isPaused)
        arguments.add(row.outcome)
        arguments.add(row.startedAt.millisecondsSinceEpoch)
        arguments.add(row.updatedAt.millisecondsSinceEpoch)
        arguments.add(row.expected)
        arguments.add(row.delivered)
        arguments.add(StoredText.timers(projection.timers))
        arguments.add(StoredText.tasks(projection.tasks))
        arguments.add(index.facetLines)
        arguments.add(index.placeLines)
        arguments.add(index.wakeAt)
        arguments.add(index.textHash)
        arguments.add(projection.snapshot)
        arguments.add(row.id)
        self.index = index
        self.arguments = arguments
    }
}
