import Testing

/// One mistake in a workflow and what is said about it.
struct Mistake: Sendable, CustomTestStringConvertible {
    var what: String
    var text: String
    var complaints: [String]

    init(_ what: String, _ text: String, _ complaints: String...) {
        self.what = what
        self.text = text
        self.complaints = complaints
    }

    var testDescription: String { what }
}
