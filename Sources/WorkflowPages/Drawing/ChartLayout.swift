import Diagnostics
import WorkflowModel
import WorkflowPresentation

/// Where everything of a drawing stands, but for the arrows.
///
/// A wide one puts the steps of the way side by side, in as many rows as it takes, and what is
/// inside a step one under the other; a tall one puts everything one under the other. A step that
/// only leads back to the one it was reached from stands under that one.
struct ChartLayout {
    enum Shape: Hashable {
        case wide, tall
    }

    /// Arrows run on lines so many pixels apart.
    static let step = 8
    static let titleSize = 13
    static let labelSize = 12

    let outline: ChartOutline
    let shape: Shape
    /// Between blocks.
    let gap: Int
    let active: StateSet
    /// Whether titles have a sign before them, of how an item stands to the state.
    let hasSigns: Bool
    private(set) var cards: [ChartCard] = []
    private(set) var frames: [ChartFrame] = []
    private(set) var width: Int
    private(set) var height = 0

    /// - Parameters:
    ///   - active: the innermost active states of an item.
    ///   - gap: between blocks, in pixels.
    init(
        _ outline: ChartOutline, _ shape: Shape, active: StateSet, hasSigns: Bool, gap: Int
    ) {
        self.outline = outline
        self.shape = shape
        self.gap = gap
        self.active = active
        self.hasSigns = hasSigns
        width = shape == .wide ? 1056 : 360
        let margin = Self.step * (shape == .wide ? 3 : 1)
        let block = body(
            of: .root, inRow: shape == .wide, available: width - 2 * margin, isFramed: false)
        if shape == .wide { width = max(block.width + 2 * margin, 320) }
        height = block.height + 2 * margin
        place(block, x: margin, y: margin)
    }

    // MARK: Measuring

    private func block(_ state: StateID, parentInRow: Bool, isRegion: Bool, available: Int)
        -> ChartBlock
    {
        guard outline.isFrame(state) else { return card(state, available: available) }
        let cards = outline.cards(in: state)
        let inRow = parentInRow && (cards > 6 || isRegion && cards > 1)
        return body(of: state, inRow: inRow, available: available, isFramed: true)
    }

    private func card(_ state: StateID, available: Int) -> ChartBlock {
        let node = outline.workflow[state]
        let kind: ChartCard.Kind =
            outline.isIdle(state) ? .idle : node.isFinal ? .final : .state
        let title = kind == .idle ? [] : titleLines(node.title.spoken.singleLine, available)
        var height = ChartCard.padding + title.count * ChartCard.line
        var badge: String?
        if active.contains(state) {
            badge =
                node.isFinal
                ? say(vi: "Kết thúc ở đây", en: "Ended here")
                : say(vi: "Đang ở đây", en: "It is here")
            height += ChartCard.line
        }
        var exits: [ChartCard.Exit] = []
        if !title.isEmpty, !outline.exits[state.index].isEmpty { height += ChartCard.padding }
        for exit in outline.exits[state.index] {
            exits.append(measured(exit, available: available, y: height))
            height += exits[exits.count - 1].lines.count * ChartCard.line
        }
        let card = ChartCard(state: state, kind: kind, title: title, badge: badge, exits: exits)
        return ChartBlock(
            width: cardWidth(available), height: height + ChartCard.padding, content: .card(card))
    }

    private func exitCard(_ state: StateID, _ exit: ChartOutline.Exit, available: Int)
        -> ChartBlock
    {
        var exit = exit
        if state == .root {
            exit.label += say(vi: " (từ mọi bước)", en: " (from any step)")
        }
        let measured = measured(exit, available: available, y: ChartCard.padding)
        let card = ChartCard(state: state, kind: .exit, title: [], badge: nil, exits: [measured])
        return ChartBlock(
            width: cardWidth(available),
            height: measured.lines.count * ChartCard.line + 2 * ChartCard.padding,
            content: .card(card))
    }

    private func measured(_ exit: ChartOutline.Exit, available: Int, y: Int) -> ChartCard.Exit {
        let icon = exit.cause == .timed ? ChartCard.line : 0
        let room = cardWidth(available) - 2 * ChartCard.padding - 8 - icon
        return ChartCard.Exit(
            lines: TextMeasure.lines(of: exit.label, width: room, size: Self.labelSize),
            cause: exit.cause, isOptional: exit.isOptional, targets: exit.targets, y: y)
    }

    private func titleLines(_ title: String, _ available: Int) -> [String] {
        TextMeasure.lines(
            of: title, width: cardWidth(available) - 2 * ChartCard.padding - signWidth,
            size: Self.titleSize, isBold: true)
    }

    var signWidth: Int { hasSigns ? ChartCard.line : 0 }

    private func cardWidth(_ available: Int) -> Int {
        shape == .wide ? 168 : available
    }

    /// What is inside a state, and its frame around it.
    private func body(of state: StateID, inRow: Bool, available: Int, isFramed: Bool)
        -> ChartBlock
    {
        let node = outline.workflow[state]
        let pad = isFramed ? Self.step * (shape == .wide ? 3 : 2) : 0
        // In a tall drawing arrows need room beside the cards.
        let gutter = isFramed || shape == .wide ? 0 : Self.step * 2
        let room = available - 2 * pad - 2 * gutter
        let isParallel = if case .parallel = node.kind { true } else { false }
        let steps = columns(of: outline.children[state.index], isParallel: isParallel).map {
            column in
            stacked(
                column.map {
                    block($0, parentInRow: inRow, isRegion: isParallel, available: room)
                })
        }
        let exits = state == .root || isFramed ? outline.exits[state.index] : []
        let feet = exits.map { exitCard(state, $0, available: room) }
        var content =
            inRow
            ? stacked([packed(steps, room)] + (feet.isEmpty ? [] : [packed(feet, room)]))
            : stacked(steps + feet)
        if gutter > 0 {
            content = ChartBlock(
                width: available, height: content.height,
                content: .group([.init(x: gutter, y: 0, block: content)]))
        }
        guard isFramed else { return content }
        let title = TextMeasure.lines(
            of: node.title.spoken.singleLine, width: content.width, size: Self.labelSize,
            isBold: true)
        let top = Self.step + title.count * ChartCard.line + Self.step * 2
        let frame = ChartFrame(
            state: state,
            isRegion: node.parent.map { outline.workflow[$0].kind == .parallel } ?? false,
            title: title)
        return ChartBlock(
            width: content.width + 2 * pad, height: top + content.height + pad,
            content: .frame(frame, [.init(x: pad, y: top, block: content)]))
    }

    /// A step that is reached from one step alone and leads nowhere but back stands under it.
    private func columns(of steps: [StateID], isParallel: Bool) -> [[StateID]] {
        guard shape == .wide, !isParallel else { return steps.map { [$0] } }
        var columns: [[StateID]] = []
        for (index, step) in steps.enumerated() {
            let earlier = Set(steps[..<index])
            let next = outline.successors(of: step, among: steps)
            let from = steps.filter {
                $0 != step && outline.successors(of: $0, among: steps).contains(step)
            }
            if !outline.workflow[step].isFinal, !outline.isFrame(step), !next.isEmpty,
                next.allSatisfy(earlier.contains), from.count == 1,
                let column = columns.firstIndex(where: { $0.contains(from[0]) }),
                !outline.isFrame(from[0])
            {
                columns[column].append(step)
            } else {
                columns.append([step])
            }
        }
        return columns
    }

    // MARK: Putting together

    private func stacked(_ blocks: [ChartBlock]) -> ChartBlock {
        if blocks.count == 1 { return blocks[0] }
        var placed: [ChartBlock.Placed] = []
        var y = 0
        for block in blocks {
            placed.append(.init(x: 0, y: y, block: block))
            y += block.height + gap
        }
        return ChartBlock(
            width: blocks.map(\.width).max() ?? 0, height: max(y - gap, 0), content: .group(placed))
    }

    /// Side by side in as few rows as `room` allows, the rows as even as can be.
    private func packed(_ blocks: [ChartBlock], _ room: Int) -> ChartBlock {
        func rows(_ limit: Int) -> [[ChartBlock]] {
            var rows: [[ChartBlock]] = []
            var used = 0
            for block in blocks {
                if !rows.isEmpty, used + gap + block.width <= limit {
                    rows[rows.count - 1].append(block)
                    used += gap + block.width
                } else {
                    rows.append([block])
                    used = block.width
                }
            }
            return rows
        }
        var best = rows(room)
        var limit = room
        while limit > Self.step {
            limit -= Self.step
            let narrower = rows(limit)
            guard narrower.count == best.count else { break }
            best = narrower
        }
        let lines = best.map { row in
            var placed: [ChartBlock.Placed] = []
            var x = 0
            for block in row {
                placed.append(.init(x: x, y: 0, block: block))
                x += block.width + gap
            }
            return ChartBlock(
                width: max(x - gap, 0), height: row.map(\.height).max() ?? 0,
                content: .group(placed))
        }
        return stacked(lines)
    }

    // MARK: Placing

    private mutating func place(_ block: ChartBlock, x: Int, y: Int) {
        switch block.content {
        case .card(var card):
            card.rect = ChartRect(x: x, y: y, width: block.width, height: block.height)
            cards.append(card)
        case .group(let placed):
            for part in placed { place(part.block, x: x + part.x, y: y + part.y) }
        case .frame(var frame, let placed):
            let half = Self.step / 2
            frame.rect = ChartRect(
                x: x + half, y: y + half, width: block.width - Self.step,
                height: block.height - Self.step)
            let title = frame.title.map {
                TextMeasure.width(of: $0, size: Self.labelSize, isBold: true)
            }
            frame.titleRect = ChartRect(
                x: frame.rect.x + Self.step, y: frame.rect.y + half,
                width: (title.max() ?? 0) + Self.step, height: frame.title.count * ChartCard.line)
            frames.append(frame)
            for part in placed { place(part.block, x: x + part.x, y: y + part.y) }
        }
    }
}
