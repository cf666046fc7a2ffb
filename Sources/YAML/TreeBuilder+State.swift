import Diagnostics

extension TreeBuilder {
    /// A value aliases may repeat, with what a repetition costs.
    struct Anchor {
        let range: SourceRange
        /// Nil while the value is still being read: an alias to it would hold itself.
        var node: Node?
        var nodes = 1
        var height = 0
    }

    /// A collection whose end has not come yet.
    struct Frame {
        var isMapping: Bool
        var isFlow: Bool
        var start: Mark
        var anchor: String?
        var items: [Node] = []
        var pairs: [Mapping.Pair] = []
        /// Keys seen, once there are too many to walk through.
        var keys: [String: Int] = [:]
        var pending: PendingKey = .none
        /// Where the last part ended so far.
        var end: Mark?
        /// Values inside, and levels of them.
        var nodes = 1
        var height = 1
    }

    /// A mapping's key that waits for its value.
    enum PendingKey {
        case none
        case key(Node)
        /// The key was refused; its value is read and dropped.
        case refused
    }
}
