import WorkflowDocuments
import WorkflowPresentation

/// A file a user asked to be written, on their own machine. A command writes it before it says so.
enum AskedFile {
    /// - Parameter path: `-` is the standard output.
    static func write(_ bytes: [UInt8], to path: String, replacing: Bool) throws(Failure) {
        if let invocation = Invocation.current {
            if path == "-" {
                invocation.print(bytes, to: 1)
            } else {
                invocation.write(bytes, to: path, replacing: replacing)
            }
            return
        }
        do throws(OutputFile.Fault) {
            try OutputFile.write(bytes, to: path, replacing: replacing)
        } catch {
            throw Failure(error)
        }
    }
}
