public import Diagnostics

/// How an event of another system becomes an action on an item.
///
/// Its expressions see one variable: `event`, the payload as it came.
public struct InboundHook: Sendable {
    /// By which it is addressed: `POST /api/v1/hooks/NAME`.
    public var name: String
    public var title: LocalizedText
    /// Where the keys are kept that an event may be signed with; one of them at least.
    public var secrets: [NotificationRules.Secret]
    /// The types of event (`type` of the payload) it is about; empty: all.
    public var types: [String]
    /// Events it does not hold for are taken note of and change nothing.
    public var condition: Expression?
    /// The identifier of the item.
    public var item: Expression
    public var action: String
    public var fields: [(name: String, value: Expression)]
    public var note: Expression?
    /// In whose name the action is taken.
    public var person: String
    public var range: SourceRange

    package init(
        name: String, title: LocalizedText, secrets: [NotificationRules.Secret], types: [String],
        condition: Expression?, item: Expression, action: String,
        fields: [(name: String, value: Expression)], note: Expression?, person: String,
        range: SourceRange
    ) {
        self.name = name
        self.title = title
        self.secrets = secrets
        self.types = types
        self.condition = condition
        self.item = item
        self.action = action
        self.fields = fields
        self.note = note
        self.person = person
        self.range = range
    }
}
