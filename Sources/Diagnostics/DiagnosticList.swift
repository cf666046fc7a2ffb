/// The complaints of one run, capped so that a hopeless file cannot flood the screen.
public struct DiagnosticList: Hashable, Sendable {
    /// In the order they were found. `sorted` gives the order of reading.
    public private(set) var diagnostics: [Diagnostic] = []
    /// How many complaints beyond `limit` were counted but not kept.
    public private(set) var omitted = 0
    /// Errors found, those not kept included.
    public private(set) var errorCount = 0
    /// The most complaints kept.
    public let limit: Int
    /// Places in the sources that are not shown to anybody, such as that of a password.
    public private(set) var concealed: [SourceRange] = []

    public init(limit: Int = 100) {
        self.limit = limit
    }

    public var isEmpty: Bool { diagnostics.isEmpty && omitted == 0 }
    public var hasErrors: Bool { errorCount > 0 }

    /// Keeps the complaint, unless the list is full or already says this of this place: a shared
    /// part that two definitions include is still one mistake, whatever each could hint at.
    public mutating func append(_ diagnostic: Diagnostic) {
        guard diagnostics.count < limit else {
            omitted += 1
            if diagnostic.severity == .error { errorCount += 1 }
            return
        }
        if diagnostics.contains(where: diagnostic.says) { return }
        diagnostics.append(diagnostic)
        if diagnostic.severity == .error { errorCount += 1 }
    }

    /// Has a place left out wherever a line of the source is shown.
    public mutating func conceal(_ range: SourceRange) {
        if !concealed.contains(range) { concealed.append(range) }
    }

    public mutating func conceal(contentsOf other: DiagnosticList) {
        for range in other.concealed { conceal(range) }
    }

    public mutating func append(contentsOf other: DiagnosticList) {
        for diagnostic in other.diagnostics { append(diagnostic) }
        let keptErrors = other.diagnostics.count { $0.severity == .error }
        conceal(contentsOf: other)
        omitted += other.omitted
        errorCount += other.errorCount - keptErrors
    }

    /// By file, line and column; complaints without a place come first, and those at the same
    /// place keep the order in which they were found.
    public var sorted: [Diagnostic] {
        diagnostics.enumerated().sorted { left, right in
            switch (left.element.range, right.element.range) {
            case (let a?, let b?) where a.start != b.start: a.start < b.start
            case (nil, _?): true
            case (_?, nil): false
            default: left.offset < right.offset
            }
        }.map(\.element)
    }

    /// Passes when there are warnings only.
    public func throwIfErrors() throws(DiagnosticsError) {
        if hasErrors { throw DiagnosticsError(self) }
    }
}

extension Diagnostic {
    /// Whether another complaint is about the same mistake.
    fileprivate func says(_ other: Diagnostic) -> Bool {
        code == other.code && range == other.range && message == other.message
    }
}
