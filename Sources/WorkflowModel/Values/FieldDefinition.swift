public import Diagnostics

/// The type of a field of an item.
public indirect enum FieldType: Hashable, Sendable {
    case string
    /// A string of several lines.
    case text
    case int
    case double
    case bool
    /// Whole đồng.
    case money
    case date
    case instant
    case quantity
    /// One of these codes.
    case choice([Choice])
    case agency
    case person
    case list(FieldType)
    case budget

    public struct Choice: Hashable, Sendable {
        public var code: String
        public var title: LocalizedText

        public init(code: String, title: LocalizedText) {
            self.code = code
            self.title = title
        }
    }
}

/// A field of an item, as declared by its workflow.
public struct FieldDefinition: Sendable {
    public var name: String
    public var type: FieldType
    public var title: LocalizedText
    /// Must be given when the item starts.
    public var isRequired: Bool
    public var defaultValue: FieldValue?
    /// Computed by this expression, never set by hand.
    public var value: Expression?
    /// For a budget that has the same lines as another one, with the figures of who checks it: the
    /// index of that other field.
    public var beside: Int?
    public var range: SourceRange

    package init(
        name: String, type: FieldType, title: LocalizedText, isRequired: Bool,
        defaultValue: FieldValue?, value: Expression?, beside: Int? = nil, range: SourceRange
    ) {
        self.name = name
        self.type = type
        self.title = title
        self.isRequired = isRequired
        self.defaultValue = defaultValue
        self.value = value
        self.beside = beside
        self.range = range
    }
}
