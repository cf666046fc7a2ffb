public import Diagnostics

/// What is wrong with a template of a draft, and where.
public struct DraftError: Error, Hashable, Sendable {
    public var message: LocalizedText
    /// From 1.
    public var line: Int
    /// In characters, from 1.
    public var column: Int
    public var hint: LocalizedText?

    init(_ message: LocalizedText, _ line: Int, _ column: Int, hint: LocalizedText? = nil) {
        self.message = message
        self.line = line
        self.column = column
        self.hint = hint
    }
}
