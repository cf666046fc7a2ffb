/// The places of the variables in an activation, for every expression of a workflow.
public enum ExpressionSlots {
    public static let item = 0
    public static let actor = 1
    public static let action = 2
    public static let note = 3
    public static let now = 4
    public static let today = 5
    public static let children = 6
    public static let tasks = 7
    /// In what children begin with alone: the number of the child, and the member of the list.
    public static let number = 8
    public static let each = 9
    public static let count = 10
}
