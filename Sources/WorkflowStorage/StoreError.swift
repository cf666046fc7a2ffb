/// What can go wrong between the engine and its store.
public struct StoreError: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable {
        /// The item has moved on since it was read.
        case conflict
        /// The idempotency key was used before.
        case duplicateKey
        /// A document dated before another of its series asks for a number.
        case lateDocument
        /// Another process holds the store for longer than one waits.
        case busy
        /// There is no store at this place, or it cannot be opened.
        case unreachable
        /// It can be read but not written.
        case readOnly
        /// Not a store, or damaged.
        case corrupt
        /// Written by a newer version of the program.
        case newer
        /// The disk is full, or reading or writing failed.
        case io
    }

    public var code: Code
    /// Where: the path or address of the store, or the item.
    public var subject: String
    /// What the store itself said, for the log.
    public var detail: String?

    public init(_ code: Code, subject: String, detail: String? = nil) {
        self.code = code
        self.subject = subject
        self.detail = detail
    }
}

/// In English, for logs.
extension StoreError: CustomStringConvertible {
    public var description: String {
        let what =
            switch code {
            case .conflict: "has moved on"
            case .duplicateKey: "the idempotency key was used before"
            case .lateDocument: "another document of the series has a later date"
            case .busy: "another process is writing"
            case .unreachable: "cannot be opened"
            case .readOnly: "can be read but not written"
            case .corrupt: "is not a store, or damaged"
            case .newer: "was written by a newer version of wf"
            case .io: "reading or writing failed"
            }
        return "\(subject): \(what)" + (detail.map { " (\($0))" } ?? "")
    }
}
