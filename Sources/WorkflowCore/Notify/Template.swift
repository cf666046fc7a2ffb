/// A text with `{{name}}` in it.
struct Template {
    let text: String

    init(_ text: String) { self.text = text }

    /// The text with every known name replaced; a value is never read as a template itself.
    func filled(_ values: [(String, String)]) -> String {
        var result = ""
        var rest = Substring(text)
        while let open = rest.firstRange(of: "{{") {
            result += rest[..<open.lowerBound]
            let inside = rest[open.upperBound...]
            guard let close = inside.firstRange(of: "}}") else {
                rest = rest[open.lowerBound...]
                break
            }
            let name = inside[..<close.lowerBound].filter { $0 != " " }
            if let value = values.first(where: { $0.0 == name })?.1 {
                result += value
            } else {
                result += rest[open.lowerBound..<close.upperBound]
            }
            rest = inside[close.upperBound...]
        }
        return result + rest
    }
}

extension Substring {
    /// Where a short ASCII mark first stands.
    fileprivate func firstRange(of mark: String) -> Range<Index>? {
        let wanted = Array(mark.utf8)
        let bytes = utf8
        var start = bytes.startIndex
        while start < bytes.endIndex {
            if bytes[start...].starts(with: wanted) {
                return start..<bytes.index(start, offsetBy: wanted.count)
            }
            start = bytes.index(after: start)
        }
        return nil
    }
}
