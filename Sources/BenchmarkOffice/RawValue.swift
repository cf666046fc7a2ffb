/// A value as SQLite keeps it.
package enum RawValue: Hashable, Comparable {
    case null
    case integer(Int)
    case text(String)
    case blob(RawBytes)

    /// Bytes of a text or blob, or of a number as most are.
    package var size: Int {
        switch self {
        case .null: 0
        case .integer: 6
        case .text(let text): text.utf8.count
        case .blob(let blob): blob.bytes.count
        }
    }
}

package struct RawBytes: Hashable, Comparable {
    package var bytes: [UInt8]

    package static func < (left: RawBytes, right: RawBytes) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}
