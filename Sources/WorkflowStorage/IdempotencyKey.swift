/// The key of a change that is made once however often it is asked for, and what was asked with it.
///
/// As text, which commits carry: the name, and behind U+001F, if it is known, a fingerprint of the
/// request, so that the same key with another request is noticed.
public struct IdempotencyKey: Hashable, Sendable {
    public var name: String
    public var request: String?

    private static let separator: Character = "\u{1F}"

    public init(name: String, request: String?) {
        self.name = name
        self.request = request
    }

    /// Through what somebody reaches a server that others use too.
    public enum Way: String, Sendable, CaseIterable {
        case api, page, command
    }

    /// A key that no other person and no other way can take; see `given`.
    public init(
        by person: String, through way: Way, _ key: String, request: String? = nil
    ) {
        self.init(name: "\(way.rawValue)/\(person)/\(key)", request: request)
    }

    /// The key as the person gave it.
    public var given: String {
        let parts = name.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, Way(rawValue: String(parts[0])) != nil else { return name }
        return String(parts[2])
    }

    public init(_ text: String) {
        let parts = text.split(
            separator: Self.separator, maxSplits: 1, omittingEmptySubsequences: false)
        name = String(parts[0])
        request = parts.count > 1 ? String(parts[1]) : nil
    }

    public var text: String {
        request.map { name + String(Self.separator) + $0 } ?? name
    }

    /// Whether an answer given to one of them cannot be the answer to the other.
    public func contradicts(_ other: IdempotencyKey) -> Bool {
        guard let request, let asked = other.request else { return false }
        return request != asked
    }
}
