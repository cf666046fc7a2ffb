/// A parsed document as bytes, which are read back in a small part of the time that parsing takes.
///
/// What is packed is the tree with all its places, so that whoever complains about a tree that was
/// read back does so at the same lines and columns. Texts that stand in the document as they are
/// read are not repeated: unpacking needs the document.
public enum PackedTree {
    /// The bytes; nil for a tree that would take much more room than its document, which aliases
    /// can bring about.
    ///
    /// - Parameter document: what `root` was parsed from, without a complaint.
    public static func pack(_ root: Node, of document: [UInt8]) -> [UInt8]? {
        guard var writer = TreeWriter(document) else { return nil }
        return writer.write(root) ? writer.bytes : nil
    }

    /// The tree; nil if the bytes are none that `pack` gives for this document.
    ///
    /// Damage is found as far as it would lead outside the document or the bytes. That texts and
    /// places are the right ones only a checksum over the bytes can tell.
    ///
    /// - Parameter file: the name diagnostics print.
    public static func unpack(
        _ bytes: ArraySlice<UInt8>, of document: [UInt8], file: String
    ) -> Node? {
        bytes.withUnsafeBufferPointer { bytes in
            document.withUnsafeBufferPointer { document in
                var reader = TreeReader(bytes, document, file: file)
                return reader.readAll()
            }
        }
    }

    /// How a node begins: its kind, and what of the rest is there.
    struct Head {
        static let scalar: UInt8 = 0
        static let sequence: UInt8 = 1
        static let mapping: UInt8 = 2
        private static let endsElsewhereBit: UInt8 = 1 << 2
        private static let hasTagBit: UInt8 = 1 << 3
        private static let isInDocumentBit: UInt8 = 1 << 4
        private static let styleShift: UInt8 = 5

        var kind: UInt8
        var style: UInt8 = 0
        /// It does not end where its caret does.
        var endsElsewhere = false
        var hasTag = false
        /// The text stands in the document as it is.
        var isInDocument = false

        init(kind: UInt8) { self.kind = kind }

        init(_ byte: UInt8) {
            kind = byte & 0b11
            style = byte >> Self.styleShift
            endsElsewhere = byte & Self.endsElsewhereBit != 0
            hasTag = byte & Self.hasTagBit != 0
            isInDocument = byte & Self.isInDocumentBit != 0
        }

        var byte: UInt8 {
            kind | style << Self.styleShift | (endsElsewhere ? Self.endsElsewhereBit : 0)
                | (hasTag ? Self.hasTagBit : 0) | (isInDocument ? Self.isInDocumentBit : 0)
        }
    }
}
