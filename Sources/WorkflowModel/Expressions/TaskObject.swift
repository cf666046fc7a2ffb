public import CEL

/// One of `tasks` inside an expression: what a state asked of one member of a list. Texts that are
/// not there yet are empty, so that a condition over all tasks need not ask for each.
public final class TaskObject: ObjectValue {
    public static let typeName = "Task"

    package static let objectType = ObjectType(
        name: typeName,
        fields: [
            ("name", .string), ("agency", .string), ("person", .string), ("outcome", .string),
            ("is_done", .bool), ("is_late", .bool), ("actor", .string), ("note", .string),
            ("at", .timestamp),
        ])

    /// In the order of the type's fields; `at` is left out while it is not done.
    private let values: [Value]

    /// - Parameters:
    ///   - person: who was asked; empty when an agency was.
    ///   - outcome: `done` of a task without outcomes.
    ///   - at: when it was done.
    package init(
        name: String, agency: String, person: String, outcome: String, isDone: Bool, isLate: Bool,
        actor: String, note: String, at: Value?
    ) {
        values =
            [
                .string(name), .string(agency), .string(person), .string(outcome), .bool(isDone),
                .bool(isLate), .string(actor), .string(note),
            ] + (at.map { [$0] } ?? [])
    }

    public var typeName: String { Self.typeName }

    public func field(at index: Int) -> Value? {
        values.indices.contains(index) ? values[index] : nil
    }

    public func isEqual(to other: any ObjectValue) -> Bool {
        (other as? TaskObject)?.values == values
    }
}
