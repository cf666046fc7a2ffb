import FuzzEntry

/// What libFuzzer calls with every input it thinks up.
@_cdecl("LLVMFuzzerTestOneInput")
public func consume(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    FuzzedInput.tables.consume(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
