import WorkflowPresentation

/// What lives until the process ends, which is faster than taking it apart: a tree of definitions
/// is some ten thousand objects, and a command ends a moment after it has read them. A server goes
/// on, and keeps nothing.
enum UntilExit {
    private final class Box<Value> {
        let value: Value
        init(_ value: Value) { self.value = value }
    }

    static func keep<Value>(_ value: Value) {
        if Invocation.current != nil { return }
        _ = Unmanaged.passRetained(Box(value))
    }
}
