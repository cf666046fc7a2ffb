public import Diagnostics
public import WorkflowCalendar
public import WorkflowModel

extension Library {
    /// The editions of the calendars alone, for lists that only count days. Other files are looked
    /// at and not read.
    ///
    /// - Parameter trees: files as they were parsed before; completed by those read now.
    public static func loadCalendars(
        from paths: [String], trees: TreeCache? = nil
    ) throws(DiagnosticsError) -> [String: CalendarEditions] {
        let sink = DiagnosticSink()
        let provider = SourceFolders(paths)
        var files: [SourceFile] = []
        for entry in provider.entries(sink) {
            guard let bytes = provider.read(entry, sink),
                SourceHeader(scanning: bytes).kind == .calendar,
                let file = SourceFile(entry, bytes: bytes, trees: trees, sink: sink)
            else { continue }
            files.append(file)
        }
        trees?.save()
        let calendars = CalendarDecoder.decode(files, .empty, sink)
        try sink.list.throwIfErrors()
        return calendars
    }
}
