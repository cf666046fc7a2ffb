/// One complaint about something the user wrote: what is wrong, where, and what to do about it.
public struct Diagnostic: Error, Hashable, Sendable {
    public enum Severity: String, Sendable, CaseIterable {
        case error, warning, note
    }

    /// A second place that explains the first, such as "first defined here".
    public struct Note: Hashable, Sendable {
        public var message: LocalizedText
        public var range: SourceRange?

        public init(_ message: LocalizedText, at range: SourceRange? = nil) {
            self.message = message
            self.range = range
        }
    }

    public var severity: Severity
    /// A stable kebab-case name such as `unknown-key`, for programs and for searching the manual.
    public var code: String
    public var message: LocalizedText
    /// Nil when the complaint is about something that has no place, such as a missing file.
    public var range: SourceRange?
    public var hint: LocalizedText?
    public var notes: [Note]
    /// The steps that lead to the problem, in order, such as the states walked to a dead end.
    public var trace: [String]

    public init(
        _ severity: Severity,
        code: String,
        _ message: LocalizedText,
        at range: SourceRange? = nil,
        hint: LocalizedText? = nil,
        notes: [Note] = [],
        trace: [String] = []
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.range = range
        self.hint = hint
        self.notes = notes
        self.trace = trace
    }
}

extension Diagnostic {
    public static func error(
        _ code: String, _ message: LocalizedText, at range: SourceRange? = nil,
        hint: LocalizedText? = nil, notes: [Note] = [], trace: [String] = []
    ) -> Diagnostic {
        Diagnostic(
            .error, code: code, message, at: range, hint: hint, notes: notes, trace: trace)
    }

    public static func warning(
        _ code: String, _ message: LocalizedText, at range: SourceRange? = nil,
        hint: LocalizedText? = nil, notes: [Note] = [], trace: [String] = []
    ) -> Diagnostic {
        Diagnostic(
            .warning, code: code, message, at: range, hint: hint, notes: notes, trace: trace)
    }
}
