/// Where the texts and bytes given to a statement stand until it has run, so that SQLite need not
/// make room for each and copy it.
struct ArgumentMemory: ~Copyable {
    private var room: UnsafeMutableRawBufferPointer
    private var used = 0
    /// Rooms that became too small while something stood in them.
    private var outgrown: [UnsafeMutableRawBufferPointer] = []

    init() { room = .allocate(byteCount: 256, alignment: 1) }

    deinit {
        for room in outgrown { room.deallocate() }
        room.deallocate()
    }

    /// - Returns: The bytes at a place where they stay until `forget`; it is never nil, which SQLite
    ///   would take for NULL.
    mutating func keep(_ bytes: UnsafeRawBufferPointer) -> UnsafeMutableRawBufferPointer {
        if used + bytes.count > room.count { grow(by: bytes.count) }
        let place = UnsafeMutableRawBufferPointer(rebasing: room[used..<used + bytes.count])
        place.copyMemory(from: bytes)
        used += bytes.count
        return place
    }

    /// The arguments of the statement must not be asked for any more.
    mutating func forget() {
        used = 0
        if outgrown.isEmpty { return }
        for room in outgrown { room.deallocate() }
        outgrown = []
    }

    /// The next time there is room for all of it in one.
    private mutating func grow(by count: Int) {
        outgrown.append(room)
        room = .allocate(byteCount: 2 * (room.count + count), alignment: 1)
        used = 0
    }
}
