/// Where the readers of one load put their complaints.
///
/// A class, because a dozen readers nested in one another report into it, and threading an `inout`
/// list through all of them would forbid holding two readers at once. Not `Sendable`: one load
/// runs on one task, and hands on the list, which is a value.
public final class DiagnosticSink {
    public private(set) var list: DiagnosticList

    public init(limit: Int = 100) {
        list = DiagnosticList(limit: limit)
    }

    public var hasErrors: Bool { list.hasErrors }
    /// How often an error was reported, also one that is in the list already. Compare two readings
    /// to learn whether the work between them went well.
    public private(set) var errorCount = 0
    /// How often anything was reported, a warning as well.
    public private(set) var reportCount = 0

    /// Stands under every complaint made meanwhile: what led to the place that is complained of.
    private var notes: [Diagnostic.Note] = []

    /// Does something with a note for what is reported on the way.
    public func noting<Value>(_ note: Diagnostic.Note, _ body: () -> Value) -> Value {
        notes.append(note)
        defer { notes.removeLast() }
        return body()
    }

    public func report(_ diagnostic: Diagnostic) {
        reportCount += 1
        if diagnostic.severity == .error { errorCount += 1 }
        var diagnostic = diagnostic
        diagnostic.notes += notes
        list.append(diagnostic)
    }

    /// Has a place left out wherever a line of the source is shown: a secret may stand there.
    public func conceal(_ range: SourceRange) {
        list.conceal(range)
    }

    public func report(contentsOf other: DiagnosticList) {
        errorCount += other.errorCount
        reportCount += other.diagnostics.count
        list.append(contentsOf: other)
    }

    public func error(
        _ code: String, _ message: LocalizedText, at range: SourceRange? = nil,
        hint: LocalizedText? = nil, notes: [Diagnostic.Note] = [], trace: [String] = []
    ) {
        report(.error(code, message, at: range, hint: hint, notes: notes, trace: trace))
    }

    public func warning(
        _ code: String, _ message: LocalizedText, at range: SourceRange? = nil,
        hint: LocalizedText? = nil, notes: [Diagnostic.Note] = [], trace: [String] = []
    ) {
        report(.warning(code, message, at: range, hint: hint, notes: notes, trace: trace))
    }
}
