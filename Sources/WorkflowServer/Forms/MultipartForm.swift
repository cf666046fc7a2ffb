import Diagnostics
import WorkflowModel
import WorkflowPages
import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads `multipart/form-data` (RFC 7578), as browsers send forms with files.
struct MultipartForm {
    /// Parts, bytes of the header of one, and bytes of a text: more than any page asks for.
    private static let partLimit = 2_000
    private static let headerLimit = 8 << 10
    private static let textLimit = 1 << 20

    private let bytes: UnsafeRawBufferPointer
    private let boundary: [UInt8]

    /// - Parameter contentType: the header with the boundary.
    /// - Throws: `Failure` of the status `usage` for what no browser would send.
    static func parse(_ bytes: [UInt8], contentType: String) throws(Failure) -> FormValues {
        guard let boundary = boundary(of: contentType) else { throw .malformedForm }
        // Rethrown with its type, which the closure of the standard library loses.
        return try bytes.withUnsafeBytes { bytes -> Result<FormValues, Failure> in
            do throws(Failure) {
                return .success(
                    try MultipartForm(bytes: bytes, boundary: Array("--\(boundary)".utf8)).read())
            } catch {
                return .failure(error)
            }
        }.get()
    }

    /// Nil when there is none, or one that RFC 2046 does not allow.
    static func boundary(of contentType: String) -> String? {
        guard let parameter = parameter("boundary", of: contentType) else { return nil }
        let isFit =
            (1...70).contains(parameter.utf8.count)
            && parameter.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        return isFit ? parameter : nil
    }

    private func read() throws(Failure) -> FormValues {
        var form = FormValues()
        var count = 0
        guard var place = find(boundary, from: 0) else { throw .malformedForm }
        place += boundary.count
        while true {
            if starts(with: "--", at: place) { return form }
            guard starts(with: "\r\n", at: place) else { throw .malformedForm }
            place += 2
            count += 1
            if count > Self.partLimit { throw .tooManyParts }
            guard let blank = find(Array("\r\n\r\n".utf8), from: place),
                blank - place <= Self.headerLimit,
                let end = find(Array("\r\n".utf8) + boundary, from: blank + 2)
            else { throw .malformedForm }
            // An empty content ends where its blank line does.
            let start = min(blank + 4, end)
            try add(header: place..<blank, content: start..<end, to: &form)
            place = end + 2 + boundary.count
        }
    }

    private func add(
        header: Range<Int>, content: Range<Int>, to form: inout FormValues
    ) throws(Failure) {
        guard let text = String(validating: bytes[header], as: UTF8.self) else {
            throw .malformedForm
        }
        let line = text.split(separator: "\r\n").first { line in
            line.lowercased().hasPrefix("content-disposition:")
        }
        guard let line, let name = Self.parameter("name", of: String(line)), name.utf8.count <= 200
        else { throw .malformedForm }
        if let file = Self.parameter("filename", of: String(line)) {
            // An input in which no file was chosen is sent with an empty name.
            if file.isEmpty && content.isEmpty { return }
            form.add(.init(field: name, name: Self.baseName(file), bytes: Array(bytes[content])))
            return
        }
        guard content.count <= Self.textLimit,
            let value = String(validating: bytes[content], as: UTF8.self)
        else { throw .malformedForm }
        form.add(name, value)
    }

    // MARK: Headers

    /// The value of `NAME=value` or `NAME="value"` of a header; nil when it has none.
    static func parameter(_ name: String, of header: String) -> String? {
        let bytes = Array(header.utf8)
        var index = 0
        while index < bytes.count {
            // Each parameter begins behind a semicolon.
            guard let semicolon = bytes[index...].firstIndex(of: UInt8(ascii: ";")) else {
                return nil
            }
            index = semicolon + 1
            while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
            let start = index
            while index < bytes.count, bytes[index] != UInt8(ascii: "="),
                bytes[index] != UInt8(ascii: ";")
            {
                index += 1
            }
            guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { continue }
            let found = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
            index += 1
            let value = value(bytes, &index)
            if found == name { return value }
        }
        return nil
    }

    private static func value(_ bytes: [UInt8], _ index: inout Int) -> String {
        var value: [UInt8] = []
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
            index += 1
            while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
                value.append(bytes[index])
                index += 1
            }
            if index < bytes.count { index += 1 }
        } else {
            while index < bytes.count, bytes[index] != UInt8(ascii: ";") {
                value.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: value, as: UTF8.self)
    }

    /// Without folders, and with the quotation marks and line breaks that browsers write as `%22`,
    /// `%0D`, `%0A`. In NFC: files from a Mac come decomposed.
    private static func baseName(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init)
        var text = ""
        var rest = Substring(last ?? "")
        while let character = rest.first {
            switch rest.prefix(3).uppercased() {
            case "%22":
                text.append("\"")
                rest = rest.dropFirst(3)
            case "%0D", "%0A":
                text.append(" ")
                rest = rest.dropFirst(3)
            default:
                text.append(character)
                rest = rest.dropFirst()
            }
        }
        return TextFolding.nfc(text)
    }

    // MARK: Bytes

    private func starts(with text: StaticString, at place: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard place >= 0, place + count <= bytes.count, let base = bytes.baseAddress else {
            return false
        }
        return memcmp(base + place, text.utf8Start, count) == 0
    }

    private func find(_ wanted: [UInt8], from place: Int) -> Int? {
        guard let base = bytes.baseAddress, let first = wanted.first else { return nil }
        var place = place
        while place + wanted.count <= bytes.count {
            let room = bytes.count - place - wanted.count + 1
            guard let found = memchr(base + place, Int32(first), room) else { return nil }
            place = UnsafeRawPointer(found) - base
            if memcmp(found, wanted, wanted.count) == 0 { return place }
            place += 1
        }
        return nil
    }
}
