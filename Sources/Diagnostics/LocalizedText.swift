/// One sentence in every language `wf` speaks.
///
/// Deliberately not expressible by a string literal: text a person reads must say which languages
/// it is written in, or say through `init(_:)` that it is the same in all of them.
public struct LocalizedText: Hashable, Sendable {
    public var vi: String
    public var en: String

    public init(vi: String, en: String) {
        self.vi = vi
        self.en = en
    }

    /// Text that needs no translation: a name, a number, a piece of a definition.
    public init(_ same: String) {
        self.init(vi: same, en: same)
    }

    public subscript(language: Language) -> String {
        get {
            switch language {
            case .vi: vi
            case .en: en
            }
        }
        set {
            switch language {
            case .vi: vi = newValue
            case .en: en = newValue
            }
        }
    }

    /// The same change made to the text of every language.
    public func map(_ transform: (String) -> String) -> LocalizedText {
        LocalizedText(vi: transform(vi), en: transform(en))
    }

    public static func + (left: LocalizedText, right: LocalizedText) -> LocalizedText {
        LocalizedText(vi: left.vi + right.vi, en: left.en + right.en)
    }
}
