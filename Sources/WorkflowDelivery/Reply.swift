public import WorkflowStorage

/// What became of one attempt to deliver a notification.
public enum Reply: Hashable, Sendable {
    /// The receiver said that it has it.
    case accepted
    /// It does not want it, now or later.
    case refused(Problem)
    /// It may want it later.
    ///
    /// - Parameter after: how long the receiver asked to be left alone, in seconds.
    case failed(Problem, after: Int? = nil)

    /// Nil when it was accepted.
    public var problem: Problem? {
        switch self {
        case .accepted: nil
        case .refused(let problem), .failed(let problem, _): problem
        }
    }

    /// What went wrong, for people to read and for the log.
    public struct Problem: Hashable, Sendable {
        /// What the receiver answered with: of HTTP (`503`) or of SMTP (`451`). Nil when it did
        /// not answer.
        public var status: Int?
        /// The beginning of its answer, or what the system said. Never a secret.
        public var text: String

        /// How much of an answer is kept, in bytes.
        public static let longestText = 1_024

        public init(status: Int? = nil, text: String) {
            self.status = status
            self.text = text
        }
    }
}

/// Where notifications go one by one, to somebody who answers.
public protocol Receiver: Sendable {
    /// As notification rules name it, and the outbox.
    var name: String { get }
    /// How many may be under way at the same time.
    var inFlight: Int { get }

    /// Sends one notification. Called for the next one of an item only after this has returned.
    func send(_ notification: OutboxRow) async -> Reply
}
