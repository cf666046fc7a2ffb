import Synchronization

/// What those who answer a request note of it for the log and the measures. Never a token, a
/// password or the value of a field.
package final class RequestNote: Sendable {
    private struct Held: Sendable {
        var person: String?
        var refusal: String?
    }

    private let held = Mutex(Held())

    /// That of the request being answered.
    @TaskLocal package static var current: RequestNote?

    package init() {}

    /// Who sent it.
    package var person: String? {
        get { held.withLock { $0.person } }
        set { held.withLock { $0.person = newValue } }
    }

    /// The code of what was refused or failed, as in the answer.
    package var refusal: String? {
        get { held.withLock { $0.refusal } }
        set { held.withLock { $0.refusal = newValue } }
    }
}
