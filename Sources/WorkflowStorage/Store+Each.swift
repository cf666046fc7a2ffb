extension Store {
    /// Commits each of these by itself: together if that can be, else one by one, so that none pays
    /// for the fault of another.
    package func commit(
        each commits: [Commit]
    ) async -> [Result<[SealedEvent], StoreError>] {
        await commits.each(
            together: { (commits) async throws(StoreError) in try await commit(batch: commits) },
            alone: { (next) async throws(StoreError) in try await commit(next) })
    }
}

extension [Commit] {
    /// What became of each, written together if that can be, else one by one.
    package func each(
        together: ([Commit]) async throws(StoreError) -> [Result<[SealedEvent], StoreError>],
        alone: (Commit) async throws(StoreError) -> [SealedEvent]
    ) async -> [Result<[SealedEvent], StoreError>] {
        if count > 1 {
            do throws(StoreError) {
                return try await together(self)
            } catch {
                if error.code.concernsAll { return map { _ in .failure(error) } }
            }
        }
        var results: [Result<[SealedEvent], StoreError>] = []
        results.reserveCapacity(count)
        for next in self {
            do throws(StoreError) {
                results.append(.success(try await alone(next)))
            } catch {
                results.append(.failure(error))
            }
        }
        return results
    }
}

extension StoreError.Code {
    /// Whether what is wrong is so for whatever one wants to write.
    fileprivate var concernsAll: Bool {
        switch self {
        case .busy, .unreachable, .readOnly, .corrupt, .newer: true
        case .conflict, .duplicateKey, .lateDocument, .io: false
        }
    }
}
