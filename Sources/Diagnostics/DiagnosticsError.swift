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
