import Hashing
import Testing

@Suite struct `A checksum against damage` {
    private func sum(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBytes { DamageCheck.sum(of: $0) }
    }

    /// The lengths around the words of eight bytes that the checksum takes in at a time.
    @Test(arguments: [0, 1, 7, 8, 9, 100])
    func `is the same for the same bytes, and another after any change`(count: Int) {
        let bytes = (0..<count).map { UInt8($0) }
        let whole = sum(bytes)
        #expect(whole.count == DamageCheck.size)
        #expect(sum(bytes) == whole)
        #expect(sum(bytes + [0]) != whole)
        for place in bytes.indices {
            for bit in 0..<8 {
                var damaged = bytes
                damaged[place] ^= 1 << bit
                #expect(sum(damaged) != whole)
            }
            #expect(sum(Array(bytes[..<place])) != whole)
        }
    }
}
