import WorkflowModel

/// Where arrows of a laid out workflow may leave and arrive, and the lines they may run on.
struct ArrowEnds {
    private let layout: ChartLayout
    /// By the index of a state: its card among `layout.cards`, its frame among `layout.frames`.
    private let cards: [Int?]
    private let frames: [Int?]

    private static let step = ChartLayout.step
    private static let half = ChartLayout.step / 2

    init(_ layout: ChartLayout) {
        self.layout = layout
        let count = layout.outline.workflow.states.count
        var cards = [Int?](repeating: nil, count: count)
        var frames = cards
        for (index, card) in layout.cards.enumerated() where card.kind != .exit {
            cards[card.state.index] = index
        }
        for (index, frame) in layout.frames.enumerated() { frames[frame.state.index] = index }
        self.cards = cards
        self.frames = frames
    }

    func card(of state: StateID) -> ChartCard? { cards[state.index].map { layout.cards[$0] } }
    func frame(of state: StateID) -> ChartFrame? { frames[state.index].map { layout.frames[$0] } }

    /// The place of a state: its card or its frame.
    func rect(of state: StateID) -> ChartRect? { card(of: state)?.rect ?? frame(of: state)?.rect }

    // MARK: Lines

    /// Beside every card and frame, as many as there is room for between two; and to and from the
    /// places on the edges of cards where arrows end.
    func grid() -> LaneGrid {
        var grid = LaneGrid(width: layout.width, height: layout.height)
        for card in layout.cards { grid.block(card.rect) }
        for frame in layout.frames {
            grid.block(frame.titleRect)
            grid.addBorder(frame.rect)
        }
        for card in layout.cards {
            layAround(card.rect, from: 1, in: &grid)
            layOutOf(card, in: &grid)
        }
        for frame in layout.frames {
            let half = Self.half
            let outside = ChartRect(
                x: frame.rect.x - half, y: frame.rect.y - half,
                width: frame.rect.width + 2 * half, height: frame.rect.height + 2 * half)
            layAround(outside, from: 0, in: &grid)
            // Those at which arrows from inside arrive.
            grid.layColumn(x: frame.rect.x + half, y: frame.rect.maxY - half)
            grid.layColumn(x: frame.rect.maxX - half, y: frame.rect.maxY - half)
            grid.layRow(x: frame.rect.maxX - half, y: frame.rect.y + half)
            grid.layRow(x: frame.rect.maxX - half, y: frame.rect.maxY - half)
        }
        return grid
    }

    private func layAround(_ rect: ChartRect, from first: Int, in grid: inout LaneGrid) {
        let last = layout.gap / Self.step - 1
        for distance in first...max(first, last) {
            let off = distance * Self.step
            grid.layColumn(x: rect.x - off, y: rect.y)
            grid.layColumn(x: rect.maxX + off, y: rect.y)
            grid.layRow(x: rect.x, y: rect.y - off)
            grid.layRow(x: rect.x, y: rect.maxY + off)
        }
    }

    private func layOutOf(_ card: ChartCard, in grid: inout LaneGrid) {
        let (rect, step) = (card.rect, Self.step)
        let (left, right) = (rect.x - step, rect.maxX + step)
        for exit in card.exits.indices {
            grid.layRow(x: left, y: card.exitY(exit))
            grid.layRow(x: right, y: card.exitY(exit))
        }
        if card.kind == .exit { return }
        let middle = (rect.y + head(of: card) / 2).nearest(step)
        for y in [middle - step, middle, middle + step] where isHead(y, of: card) {
            grid.layRow(x: left, y: y)
            grid.layRow(x: right, y: y)
        }
        for x in [-2 * step, 0, 2 * step].map({ Self.middle(of: rect) + $0 }) {
            grid.layColumn(x: x, y: rect.y - step)
        }
        grid.layColumn(x: Self.middle(of: rect), y: rect.maxY + step)
    }

    // MARK: Ends

    func starts(_ card: ChartCard, _ exit: Int) -> [ArrowRouter.End] {
        let y = card.exitY(exit)
        let isTall = layout.shape == .tall
        var ends: [ArrowRouter.End] = [
            .init(point: ChartPoint(x: card.rect.maxX, y: y), direction: .right, penalty: 0),
            .init(
                point: ChartPoint(x: card.rect.x, y: y), direction: .left,
                penalty: isTall ? 8 : 40),
        ]
        if exit == card.exits.count - 1 {
            ends.append(
                .init(
                    point: ChartPoint(x: Self.middle(of: card.rect), y: card.rect.maxY),
                    direction: .down, penalty: 0))
        }
        return ends
    }

    func goals(_ target: StateID, from source: ChartCard) -> [ArrowRouter.End] {
        if let card = card(of: target) { return goals(on: card) }
        return frame(of: target).map { goals(on: $0, from: source) } ?? []
    }

    private func goals(on card: ChartCard) -> [ArrowRouter.End] {
        let (rect, step) = (card.rect, Self.step)
        let head = head(of: card)
        var ends: [ArrowRouter.End] = []
        for y in stride(from: rect.y + step, through: rect.y + head, by: step)
        where isHead(y, of: card) {
            let off = abs(rect.y + head / 2 - y) / 4
            ends.append(
                .init(point: ChartPoint(x: rect.x, y: y), direction: .right, penalty: off))
            ends.append(
                .init(point: ChartPoint(x: rect.maxX, y: y), direction: .left, penalty: off + 8))
        }
        let middle = Self.middle(of: rect)
        for x in stride(from: rect.x + 2 * step, through: rect.maxX - 2 * step, by: step) {
            let off = x == middle ? 0 : 6
            ends.append(.init(point: ChartPoint(x: x, y: rect.y), direction: .down, penalty: off))
            // The foot of a card is where its own arrow leaves.
            if card.exits.isEmpty {
                ends.append(
                    .init(
                        point: ChartPoint(x: x, y: rect.maxY), direction: .up, penalty: off + 12))
            }
        }
        return ends
    }

    /// At its border, on the side the arrow comes from.
    private func goals(on frame: ChartFrame, from source: ChartCard) -> [ArrowRouter.End] {
        let (rect, step, half) = (frame.rect, Self.step, Self.half)
        let isInside = rect.contains(source.rect)
        let (left, right) = isInside ? (half, -half) : (-half, half)
        var ends: [ArrowRouter.End] = []
        for y in stride(from: rect.y + half + 2 * step, through: rect.maxY - 2 * step, by: step) {
            ends.append(
                .init(
                    point: ChartPoint(x: rect.x + left, y: y),
                    direction: isInside ? .left : .right, penalty: 0))
            ends.append(
                .init(
                    point: ChartPoint(x: rect.maxX + right, y: y),
                    direction: isInside ? .right : .left, penalty: 8))
        }
        for x in stride(from: rect.x + half + 2 * step, through: rect.maxX - 2 * step, by: step) {
            ends.append(
                .init(
                    point: ChartPoint(x: x, y: rect.y + left),
                    direction: isInside ? .up : .down, penalty: 0))
            ends.append(
                .init(
                    point: ChartPoint(x: x, y: rect.maxY + right),
                    direction: isInside ? .down : .up, penalty: 8))
        }
        return ends
    }

    /// How far down from its top the side of a card takes arrows, in pixels.
    private func head(of card: ChartCard) -> Int { max(card.headHeight, 2 * Self.step) }

    private func isHead(_ y: Int, of card: ChartCard) -> Bool {
        y > card.rect.y && y <= card.rect.y + head(of: card) && y < card.rect.maxY
    }

    private static func middle(of rect: ChartRect) -> Int {
        (rect.x + rect.width / 2) / step * step
    }
}
