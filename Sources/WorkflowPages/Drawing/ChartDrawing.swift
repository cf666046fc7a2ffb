import WorkflowModel

/// A workflow laid out, with its arrows.
struct ChartDrawing {
    struct Arrow {
        /// The card it leaves from, by its index in `layout.cards`, and which of its exits.
        var card: Int
        var exit: Int
        var target: StateID
        /// Its corners, from the edge of the card to the edge of what it leads to.
        var points: [ChartPoint]
    }

    let layout: ChartLayout
    private(set) var arrows: [Arrow] = []
    /// How many steps of the grid arrows that lead to different places share.
    private(set) var overlaps = 0

    /// Tries again with more room between the cards while arrows lie on each other.
    init(_ outline: ChartOutline, _ shape: ChartLayout.Shape, progress: DrawnProgress) {
        var best: ChartDrawing?
        for gap in shape == .wide ? [32, 40, 56] : [24, 32, 48] {
            let drawing = ChartDrawing(Self.layout(outline, shape, progress, gap))
            if best.map({ drawing.overlaps < $0.overlaps }) ?? true { best = drawing }
            if drawing.overlaps == 0 { break }
        }
        // The loop runs at least once.
        self = best ?? ChartDrawing(Self.layout(outline, shape, progress, 40))
    }

    private static func layout(
        _ outline: ChartOutline, _ shape: ChartLayout.Shape, _ progress: DrawnProgress, _ gap: Int
    ) -> ChartLayout {
        ChartLayout(
            outline, shape, active: progress.badges, hasSigns: progress.hasItem, gap: gap)
    }

    private init(_ layout: ChartLayout) {
        self.layout = layout
        var router = ArrowRouter(width: layout.width, height: layout.height)
        for card in layout.cards { router.block(card.rect) }
        for frame in layout.frames {
            router.block(frame.titleRect)
            router.addBorder(frame.rect)
        }
        for (card, exit, target) in wanted() {
            let starts = starts(layout.cards[card], exit)
            let goals = goals(target, from: layout.cards[card])
            guard
                let points = router.route(
                    from: starts, to: goals, start: card * 64 + exit, goal: target.index)
            else { continue }
            arrows.append(
                Arrow(card: card, exit: exit, target: target, points: touching(points, target)))
        }
        overlaps = router.overlaps
    }

    /// The shortest first: they are to be straight.
    private func wanted() -> [(card: Int, exit: Int, target: StateID)] {
        var wanted: [(card: Int, exit: Int, target: StateID, distance: Int)] = []
        for (index, card) in layout.cards.enumerated() {
            for (exit, content) in card.exits.enumerated() {
                for target in content.targets {
                    guard let rect = rect(of: target) else { continue }
                    let distance =
                        max(rect.x - card.rect.maxX, card.rect.x - rect.maxX, 0)
                        + max(rect.y - card.rect.maxY, card.rect.y - rect.maxY, 0)
                    wanted.append((index, exit, target, distance))
                }
            }
        }
        return wanted.sorted {
            ($0.distance, $0.card, $0.exit, $0.target) < ($1.distance, $1.card, $1.exit, $1.target)
        }.map { ($0.card, $0.exit, $0.target) }
    }

    /// The place of a state: its card or its frame.
    func rect(of state: StateID) -> ChartRect? {
        layout.cards.first { $0.state == state && $0.kind != .exit }?.rect
            ?? layout.frames.first { $0.state == state }?.rect
    }

    private func starts(_ card: ChartCard, _ exit: Int) -> [ArrowRouter.End] {
        let y = card.exitY(exit)
        let isTall = layout.shape == .tall
        var ends = [
            ArrowRouter.End(
                point: ChartPoint(x: card.rect.maxX, y: y), direction: .right, penalty: 0),
            ArrowRouter.End(
                point: ChartPoint(x: card.rect.x, y: y), direction: .left,
                penalty: isTall ? 8 : 40),
        ]
        if exit == card.exits.count - 1 {
            ends.append(
                ArrowRouter.End(
                    point: ChartPoint(x: middle(of: card.rect), y: card.rect.maxY),
                    direction: .down, penalty: 0))
        }
        return ends
    }

    private func middle(of rect: ChartRect) -> Int {
        let step = ChartLayout.step
        return (rect.x + rect.width / 2) / step * step
    }

    private func goals(_ target: StateID, from source: ChartCard) -> [ArrowRouter.End] {
        let step = ChartLayout.step
        if let card = layout.cards.first(where: { $0.state == target && $0.kind != .exit }) {
            return goals(on: card)
        }
        guard let frame = layout.frames.first(where: { $0.state == target }) else { return [] }
        let rect = frame.rect
        let half = step / 2
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

    private func goals(on card: ChartCard) -> [ArrowRouter.End] {
        let step = ChartLayout.step
        let rect = card.rect
        var ends: [ArrowRouter.End] = []
        let head = max(card.headHeight, 2 * step)
        for y in stride(from: rect.y + step, through: rect.y + head, by: step)
        where y < rect.maxY {
            let off = abs(rect.y + head / 2 - y) / 4
            ends.append(
                .init(point: ChartPoint(x: rect.x, y: y), direction: .right, penalty: off))
            ends.append(
                .init(point: ChartPoint(x: rect.maxX, y: y), direction: .left, penalty: off + 8))
        }
        for x in stride(from: rect.x + 2 * step, through: rect.maxX - 2 * step, by: step) {
            let off = x == middle(of: rect) ? 0 : 6
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

    /// An arrow to a frame goes on to its border.
    private func touching(_ points: [ChartPoint], _ target: StateID) -> [ChartPoint] {
        guard layout.frames.contains(where: { $0.state == target }), points.count > 1 else {
            return points
        }
        var points = points
        let (before, last) = (points[points.count - 2], points[points.count - 1])
        let half = ChartLayout.step / 2
        let dx = (last.x - before.x).signum()
        let dy = (last.y - before.y).signum()
        points[points.count - 1] = ChartPoint(x: last.x + dx * half, y: last.y + dy * half)
        return points
    }
}
