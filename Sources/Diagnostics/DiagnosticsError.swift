/// Thrown when something could not be loaded; carries every complaint found on the way.
public struct DiagnosticsError: Error, Hashable, Sendable {
    public var list: DiagnosticList

    public init(_ list: DiagnosticList) {
        self.list = list
    }

    public init(_ diagnostic: Diagnostic) {
        list = DiagnosticList()
        list.append(diagnostic)
    }
}

/// In English, for logs: every complaint with its place, without the lines of the source.
extension DiagnosticsError: CustomStringConvertible {
    public var description: String {
        DiagnosticRenderer(language: .en, source: { _ in nil }).render(list)
    }
}
