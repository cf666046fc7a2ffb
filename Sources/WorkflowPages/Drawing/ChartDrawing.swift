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
        let ends = ArrowEnds(layout)
        var router = ArrowRouter(LaneGraph(ends.grid()))
        for (card, exit, target) in wanted(ends) {
            guard
                let points = router.route(
                    from: ends.starts(layout.cards[card], exit),
                    to: ends.goals(target, from: layout.cards[card]),
                    start: card * 64 + exit, goal: target.index)
            else { continue }
            arrows.append(
                Arrow(
                    card: card, exit: exit, target: target,
                    points: ends.frame(of: target) == nil ? points : touching(points)))
        }
        overlaps = router.overlaps
    }

    /// The shortest first: they are to be straight.
    private func wanted(_ ends: ArrowEnds) -> [(card: Int, exit: Int, target: StateID)] {
        var wanted: [(card: Int, exit: Int, target: StateID, distance: Int)] = []
        for (index, card) in layout.cards.enumerated() {
            for (exit, content) in card.exits.enumerated() {
                for target in content.targets {
                    guard let rect = ends.rect(of: target) else { continue }
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

    /// An arrow to a frame goes on to its border.
    private func touching(_ points: [ChartPoint]) -> [ChartPoint] {
        guard points.count > 1 else { return points }
        var points = points
        let (before, last) = (points[points.count - 2], points[points.count - 1])
        let half = ChartLayout.step / 2
        let dx = (last.x - before.x).signum()
        let dy = (last.y - before.y).signum()
        points[points.count - 1] = ChartPoint(x: last.x + dx * half, y: last.y + dy * half)
        return points
    }
}
