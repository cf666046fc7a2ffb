public import WorkflowStorage

extension SQLiteStore {
    public func preparation(of projection: Projection) -> (any CommitPreparation)? {
        PreparedItem(projection)
    }

    public func commit(_ commit: Commit) async throws(StoreError) -> [SealedEvent] {
        // Who commits alone calls nothing that could wait.
        if !turns.begin(), let written = await turns.wait(commit) { return try written.get() }
        defer {
            turns.end { [self] commits in
                await commits.each(together: write(together:), alone: write)
            }
        }
        return try write(commit)
    }

    private func write(_ commit: Commit) throws(StoreError) -> [SealedEvent] {
        try run { (connection) throws(StoreError) in
            try connection.write { () throws(StoreError) in
                try Writer(connection).apply(commit)
            }
        }
    }

    public func commit(
        batch: [Commit]
    ) async throws(StoreError) -> [Result<[SealedEvent], StoreError>] {
        try write(together: batch)
    }

    private func write(
        together batch: [Commit]
    ) throws(StoreError) -> [Result<[SealedEvent], StoreError>] {
        try run { (connection) throws(StoreError) in
            try connection.write { () throws(StoreError) in
                var results: [Result<[SealedEvent], StoreError>] = []
                results.reserveCapacity(batch.count)
                var failed: Set<String> = []
                for commit in batch {
                    do throws(StoreError) {
                        if failed.contains(commit.item) { throw .unfounded(commit.item) }
                        results.append(.success(try Writer(connection).apply(commit)))
                    } catch {
                        // These are found before anything is written, so there is nothing to take
                        // back; anything else is the end of the whole transaction.
                        guard error.code == .conflict || error.code == .duplicateKey else {
                            throw error
                        }
                        failed.insert(commit.item)
                        results.append(.failure(error))
                    }
                }
                return results
            }
        }
    }

    public func commit(together commits: [Commit]) async throws(StoreError) -> [SealedEvent] {
        let key = commits.key()
        return try run { (connection) throws(StoreError) in
            try connection.write { () throws(StoreError) in
                let writer = Writer(connection)
                if let key { try writer.requireUnused(key.key, item: key.item) }
                var sealed: [SealedEvent] = []
                for commit in commits.keyless { sealed += try writer.apply(commit) }
                if let key, let first = sealed.first, let last = sealed.last {
                    try writer.remember(
                        key.key, item: key.item, first: first.sequence, last: last.sequence)
                }
                return sealed
            }
        }
    }

    public func keep(_ definition: DefinitionRecord) async throws(StoreError) {
        try run { (connection) throws(StoreError) in
            try Writer(connection).keep(definition)
        }
    }
}
