extension Store {
    /// A single commit needs no company.
    package func commitAll(_ commits: [Commit]) async throws(StoreError) -> [SealedEvent] {
        if commits.count == 1 { return try await commit(commits[0]) }
        return try await commit(together: commits)
    }
}

extension [Commit] {
    /// The only key among them, which stands for all of them.
    package func key() -> (key: String, item: String)? {
        var found: (key: String, item: String)?
        for commit in self {
            guard let key = commit.key else { continue }
            assert(found == nil, "commits that stand together have one key")
            found = (key, commit.item)
        }
        return found
    }

    /// The commits without their key, which is remembered once for all.
    package var keyless: [Commit] {
        map { commit in
            if commit.key == nil { return commit }
            return Commit(
                item: commit.item, expectedVersion: commit.expectedVersion, events: commit.events,
                projection: commit.projection, notifications: commit.notifications,
                held: commit.held, definition: commit.definition,
                delegationVersion: commit.delegationVersion, preparation: commit.preparation)
        }
    }
}
