package import Benchmarking

extension [EngineLoop.Caller] {
    /// How fast they advance, all at the same time.
    ///
    /// - Parameter goesOn: whether a caller who has done so many steps does another.
    package mutating func pace(
        while goesOn: @escaping @Sendable (_ count: Int, _ watch: Stopwatch) -> Bool
    ) async throws -> Pace {
        let watch = Stopwatch()
        var total = 0
        if count == 1 {
            // On the thread one is on: no other has to be woken.
            total = try await self[0].steps { goesOn($0, watch) }
        } else {
            let begun = self
            let ended = try await withThrowingTaskGroup(of: Ended.self) { tasks in
                for (number, caller) in begun.enumerated() {
                    tasks.addTask {
                        var caller = caller
                        let count = try await caller.steps { goesOn($0, watch) }
                        return Ended(number: number, caller: caller, count: count)
                    }
                }
                return try await tasks.reduce(into: []) { $0.append($1) }
            }
            for one in ended {
                self[one.number] = one.caller
                total += one.count
            }
        }
        return Pace(count: total, elapsed: watch.elapsed, worked: watch.worked)
    }
}

private struct Ended: Sendable {
    var number: Int
    var caller: EngineLoop.Caller
    var count: Int
}

extension EngineLoop.Caller {
    fileprivate mutating func steps(while goesOn: (Int) -> Bool) async throws -> Int {
        var count = 0
        while goesOn(count) {
            try await next()
            count += 1
        }
        return count
    }
}
