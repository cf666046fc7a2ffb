public import Diagnostics
public import WorkflowCalendar
public import WorkflowModel

extension Library {
    /// The calendars alone, for lists that only count days. Other files are looked at and not read.
    public static func loadCalendars(
        from paths: [String]
    ) throws(DiagnosticsError) -> [String: WorkingCalendar] {
        let sink = DiagnosticSink()
        let provider = SourceFolders(paths)
        var calendars: [String: WorkingCalendar] = [:]
        for entry in provider.entries(sink) {
            guard let bytes = provider.read(entry, sink),
                SourceHeader(scanning: bytes).kind == .calendar,
                let file = SourceFile(entry, bytes: bytes, sink: sink),
                let calendar = sink.decodeCalendar(file), calendars[calendar.name] == nil
            else { continue }
            calendars[calendar.name] = calendar
        }
        try sink.list.throwIfErrors()
        return calendars
    }
}
