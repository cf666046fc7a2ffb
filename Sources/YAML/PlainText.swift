public import Diagnostics

/// A text file that is not YAML, held to the same rules: UTF-8, and no control characters.
public enum PlainText {
    /// The bytes without a byte order mark; nil after one complaint.
    public static func check(
        _ bytes: [UInt8], file: String, sink: DiagnosticSink
    ) -> ArraySlice<UInt8>? {
        SourceBytes(bytes, file: file, isYAML: false, sink: sink)?.bytes
    }
}
