public import WorkflowCalendar

/// A value a field can hold. What is large lies behind a reference, so that the others, which are
/// nearly all, copy cheaply.
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
    indirect case quantity(Quantity)
    case list([FieldValue])
    indirect case budget(Budget)
}
