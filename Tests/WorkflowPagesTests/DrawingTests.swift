import Diagnostics
import Foundation
import Testing
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

@testable import WorkflowPages

@Suite("Drawings of workflows")
struct DrawingTests {
    static let home = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let library = Result {
        try Library.load(from: home.path + "/workflows", home.path + "/rules")
    }
    static let shipped = ((try? library.get())?.workflows.keys.sorted()) ?? []

    @Test("The workflows that are shipped are read")
    func shippedAreRead() throws {
        #expect(try Self.library.get().workflows.count == Self.shipped.count)
        #expect(Self.shipped.count >= 13)
    }

    @Test(
        "A shipped workflow is drawn without anything on anything else",
        arguments: shipped, [ChartLayout.Shape.wide, .tall])
    func shippedWorkflows(_ name: String, _ shape: ChartLayout.Shape) throws {
        let workflow = try #require(try Self.library.get().workflows[name])
        check(ChartDrawing(ChartOutline(workflow), shape, progress: DrawnProgress(workflow, nil)))
    }

    /// Where actions lead from anywhere to anywhere there may be no room for all arrows apart: there
    /// they may share a way, and nothing else.
    @Test(
        "So are the cards and frames of any other, and every arrow ends at its boxes",
        arguments: 1...8)
    func randomWorkflows(_ seed: UInt64) throws {
        let workflow = try RandomWorkflow(seed: seed).workflow()
        let outline = ChartOutline(workflow)
        for shape in [ChartLayout.Shape.wide, .tall] {
            check(
                ChartDrawing(outline, shape, progress: DrawnProgress(workflow, nil)),
                mayShare: true)
        }
    }

    @Test("Every state that is no pseudostate is drawn once", arguments: shipped)
    func complete(_ name: String) throws {
        let workflow = try #require(try Self.library.get().workflows[name])
        let drawing = ChartDrawing(
            ChartOutline(workflow), .wide, progress: DrawnProgress(workflow, nil))
        let drawn =
            drawing.layout.cards.filter { $0.kind != .exit }.map(\.state)
            + drawing.layout.frames.map(\.state)
        let wanted = workflow.states.filter { node in
            if case .history = node.kind { return false }
            return node.id != .root
        }.map(\.id)
        #expect(drawn.sorted() == wanted)
    }

    @Test("The same workflow gives the same bytes, without inline styles or scripts")
    func deterministic() throws {
        let workflow = try #require(try Self.library.get().workflows["budgeted-task"])
        let first = Speech.$language.withValue(.vi) { WorkflowDrawing(workflow).html }
        let second = Speech.$language.withValue(.vi) { WorkflowDrawing(workflow).html }
        #expect(first == second)
        #expect(first.contains("Thẩm định dự toán"))
        for forbidden in ["style=", "<script", "onload=", "xlink", "<image", "<use"] {
            #expect(!first.contains(forbidden))
        }
    }

    @Test("What people write in definitions is text, never markup")
    func escaped() throws {
        let library = try RandomWorkflow.library(
            """
            states:
              a: {title: '<script>alert("x")</script> & ''co''', actions: {go: {by: anyone, to: b}}}
              b: {final: done}
            """)
        let workflow = try #require(library.workflows["drawn"])
        let html = WorkflowDrawing(workflow).html
        #expect(!html.contains("<script"))
        #expect(html.contains("&lt;script&gt;"))
    }

    // MARK: What holds for every drawing

    private func check(
        _ drawing: ChartDrawing, mayShare: Bool = false,
        _ here: Testing.SourceLocation = #_sourceLocation
    ) {
        let layout = drawing.layout
        let picture = ChartRect(x: 0, y: 0, width: layout.width, height: layout.height)
        for (index, card) in layout.cards.enumerated() {
            #expect(picture.contains(card.rect), sourceLocation: here)
            for other in layout.cards[(index + 1)...] {
                #expect(!card.rect.overlaps(other.rect), sourceLocation: here)
            }
            checkTexts(card, here)
        }
        for frame in layout.frames {
            #expect(picture.contains(frame.rect), sourceLocation: here)
            let inside = layout.outline.workflow[frame.state].descendants
            for card in layout.cards where card.kind != .exit {
                // A card is either inside a frame or clear of it.
                #expect(
                    inside.contains(card.state)
                        ? frame.rect.contains(card.rect) : !frame.rect.overlaps(card.rect),
                    sourceLocation: here)
            }
            for card in layout.cards {
                #expect(!card.rect.overlaps(frame.titleRect), sourceLocation: here)
            }
            #expect(frame.rect.contains(frame.titleRect), sourceLocation: here)
        }
        if !mayShare {
            #expect(drawing.overlaps == 0, "no arrow lies on another", sourceLocation: here)
            checkApart(drawing, here)
        }
        checkArrows(drawing, picture, here)
    }

    /// Arrows that neither begin nor end together have no stretch in common.
    private func checkApart(_ drawing: ChartDrawing, _ here: Testing.SourceLocation) {
        for (index, arrow) in drawing.arrows.enumerated() {
            for other in drawing.arrows[(index + 1)...]
            where other.target != arrow.target
                && (other.card, other.exit) != (arrow.card, arrow.exit)
            {
                for stretch in zip(arrow.points, arrow.points.dropFirst()) {
                    // Thousands of pairs: only what is wrong is told of.
                    for beside in zip(other.points, other.points.dropFirst())
                    where !Self.areApart(stretch, beside) {
                        Issue.record("\(stretch) lies on \(beside)", sourceLocation: here)
                    }
                }
            }
        }
    }

    private static func areApart(
        _ one: (ChartPoint, ChartPoint), _ two: (ChartPoint, ChartPoint)
    ) -> Bool {
        let all = [one.0, one.1, two.0, two.1]
        func common(_ side: (ChartPoint) -> Int) -> Int {
            min(max(side(one.0), side(one.1)), max(side(two.0), side(two.1)))
                - max(min(side(one.0), side(one.1)), min(side(two.0), side(two.1)))
        }
        if all.allSatisfy({ $0.x == all[0].x }) { return common(\.y) <= 0 }
        if all.allSatisfy({ $0.y == all[0].y }) { return common(\.x) <= 0 }
        return true
    }

    @Test(
        "A way is looked for among a third of the points of the picture at most", arguments: shipped
    )
    func fewPoints(_ name: String) throws {
        let workflow = try #require(try Self.library.get().workflows[name])
        for shape in [ChartLayout.Shape.wide, .tall] {
            let drawing = ChartDrawing(
                ChartOutline(workflow), shape, progress: DrawnProgress(workflow, nil))
            let grid = ArrowEnds(drawing.layout).grid()
            let all = grid.columns * grid.rows
            let count = LaneGraph(grid).count
            #expect(count > 0 && count * 3 < all, "\(count) of \(all)")
        }
    }

    private func checkTexts(_ card: ChartCard, _ here: Testing.SourceLocation) {
        let room = card.rect.width - ChartCard.padding
        for line in card.title {
            let width = TextMeasure.width(of: line, size: ChartLayout.titleSize, isBold: true)
            #expect(ChartCard.padding + width <= room, sourceLocation: here)
        }
        for exit in card.exits {
            for line in exit.lines {
                let width = TextMeasure.width(of: line, size: ChartLayout.labelSize)
                #expect(ChartCard.padding + width <= room, sourceLocation: here)
            }
            #expect(
                exit.y + exit.lines.count * ChartCard.line <= card.rect.height,
                sourceLocation: here)
        }
    }

    private func checkArrows(
        _ drawing: ChartDrawing, _ picture: ChartRect, _ here: Testing.SourceLocation
    ) {
        let layout = drawing.layout
        let wanted = layout.cards.reduce(0) { $0 + $1.exits.reduce(0) { $0 + $1.targets.count } }
        #expect(drawing.arrows.count == wanted, "every way out has its arrow", sourceLocation: here)
        for arrow in drawing.arrows {
            let card = layout.cards[arrow.card]
            guard let start = arrow.points.first, let end = arrow.points.last,
                let target = ArrowEnds(layout).rect(of: arrow.target)
            else {
                Issue.record("an arrow has two ends", sourceLocation: here)
                continue
            }
            #expect(card.rect.isOnEdge(start), sourceLocation: here)
            #expect(target.isOnEdge(end), sourceLocation: here)
            for (from, to) in zip(arrow.points, arrow.points.dropFirst()) {
                #expect(from.x == to.x || from.y == to.y, sourceLocation: here)
                #expect(picture.contains(from) && picture.contains(to), sourceLocation: here)
                for other in layout.cards {
                    #expect(!other.rect.isEntered(from, to), sourceLocation: here)
                }
            }
        }
    }
}

extension ChartRect {
    fileprivate func isOnEdge(_ point: ChartPoint) -> Bool {
        contains(point) && (point.x == x || point.x == maxX || point.y == y || point.y == maxY)
    }

    /// Whether a straight line goes through the inside.
    fileprivate func isEntered(_ from: ChartPoint, _ to: ChartPoint) -> Bool {
        min(from.x, to.x) < maxX && max(from.x, to.x) > x
            && min(from.y, to.y) < maxY && max(from.y, to.y) > y
    }
}
