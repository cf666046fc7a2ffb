public import Diagnostics

/// Reads one YAML document into nodes that know their place.
///
/// The reading is stricter than YAML 1.2 where leniency hides mistakes: exactly one document, keys
/// that are scalars and used once, no merge keys, no tags but those of the core schema.
public enum YAMLReader {
    /// The document's root, or nil if the bytes are no readable YAML; an empty document is null.
    ///
    /// `file` is the name diagnostics print. Mistakes that leave the rest readable (a key used
    /// twice) are reported and the document is returned all the same, so that whoever reads on
    /// finds the next ones in the same run: the sink, not the result, says whether all is well.
    /// Never fails in another way, whatever the bytes.
    public static func parse(
        _ bytes: [UInt8], file: String, limits: Limits = .standard, sink: DiagnosticSink
    ) -> Node? {
        guard bytes.count <= limits.maxBytes else {
            sink.report(.fileTooLarge(file, size: bytes.count, limit: limits.maxBytes))
            return nil
        }
        guard let source = SourceBytes(bytes, file: file, sink: sink) else { return nil }
        return source.bytes.withUnsafeBufferPointer { buffer in
            guard let stream = EventStream(buffer) else {
                sink.report(.outOfMemory(file))
                return nil
            }
            var builder = TreeBuilder(source: source, limits: limits, sink: sink)
            return builder.build(stream)
        }
    }

    /// The same for text that is already in memory.
    public static func parse(
        _ text: String, file: String, limits: Limits = .standard, sink: DiagnosticSink
    ) -> Node? {
        parse(Array(text.utf8), file: file, limits: limits, sink: sink)
    }

    /// Reads and parses the file at `path`. A file that cannot be read, or is larger than the
    /// limit, is one diagnostic.
    public static func read(
        path: String, as displayName: String? = nil, limits: Limits = .standard,
        sink: DiagnosticSink
    ) -> Node? {
        let file = displayName ?? path
        do {
            let bytes = try FileReader.read(path, maxBytes: limits.maxBytes)
            return parse(bytes, file: file, limits: limits, sink: sink)
        } catch {
            sink.report(error.diagnostic(file: file))
            return nil
        }
    }
}
