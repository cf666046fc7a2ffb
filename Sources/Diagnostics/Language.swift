/// A language `wf` speaks. Vietnamese comes first: it is what the offices read.
public enum Language: String, Sendable, CaseIterable {
    case vi, en
}
