/// A place in a text file, as an editor shows it.
public struct SourceLocation: Hashable, Sendable {
    /// The file as the user named it; it is what diagnostics print.
    public var file: String
    /// 1 for the first line. Lines end at LF, CRLF or CR.
    public var line: Int
    /// 1 for the first character of the line, counted in Unicode scalars; a byte order mark at the
    /// start of the file is not counted.
    public var column: Int

    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// The place `columns` further along the same line.
    public func advanced(by columns: Int) -> SourceLocation {
        SourceLocation(file: file, line: line, column: column + columns)
    }
}

extension SourceLocation: Comparable {
    public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

extension SourceLocation: CustomStringConvertible {
    /// `file:line:column`, the form editors and terminals make clickable.
    public var description: String { "\(file):\(line):\(column)" }
}
