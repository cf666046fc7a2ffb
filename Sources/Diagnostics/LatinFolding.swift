/// Folding of text in Latin letters, as nearly all is here: by a table, in a hundredth of the time
/// that the properties of every letter take to look up. Lists, searches and every commit of an item
/// fold its texts.
enum LatinFolding {
    /// What the letters from U+00C0 fold to; a full stop for those that do not fold to one letter
    /// of ASCII.
    private static let latin: StaticString = """
        aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y\
        aaaaaaccccccccddddeeeeeeeeeegggggggghh..iiiiiiiiii..jjkk.llllll.\
        .llnnnnnn...oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzz.\
        ................................oo.............uu...............\
        .............aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa..oo\
        aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............\
        ................
        """

    /// The same for the letters from U+1E00, most of which are Vietnamese.
    private static let additional: StaticString = """
        aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
        mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
        wwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
        eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......
        """

    /// Nil where a letter is not in the tables, or could become another with its neighbour.
    static func fold(_ text: String) -> String? {
        if text.utf8.allSatisfy({ $0 < 0x80 && !isUpper($0) }) { return text }
        var text = text
        return text.withUTF8 { bytes in
            var isKnown = true
            // No letter of the tables becomes longer.
            let folded = String(unsafeUninitializedCapacity: bytes.count) { space in
                guard let count = fold(bytes, into: space) else {
                    isKnown = false
                    return 0
                }
                return count
            }
            return isKnown ? folded : nil
        }
    }

    /// How many bytes the folded text has.
    ///
    /// - Parameter bytes: valid UTF-8.
    private static func fold(
        _ bytes: UnsafeBufferPointer<UInt8>, into space: UnsafeMutableBufferPointer<UInt8>
    ) -> Int? {
        var from = 0
        var to = 0
        func put(_ byte: UInt8) {
            space[to] = byte
            to += 1
        }
        while from < bytes.count {
            let first = bytes[from]
            switch first {
            case 0..<0x80:
                put(isUpper(first) ? first | 0x20 : first)
                from += 1
            // U+0080 to U+00BF: signs, which stay as they are.
            case 0xC2:
                put(first)
                put(bytes[from + 1])
                from += 2
            case 0xC3...0xC8,
                0xC9 where bytes[from + 1] < 0x90:
                let letter = latin.utf8Start[Int(first - 0xC3) << 6 | Int(bytes[from + 1] & 0x3F)]
                if letter == UInt8(ascii: ".") { return nil }
                put(letter)
                from += 2
            // U+0300 to U+036F: marks upon the letter before.
            case 0xCC,
                0xCD where bytes[from + 1] < 0xB0:
                from += 2
            // U+1E00 to U+1EFF
            case 0xE1 where (0xB8...0xBB).contains(bytes[from + 1]):
                let place = Int(bytes[from + 1] - 0xB8) << 6 | Int(bytes[from + 2] & 0x3F)
                let letter = additional.utf8Start[place]
                if letter == UInt8(ascii: ".") { return nil }
                put(letter)
                from += 3
            // U+2002 to U+203F: dashes and quotation marks, which stay as they are.
            case 0xE2 where bytes[from + 1] == 0x80 && bytes[from + 2] >= 0x82:
                for byte in bytes[from..<from + 3] { put(byte) }
                from += 3
            default:
                return nil
            }
        }
        return to
    }

    private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
}
