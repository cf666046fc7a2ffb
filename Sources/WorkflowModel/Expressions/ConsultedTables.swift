import Synchronization

/// Which decision tables the expressions compiled so far consult: filled by the `table` macro.
package final class ConsultedTables: Sendable {
    private let names = Mutex<[String]>([])

    package init() {}

    func insert(_ name: String) {
        names.withLock { if !$0.contains(name) { $0.append(name) } }
    }

    /// In the order they were first met, those named since the last call.
    package func drain() -> [String] {
        names.withLock { names in
            defer { names = [] }
            return names
        }
    }
}
