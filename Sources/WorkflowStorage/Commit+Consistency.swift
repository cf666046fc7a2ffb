extension Commit {
    /// A commit that contradicts itself is a mistake of the caller; debug builds stop at it.
    package func assertConsistent() {
        assert(!events.isEmpty, "nothing happened")
        assert(projection.row.id == item, "the projection is of another item")
        assert(
            projection.row.version == expectedVersion + events.count,
            "the projection is not at the version the events lead to")
        assert(
            events.enumerated().allSatisfy { index, event in
                event.item == item && event.version == expectedVersion + index + 1
            }, "the events do not count on from the expected version")
        assert(
            projection.tasks.allSatisfy { $0.item == item }
                && projection.timers.allSatisfy { $0.item == item },
            "a task or timer is of another item")
    }
}

extension StoreError {
    /// What the change was decided on did not happen.
    package static func unfounded(_ item: String) -> StoreError {
        StoreError(
            .conflict, subject: item, detail: "an earlier change in the same batch was not made")
    }

    /// The item has moved on.
    package static func conflict(_ item: String, expected: Int, found: Int) -> StoreError {
        StoreError(
            .conflict, subject: item, detail: "expected version \(expected), found \(found)")
    }
}
