import Diagnostics
import WorkflowModel
import WorkflowPresentation

/// A laid out workflow as an `svg` element. Looks are classes alone, for the stylesheet.
struct DrawingSVG {
    let drawing: ChartDrawing
    let progress: DrawnProgress
    let title: String
    let summary: String

    private var layout: ChartLayout { drawing.layout }
    private var workflow: Workflow { layout.outline.workflow }

    var text: String {
        let shape = layout.shape == .wide ? "wide" : "tall"
        let id = "drawing-\(shape)"
        var svg = """
            <svg class="drawing-\(shape)" viewBox="0 0 \(layout.width) \(layout.height)" \
            width="\(layout.width)" height="\(layout.height)" role="img" \
            aria-labelledby="\(id)-title \(id)-desc" xmlns="http://www.w3.org/2000/svg">
            <title id="\(id)-title">\(title.htmlEscaped)</title>
            <desc id="\(id)-desc">\(summary.htmlEscaped)</desc>

            """
        for frame in layout.frames { svg += self.frame(frame) }
        // Those taken last, so that they lie above the others.
        let taken = drawing.arrows.filter(wasTaken)
        for arrow in drawing.arrows.filter({ !wasTaken($0) }) + taken { svg += self.arrow(arrow) }
        for (index, card) in layout.cards.enumerated() { svg += self.card(index, card) }
        return svg + "</svg>"
    }

    private func wasTaken(_ arrow: ChartDrawing.Arrow) -> Bool {
        let card = layout.cards[arrow.card]
        return progress.wasTaken(card.exits[arrow.exit], from: card.state, to: arrow.target)
    }

    // MARK: Frames and cards

    private func frame(_ frame: ChartFrame) -> String {
        let rect = frame.rect
        var svg = "<g class=\"drawing-frame\(standing(frame.state))"
        svg += (frame.isRegion ? " is-region" : "") + "\">"
        svg += self.rect(rect, radius: 10)
        for (index, line) in frame.title.enumerated() {
            svg += label(
                line, x: rect.x + ChartLayout.step * 2,
                y: frame.titleRect.y + 12 + index * ChartCard.line, "drawing-name")
        }
        return svg + "</g>\n"
    }

    private func card(_ index: Int, _ card: ChartCard) -> String {
        let kind =
            switch card.kind {
            case .state: ""
            case .idle: " is-idle"
            case .final: " is-end"
            case .exit: " is-exit"
            }
        let look = card.kind == .exit ? "" : standing(card.state)
        var svg = "<g class=\"drawing-card\(kind)\(look)\">"
        let radius = card.kind == .final ? 14 : 8
        svg += rect(card.rect, radius: radius)
        if card.kind == .final {
            let rect = card.rect
            svg += self.rect(
                ChartRect(
                    x: rect.x + 3, y: rect.y + 3, width: rect.width - 6, height: rect.height - 6),
                radius: radius - 3)
        }
        var y = card.rect.y + ChartCard.padding
        let x = card.rect.x + ChartCard.padding
        if !card.title.isEmpty, layout.hasSigns { svg += sign(card.state, x: x, y: y) }
        for line in card.title {
            svg += label(line, x: x + layout.signWidth, y: y + 12, "drawing-title")
            y += ChartCard.line
        }
        if let badge = card.badge {
            svg += label(badge, x: x + layout.signWidth, y: y + 12, "drawing-badge")
        }
        for (number, exit) in card.exits.enumerated() {
            svg += self.exit(exit, number, of: card)
        }
        return svg + "</g>\n"
    }

    private func exit(_ exit: ChartCard.Exit, _ number: Int, of card: ChartCard) -> String {
        let x = card.rect.x + ChartCard.padding
        var indent = 0
        var svg = ""
        if exit.cause == .timed {
            svg += clock(x: x, y: card.rect.y + exit.y)
            indent = ChartCard.line
        }
        for (index, line) in exit.lines.enumerated() {
            svg += label(
                line, x: x + indent, y: card.rect.y + exit.y + 12 + index * ChartCard.line,
                exit.isOptional ? "drawing-label is-optional" : "drawing-label")
        }
        return svg
    }

    /// ✓ passed, ● here, ○ to come.
    private func sign(_ state: StateID, x: Int, y: Int) -> String {
        switch progress.standing(state) {
        case .passed:
            "<path class=\"drawing-sign\" d=\"M\(x) \(y + 8)l3.5 3.5 6-7\"/>"
        case .active:
            "<circle class=\"drawing-sign is-full\" cx=\"\(x + 5)\" cy=\"\(y + 8)\" r=\"4.5\"/>"
        case .ahead, .none:
            "<circle class=\"drawing-sign\" cx=\"\(x + 5)\" cy=\"\(y + 8)\" r=\"4\"/>"
        }
    }

    private func clock(x: Int, y: Int) -> String {
        "<g class=\"drawing-clock\"><circle cx=\"\(x + 5)\" cy=\"\(y + 8)\" r=\"5.5\"/>"
            + "<path d=\"M\(x + 5) \(y + 5)v3.5h2.5\"/></g>"
    }

    private func standing(_ state: StateID) -> String {
        switch progress.standing(state) {
        case .none: ""
        case .passed: " is-passed"
        case .active: " is-active"
        case .ahead: " is-ahead"
        }
    }

    private func rect(_ rect: ChartRect, radius: Int) -> String {
        "<rect x=\"\(rect.x)\" y=\"\(rect.y)\" width=\"\(rect.width)\" "
            + "height=\"\(rect.height)\" rx=\"\(radius)\"/>"
    }

    private func label(_ text: String, x: Int, y: Int, _ look: String) -> String {
        "<text class=\"\(look)\" x=\"\(x)\" y=\"\(y)\">\(text.htmlEscaped)</text>"
    }

    // MARK: Arrows

    private func arrow(_ arrow: ChartDrawing.Arrow) -> String {
        let exit = layout.cards[arrow.card].exits[arrow.exit]
        var look = "drawing-arrow"
        if wasTaken(arrow) { look += " is-taken" }
        if exit.isOptional { look += " is-optional" }
        if exit.cause == .timed { look += " is-timed" }
        guard let start = arrow.points.first, let end = arrow.points.last else { return "" }
        let before = arrow.points[arrow.points.count - 2]
        let dx = (end.x - before.x).signum()
        let dy = (end.y - before.y).signum()
        // The head is 7 long and 8 wide; the line ends inside it.
        let head =
            "M\(end.x) \(end.y)L\(end.x - 7 * dx + 4 * dy) \(end.y - 7 * dy + 4 * dx)"
            + "L\(end.x - 7 * dx - 4 * dy) \(end.y - 7 * dy - 4 * dx)Z"
        var points = arrow.points
        points[points.count - 1] = ChartPoint(x: end.x - 5 * dx, y: end.y - 5 * dy)
        return """
            <g class="\(look)"><path d="\(path(points))"/>\
            <circle cx="\(start.x)" cy="\(start.y)" r="2.5"/>\
            <path class="drawing-head" d="\(head)"/></g>

            """
    }

    /// Straight between the corners, which are rounded.
    private func path(_ points: [ChartPoint]) -> String {
        var text = "M\(points[0].x) \(points[0].y)"
        for index in 1..<points.count {
            let here = points[index]
            guard index < points.count - 1 else {
                text += "L\(here.x) \(here.y)"
                break
            }
            let (before, after) = (points[index - 1], points[index + 1])
            let room = min(length(before, here), length(here, after)) / 2
            let radius = min(6, room)
            let from = toward(here, before, radius)
            let to = toward(here, after, radius)
            text += "L\(from.x) \(from.y)Q\(here.x) \(here.y) \(to.x) \(to.y)"
        }
        return text
    }

    private func length(_ from: ChartPoint, _ to: ChartPoint) -> Int {
        abs(from.x - to.x) + abs(from.y - to.y)
    }

    private func toward(_ from: ChartPoint, _ to: ChartPoint, _ distance: Int) -> ChartPoint {
        ChartPoint(
            x: from.x + (to.x - from.x).signum() * distance,
            y: from.y + (to.y - from.y).signum() * distance)
    }
}

extension String {
    /// For the text of an HTML element or the value of an attribute in double quotes.
    var htmlEscaped: String {
        var escaped = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
