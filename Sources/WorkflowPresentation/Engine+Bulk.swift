package import WorkflowCore
package import WorkflowEngine

extension Engine {
    /// Takes an action on each of many items, or looks what it would come to.
    ///
    /// - Parameters:
    ///   - isDry: nothing is stored.
    ///   - command: what is done to an item; it may throw that it makes no sense for its workflow.
    ///   - preparing: before the commit of each.
    /// - Returns: each item afterwards, or why it is as it was, in the same order.
    package func advance(
        each items: [ItemState], isDry: Bool, as person: String, for principal: String?,
        preparing: @escaping () throws -> Void, command: (ItemState) throws -> ActCommand
    ) async -> [Result<ItemState, Failure>] {
        var results: [Result<ItemState, Failure>] = []
        var steps: [BulkStep] = []
        var places: [Int] = []
        for item in items {
            do {
                let command = try command(item)
                if isDry {
                    results.append(
                        .success(try await preview(command, on: item, as: person, for: principal)))
                } else {
                    places.append(results.count)
                    steps.append(BulkStep(item, command))
                    // As it is until it has been advanced.
                    results.append(.success(item))
                }
            } catch {
                results.append(.failure(Failure(any: error)))
            }
        }
        let outcomes = await advance(
            each: steps, as: person, for: principal, preparing: preparing)
        for (place, outcome) in zip(places, outcomes) {
            results[place] = outcome.map(\.item).mapError { Failure(any: $0) }
        }
        return results
    }
}
