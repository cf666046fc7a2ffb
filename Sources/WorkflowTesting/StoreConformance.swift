public import WorkflowStorage

/// What every store must do, as cases to run against an empty one.
///
///     @Test(arguments: StoreConformance.all)
///     func conforms(_ example: StoreConformance.Case) async throws {
///         try await example.run(MemoryStore())
///     }
public enum StoreConformance {
    public struct Case: Sendable, CustomStringConvertible {
        /// What is so if the case passes.
        public let description: String
        let body: @Sendable (any Store) async throws -> Void

        init(_ description: String, _ body: @escaping @Sendable (any Store) async throws -> Void) {
            self.description = description
            self.body = body
        }

        /// Throws a `Failure` if the store does otherwise.
        public func run(_ store: any Store) async throws {
            try await body(store)
        }
    }

    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    public static let all: [Case] =
        committing + reading + searching + delivering + retrying + tending + holding + rebuilding
        + registering + delegating

    // MARK: Expectations

    static func expect<Value: Equatable>(
        _ found: Value, _ expected: Value, _ what: String = "", line: Int = #line,
        file: String = #fileID
    ) throws {
        if found == expected { return }
        throw Failure(
            description:
                "\(file):\(line): \(what)\n  is \(short(found))\n  expected \(short(expected))")
    }

    static func expect(
        _ code: StoreError.Code, line: Int = #line, file: String = #fileID,
        _ body: () async throws -> some Sendable
    ) async throws {
        do {
            let value = try await body()
            throw Failure(description: "\(file):\(line): gave \(value), expected .\(code)")
        } catch let error as StoreError {
            try expect(error.code, code, "the error", line: line, file: file)
        }
    }

    private static func short(_ value: some Any) -> String {
        let text = "\(value)"
        return text.utf8.count <= 1_000 ? text : text.prefix(1_000) + " …"
    }

    /// Everything a store says, to see that nothing of it changed.
    static func contents(of store: any Store) async throws -> [String] {
        var contents = try await store.events(item: nil, after: 0, limit: 1_000).map { "\($0)" }
        for row in try await store.items(ItemQuery(limit: 1_000)) {
            contents.append("\(String(describing: try await store.projection(row.id)))")
        }
        contents += try await store.dueItems(at: Sample.instant(1 << 40), after: nil, limit: 1_000)
            .map { "\($0)" }
        contents += try await store.notifications(NotificationQuery(limit: 1_000)).map { "\($0)" }
        contents += try await store.deliveryCounts().map { "\($0)" }
        contents += try await store.documents(DocumentQuery()).map { "\($0)" }
        contents += try await store.delegations(DelegationQuery()).map { "\($0)" }
        contents += try await store.heldMessages(due: Sample.instant(1 << 40)).map { "\($0)" }
        return contents
    }
}
