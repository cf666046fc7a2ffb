/// What the names of a template stand for.
public enum DraftValue: Hashable, Sendable {
    /// Known, but empty: dots are left for the pen.
    case blank
    case text(String)
    case list([[String: DraftValue]])
    case object([String: DraftValue])

    static let dots = "……………"

    /// Whether a section about it is shown.
    var isPresent: Bool {
        switch self {
        case .blank: false
        case .text(let text): !text.isEmpty
        case .list(let list): !list.isEmpty
        case .object: true
        }
    }
}
