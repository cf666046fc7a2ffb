public import WorkflowCalendar

/// A value a field can hold.
public enum FieldValue: Hashable, Sendable {
    /// Text, a code of an enum, an agency or a person. NFC.
    case string(String)
    case int(Int64)
    case double(Double)
    case bool(Bool)
    /// Whole đồng.
    case money(Int64)
    case date(CalendarDate)
    case instant(Instant)
    case quantity(Quantity)
    case list([FieldValue])
    case budget(Budget)
}
