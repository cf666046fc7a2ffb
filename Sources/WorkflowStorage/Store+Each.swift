extension Store {
    /// Commits each of these by itself: together if that can be, else one by one, so that none pays
    /// for the fault of another.
    package func commit(
        each commits: [Commit]
    ) async -> [Result<[SealedEvent], StoreError>] {
        if commits.count > 1 {
            do throws(StoreError) {
                return try await commit(batch: commits)
            } catch {
                if error.code.concernsAll { return commits.map { _ in .failure(error) } }
            }
        }
        var results: [Result<[SealedEvent], StoreError>] = []
        for next in commits {
            do throws(StoreError) {
                results.append(.success(try await commit(next)))
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
