import Diagnostics
import SystemFiles
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
        let terminal = Invocation.current?.terminal(descriptor) ?? Terminal(of: descriptor)
        isTerminal = terminal.isTerminal
        width = terminal.width
        palette = Palette(isColored: terminal.isColored)
        bytes.reserveCapacity(4096)
    }

    var terminal: Terminal {
        Terminal(isTerminal: isTerminal, width: width, isColored: palette.isColored)
    }

    /// What was made elsewhere, as it is.
    func print(raw bytes: [UInt8]) {
        self.bytes += bytes
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
        if let invocation = Invocation.current { return invocation.print(bytes, to: descriptor) }
        do throws(SystemFile.Fault) {
            try SystemFile.writeAll(bytes, to: descriptor)
        } catch {
            if error.code == EPIPE { return }
            let why = LocalizedText(ofSystemError: error.code)
            throw Failure(
                .io, "write-failed", vi: "Không ghi ra được kết quả: \(why.vi).",
                en: "The output could not be written: \(why.en).")
        }
    }

    /// What can be read, and what tables are laid out for.
    static func usableWidth(_ columns: Int) -> Int { min(max(columns, 40), 160) }
}

extension Terminal {
    /// What this process writes to.
    init(of descriptor: Int32) {
        let isTerminal = isatty(descriptor) == 1
        var width = ProcessEnvironment.value("COLUMNS").flatMap { Int($0) } ?? 80
        if isTerminal {
            var size = winsize()
            if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
                width = Int(size.ws_col)
            }
        }
        self.init(
            isTerminal: isTerminal, width: Screen.usableWidth(width),
            isColored: isTerminal && ProcessEnvironment.value("NO_COLOR") == nil
                && ProcessEnvironment.value("TERM") != "dumb")
    }
}
