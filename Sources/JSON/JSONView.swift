/// A JSON value as it stands in its text: read without making anything of it that is not asked for.
///
/// Checked as strictly as by `JSON.parse`, which is built on it. Reading a part of one keeps the
/// whole text.
public struct JSONView: Sendable {
    let document: JSONDocument
    /// Its place in `document`; nil for what is not there.
    private let place: Int?

    init(_ document: JSONDocument, at place: Int?) {
        self.document = document
        self.place = place
    }

    /// What is not there.
    public static let null = JSONView(JSONDocument([], []), at: nil)

    private var entry: JSONDocument.Entry? { place.map { document.entries[$0] } }

    private func entry(_ kind: JSONDocument.Kind) -> JSONDocument.Entry? {
        guard let entry, entry.kind == kind else { return nil }
        return entry
    }

    public var isNull: Bool { place == nil || entry(.null) != nil }

    public var bool: Bool? {
        switch entry?.kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// The whole number, if that is what this is and it fits 64 bits.
    public var int: Int64? { entry(.int).flatMap(document.int) }

    /// The number, of either kind.
    public var double: Double? {
        if let int { return Double(int) }
        return (entry(.double) ?? entry(.int)).flatMap(document.double)
    }

    public var string: String? { entry(.string).map(document.string) }

    /// The elements, if this is an array.
    public var array: Elements? {
        guard let place, entry(.array) != nil else { return nil }
        return Elements(document: document, place: place)
    }

    /// The members, in the order written, if this is an object.
    public var members: Members? {
        guard let place, entry(.object) != nil else { return nil }
        return Members(document: document, place: place)
    }

    /// The member of that name; null when there is none or this is no object.
    public subscript(name: StaticString) -> JSONView {
        guard let place, entry(.object) != nil else { return self.nothing }
        let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        return JSONView(document, at: document.member(of: place, named: wanted))
    }

    public subscript(named name: String) -> JSONView {
        guard let place, entry(.object) != nil else { return self.nothing }
        return JSONView(document, at: document.member(of: place, named: Array(name.utf8)))
    }

    /// The element at that place; null when there is none or this is no array.
    public subscript(index: Int) -> JSONView {
        guard index >= 0, let array else { return nothing }
        var rest = index
        for element in array {
            if rest == 0 { return element }
            rest -= 1
        }
        return nothing
    }

    private var nothing: JSONView { JSONView(document, at: nil) }

    /// The value with everything in it.
    public var json: JSON { place.map(document.value) ?? .null }
}

extension JSONView {
    public struct Elements: Sequence, IteratorProtocol, Sendable {
        private let document: JSONDocument
        private var following: Int
        private let end: Int

        init(document: JSONDocument, place: Int) {
            self.document = document
            following = place + 1
            end = document.entries[place].next
        }

        public mutating func next() -> JSONView? {
            guard following < end else { return nil }
            let place = following
            following = document.entries[place].next
            return JSONView(document, at: place)
        }
    }

    public struct Members: Sequence, IteratorProtocol, Sendable {
        private var names: Elements

        init(document: JSONDocument, place: Int) {
            names = Elements(document: document, place: place)
        }

        public mutating func next() -> (name: String, value: JSONView)? {
            guard let name = names.next(), let value = names.next() else { return nil }
            return (name.string ?? "", value)
        }
    }
}
