public import Diagnostics

/// Who has done one thing to an item may not do another: checked over the item's whole history.
public struct SeparationOfDuties: Sendable {
    public var name: String
    public var title: LocalizedText
    public var source: LocalizedText?
    public var done: [String]
    public var forbidden: [String]
    /// Empty: every workflow.
    public var workflows: [String]
    public var range: SourceRange

    public init(
        name: String, title: LocalizedText, source: LocalizedText?, done: [String],
        forbidden: [String], workflows: [String], range: SourceRange
    ) {
        self.name = name
        self.title = title
        self.source = source
        self.done = done
        self.forbidden = forbidden
        self.workflows = workflows
        self.range = range
    }
}
