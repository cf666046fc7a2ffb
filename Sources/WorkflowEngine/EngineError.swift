public import Diagnostics
public import WorkflowCore
public import WorkflowModel
public import WorkflowStorage

/// Why the engine did not do what was asked.
public enum EngineError: Error, Sendable {
    public enum Subject: String, Sendable {
        case item, workflow, plan, calendar, table, schedule, definition, document, delegation
    }

    /// A rule says no.
    case refused(Refusal)
    case notFound(Subject, String, suggestion: String?)
    case unknownActor(String, suggestion: String?)
    /// Somebody who holds no position at the time.
    case absentActor(Organisation.Person)
    /// A value given as text cannot be read.
    case invalidInput(LocalizedText)
    /// The item is not at the version the caller named.
    case versionMismatch(item: String, expected: Int, actual: Int)
    /// The idempotency key was used for another item.
    case keyReused(String)
    /// The idempotency key was used for another request about the same item.
    case keyReusedDifferently(String)
    case alreadyExists(String)
    /// A condition that somebody has typed takes more work than it may, of that item.
    case costlyCondition(String)
    /// Definitions with faults.
    case definitions(DiagnosticsError)
    case store(StoreError)
    /// What had to be done before the commit, such as keeping the content of documents, failed.
    /// Nothing was committed.
    case unprepared(any Error)
}

extension EngineError {
    /// What is stored of an item is not what its definition asks for.
    static func unfitting(_ item: String) -> EngineError {
        .store(
            StoreError(
                .corrupt, subject: item,
                detail: "the snapshot does not fit its definition; wf verify tells more"))
    }
}
