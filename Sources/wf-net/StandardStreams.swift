import SystemFiles

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the program is given and gives back.
enum StandardStreams {
    /// Everything there is on standard input.
    static func readAll() throws(StreamError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(STDIN_FILENO, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count > 0 {
                bytes += chunk[..<count]
            } else if errno != EINTR {
                throw StreamError(call: "read", number: errno)
            }
        }
    }

    static func write(_ text: String, to descriptor: Int32) throws(StreamError) {
        do throws(SystemFile.Fault) {
            try SystemFile.writeAll(Array(text.utf8), to: descriptor)
        } catch {
            throw StreamError(call: "write", number: error.code)
        }
    }
}

struct StreamError: Error, CustomStringConvertible {
    var call: String
    var number: Int32

    var description: String { "\(call): \(String(cString: strerror(number)))" }
}
