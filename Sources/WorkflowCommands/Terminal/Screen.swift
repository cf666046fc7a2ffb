import Diagnostics
import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where a command writes: gathered, then written at once.
final class Screen {
    let isTerminal: Bool
    /// Columns.
    let width: Int
    let palette: Palette
    private let descriptor: Int32
    private var bytes: [UInt8] = []

    init(descriptor: Int32 = 1) {
        self.descriptor = descriptor
        isTerminal = isatty(descriptor) == 1
        width = Self.measuredWidth(descriptor, isTerminal)
        palette = Palette(
            isColored: isTerminal && ProcessEnvironment.value("NO_COLOR") == nil
                && ProcessEnvironment.value("TERM") != "dumb")
        bytes.reserveCapacity(4096)
    }

    func print(_ line: String = "") {
        bytes.append(contentsOf: line.utf8)
        bytes.append(0x0A)
    }

    /// A sentence, on as many lines as it takes.
    func printWrapped(_ text: String, indent: Int = 0) {
        let margin = String(repeating: " ", count: indent)
        for line in text.wrapped(to: width - indent) { print(margin + line) }
    }

    /// Writes what was gathered. A reader that went away (`wf list | head`) is no failure.
    func flush() throws(Failure) {
        defer { bytes.removeAll(keepingCapacity: true) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                if errno == EPIPE { return }
                throw Failure(
                    .io, "write-failed",
                    LocalizedText(
                        vi: "Không ghi ra được kết quả: \(String(cString: strerror(errno))).",
                        en: "The output could not be written: \(String(cString: strerror(errno))).")
                )
            }
            written += count
        }
    }

    private static func measuredWidth(_ descriptor: Int32, _ isTerminal: Bool) -> Int {
        var width = ProcessEnvironment.value("COLUMNS").flatMap { Int($0) } ?? 80
        if isTerminal {
            var size = winsize()
            if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
                width = Int(size.ws_col)
            }
        }
        return min(max(width, 40), 160)
    }
}
