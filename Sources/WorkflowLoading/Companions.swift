import Diagnostics
import WorkflowModel
import YAML

/// The files that definition files name and that stand beside them, such as the rows of a table.
final class Companions {
    private let provider: any SourceProvider
    private let sink: DiagnosticSink
    /// What was read, each file once: it counts in the hash as if it stood in the definition.
    private(set) var sources: [DefinitionSource] = []

    init(_ provider: any SourceProvider, sink: DiagnosticSink) {
        self.provider = provider
        self.sink = sink
    }

    /// The bytes of the file that `file` calls `name`; nil after a complaint.
    func read(
        _ name: String, of file: SourceFile, at range: SourceRange
    ) -> (SourceEntry, [UInt8])? {
        let asking = SourceEntry(file: file.file, path: file.source.path)
        switch provider.companion(name, of: asking) {
        case .found(let entry, let bytes):
            if !sources.contains(where: { $0.path == entry.path }) {
                sources.append(
                    DefinitionSource(
                        path: entry.path, text: String(decoding: bytes, as: UTF8.self)))
            }
            return (entry, bytes)
        case .missing(let known):
            sink.error(
                "file-missing",
                LocalizedText(vi: "không có tệp “\(name)”", en: "there is no file “\(name)”"),
                at: range, hint: Diagnostic.suggestion(for: name, in: known))
        case .outside:
            sink.error(
                "file-outside",
                LocalizedText(
                    vi: "“\(name)” nằm ngoài thư mục định nghĩa",
                    en: "“\(name)” lies outside the folder of the definitions"),
                at: range,
                hint: LocalizedText(
                    vi: "để tệp cạnh tệp này và chỉ viết tên: bang.csv",
                    en: "put it beside this file and write its name alone: table.csv"))
        case .unreadable(let message):
            sink.error("file-unreadable", message, at: range)
        }
        return nil
    }
}
