public import WorkflowModel
import WorkflowStorage

extension Engine {
    /// Starts one item for each activity of a plan that has none yet. Doing it again changes
    /// nothing.
    public func load(_ plan: Plan, as actorID: String) async throws(EngineError) -> LoadOutcome {
        var outcome = LoadOutcome()
        for activity in plan.activities {
            let known = try await stored { () async throws(StoreError) in
                try await store.item(activity.id)
            }
            if known != nil {
                outcome.unchanged.append(activity.id)
                continue
            }
            let fields = activity.fields.sorted { $0.key < $1.key }
            do {
                try await start(
                    activity.workflow, id: activity.id,
                    fields: fields.map { (name: $0.key, value: $0.value) }, plan: plan.name,
                    limits: activity.limits, as: actorID)
                outcome.started.append(activity.id)
            } catch {
                // Somebody else loaded the same plan at the same time: then it is there.
                guard case .alreadyExists = error else { throw error }
                outcome.unchanged.append(activity.id)
            }
        }
        return outcome
    }
}
