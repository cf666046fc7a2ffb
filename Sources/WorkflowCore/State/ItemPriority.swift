public import Diagnostics
import WorkflowModel

/// How urgent an item is, which its field `priority` says if its workflow has one: an `enum`, whose
/// values are written with the most urgent first, or an `int`, the smaller the more urgent.
public struct ItemPriority: Hashable, Sendable {
    /// The smaller the more urgent.
    public var rank: Int64
    public var title: LocalizedText

    public init(rank: Int64, title: LocalizedText) {
        self.rank = rank
        self.title = title
    }
}

extension ItemState {
    /// Nil when the item has no priority.
    public var priority: ItemPriority? {
        guard let index = workflow.priorityField, let value = fields[index] else { return nil }
        switch (value, workflow.fields[index].type) {
        case (.int(let rank), _):
            return ItemPriority(rank: rank, title: LocalizedText(String(rank)))
        case (.string(let code), .choice(let choices)):
            return choices.firstIndex { $0.code == code }.map {
                ItemPriority(rank: Int64($0), title: choices[$0].title)
            }
        default: return nil
        }
    }
}
