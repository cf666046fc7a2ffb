/// The readers that must withstand any bytes. Each takes an input apart the way a file or a line
/// would reach it, and stops the program where a promise is broken: the fuzzers of `make fuzz` call
/// them with what they think up, the tests with the corpus.
public enum FuzzedInput: String, CaseIterable, Sendable {
    case yaml, cel, tables

    public func consume(_ bytes: [UInt8]) {
        switch self {
        case .yaml: YAMLInput(bytes).consume()
        case .cel: CELInput(bytes).consume()
        case .tables: TableInput(bytes).consume()
        }
    }
}
