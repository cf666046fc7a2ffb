import WorkflowModel

/// A card or a frame with all that stands in it, measured and not yet placed.
///
/// All sizes are whole steps of the grid that arrows run on, `ChartLayout.step` pixels.
struct ChartBlock {
    enum Content {
        case card(ChartCard)
        case frame(ChartFrame, [Placed])
        /// What stands together without a frame around it.
        case group([Placed])
    }

    struct Placed {
        var x: Int
        var y: Int
        var block: ChartBlock
    }

    var width: Int
    var height: Int
    var content: Content
}

/// A state with nothing drawn inside it, or one way out of a frame.
struct ChartCard {
    enum Kind: Hashable {
        case state, idle, final
        /// A way out of a frame, at the foot of it.
        case exit
    }

    struct Exit {
        var lines: [String]
        var cause: ChartOutline.Exit.Cause
        var isOptional: Bool
        var targets: [StateID]
        /// The top of its first line, from the top of the card.
        var y: Int
    }

    /// The state it is, or whose way out it is.
    var state: StateID
    var kind: Kind
    var rect = ChartRect(x: 0, y: 0, width: 0, height: 0)
    var title: [String]
    /// Says that the item is here, under the title.
    var badge: String?
    var exits: [Exit]

    static let padding = 8
    static let line = 16

    /// Where an arrow leaves on the side of an exit: the middle of its first line.
    func exitY(_ index: Int) -> Int { rect.y + exits[index].y + Self.line / 2 }

    /// The height of what arrows may point at from the side.
    var headHeight: Int {
        guard let first = exits.first else { return rect.height }
        return max(first.y - Self.padding, Self.line)
    }
}

/// A state with states inside it.
struct ChartFrame {
    var state: StateID
    var isRegion: Bool
    /// Its border; between the lines of the grid, so that no arrow runs along it.
    var rect = ChartRect(x: 0, y: 0, width: 0, height: 0)
    var title: [String]
    var titleRect = ChartRect(x: 0, y: 0, width: 0, height: 0)
}
