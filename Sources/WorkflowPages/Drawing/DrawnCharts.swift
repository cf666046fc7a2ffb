import Diagnostics
import Synchronization
import WorkflowModel
import WorkflowPresentation

/// The drawings made last. To lay one out takes longer than a page may, and items of the same
/// workflow in the same states share it.
final class DrawnCharts: Sendable {
    static let shared = DrawnCharts()

    private struct Key: Hashable {
        var workflow: String
        var language: Language
        var shape: ChartLayout.Shape
        var badges: StateSet
        var hasItem: Bool
    }

    private struct Kept {
        var drawings: [Key: ChartDrawing] = [:]
        /// The keys, the one made first at the beginning.
        var order: [Key] = []
    }

    /// A drawing takes some tens of kilobytes.
    private static let limit = 256
    private let kept = Mutex(Kept())

    func drawing(
        of workflow: Workflow, _ shape: ChartLayout.Shape, _ progress: DrawnProgress
    ) -> ChartDrawing {
        let key = Key(
            workflow: workflow.hash, language: Speech.language, shape: shape,
            badges: progress.badges, hasItem: progress.hasItem)
        if let drawing = kept.withLock({ $0.drawings[key] }) { return drawing }
        // Two that make the same one at once make the same.
        let drawing = ChartDrawing(ChartOutline(workflow), shape, progress: progress)
        kept.withLock { kept in
            guard kept.drawings.updateValue(drawing, forKey: key) == nil else { return }
            kept.order.append(key)
            if kept.order.count > Self.limit {
                kept.drawings[kept.order.removeFirst()] = nil
            }
        }
        return drawing
    }
}
