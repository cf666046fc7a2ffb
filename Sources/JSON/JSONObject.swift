/// The members of a JSON object, in the order they were written, every name once.
///
/// Names are told apart by their code points, as in JSON, not by what looks the same. Looking one
/// up walks the members: objects here have few.
public struct JSONObject: Hashable, Sendable {
    public struct Member: Hashable, Sendable {
        public let name: String
        public fileprivate(set) var value: JSON

        package init(name: String, value: JSON) {
            self.name = name
            self.value = value
        }
    }

    public private(set) var members: [Member]

    public init() {
        members = []
    }

    /// Of several members with one name the last counts.
    public init(_ members: some Sequence<(String, JSON)>) {
        self.init()
        for (name, value) in members { self[name] = value }
    }

    /// Members whose names are known to differ.
    package init(distinct members: [Member]) {
        self.members = members
    }

    public var names: [String] { members.map(\.name) }
    public var count: Int { members.count }
    public var isEmpty: Bool { members.isEmpty }

    /// The member of that name. Setting replaces it where it stands or adds it at the end; setting
    /// `nil` removes it, which setting `.null` does not.
    public subscript(name: String) -> JSON? {
        get { position(of: name).map { members[$0].value } }
        set {
            switch (position(of: name), newValue) {
            case (let position?, let value?): members[position].value = value
            case (let position?, nil): members.remove(at: position)
            case (nil, let value?): members.append(Member(name: name, value: value))
            case (nil, nil): break
            }
        }
    }

    private func position(of name: String) -> Int? {
        members.firstIndex { isSameName($0.name, name) }
    }
}

/// Whether two names have the same code points. Nearly all that differ do so in length or at the
/// first word of memory; only what looks the same is compared byte by byte.
func isSameName(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count && left == right && left.utf8.elementsEqual(right.utf8)
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral members: (String, JSON)...) {
        self.init(members)
    }
}

/// The order of member names in canonical JSON (RFC 8785, section 3.2.3): by UTF-16 code units.
///
/// UTF-8 sorts like code points, and code points sort like UTF-16 but for those above U+FFFF: their
/// surrogates come before U+E000–U+FFFF. In UTF-8 that is lead bytes from F0 before EE and EF.
package func canonicallyPrecedes(_ left: String, _ right: String) -> Bool {
    var left = left.utf8.makeIterator()
    var right = right.utf8.makeIterator()
    while true {
        switch (left.next(), right.next()) {
        case (_, nil): return false
        case (nil, _?): return true
        case (let one?, let other?):
            if one == other { continue }
            if one >= 0xEE && other >= 0xEE && (one >= 0xF0) != (other >= 0xF0) {
                return one >= 0xF0
            }
            return one < other
        }
    }
}
