/// The lines of the sources as people may see them: without what is concealed.
struct ShownSources {
    private let source: (String) -> String?
    private let concealed: [SourceRange]
    private var texts: [String: SourceLines?] = [:]

    init(_ source: @escaping (String) -> String?, concealing concealed: [SourceRange]) {
        self.source = source
        self.concealed = concealed
    }

    /// The line of a place; nil when there is no such line.
    mutating func line(at place: SourceLocation) -> String? {
        let file = place.file
        if texts[file] == nil { texts[file] = .some(source(file).map(SourceLines.init)) }
        guard let line = (texts[file] ?? nil)?.line(place.line) else { return nil }
        let hidden = concealed.filter { $0.start.file == file && $0.start.line == place.line }
        if hidden.isEmpty { return line }
        var scalars = Array(line.unicodeScalars)
        for range in hidden {
            let first = range.start.column - 1
            for index in first..<max(first, min(first + range.length, scalars.count)) {
                scalars[index] = "•"
            }
        }
        var shown = String.UnicodeScalarView()
        shown.append(contentsOf: scalars)
        return String(shown)
    }
}
