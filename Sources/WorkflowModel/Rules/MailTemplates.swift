public import Diagnostics

/// The Mustache templates of mails that an office wrote itself, in `rules/templates`.
///
/// A mail has three texts, each in the language of whoever it is for. What an office did not write
/// is filled in by what the program brings: `default`, and `digest` for messages gathered into one.
public struct MailTemplates: Hashable, Sendable {
    public enum Part: String, CaseIterable, Sendable {
        case subject
        case plain = "txt"
        case html
    }

    /// Which text a template is: `due-soon.vi.html` in the file `due-soon.vi.html.mustache`.
    public struct Key: Hashable, Sendable, CustomStringConvertible {
        public var name: String
        public var language: Language
        public var part: Part

        public init(_ name: String, _ language: Language, _ part: Part) {
            self.name = name
            self.language = language
            self.part = part
        }

        /// Nil for what is not `NAME.LANGUAGE.PART`, with a name as definitions have: small letters
        /// of ASCII, digits and hyphens, a letter first and no hyphen last.
        public init?(parsing text: some StringProtocol) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0].utf8.first?.isSmallLetter == true,
                parts[0].utf8.allSatisfy(\.isOfName), parts[0].last != "-",
                let language = Language(rawValue: String(parts[1])),
                let part = Part(rawValue: String(parts[2]))
            else { return nil }
            self.init(String(parts[0]), language, part)
        }

        public var description: String { "\(name).\(language.rawValue).\(part.rawValue)" }
    }

    /// What a file of a template ends in.
    public static let fileEnding = ".mustache"
    /// The template of a message of its own, unless its rule names one.
    public static let usual = "default"
    /// The template of messages gathered into one.
    public static let digest = "digest"
    /// Those there are without an office writing any.
    public static let builtIn = [usual, digest]

    public var texts: [Key: String]

    public init(_ texts: [Key: String] = [:]) {
        self.texts = texts
    }

    /// What a rule can name, sorted.
    public var names: [String] {
        Set(texts.keys.map(\.name)).union(Self.builtIn).sorted()
    }
}

extension UInt8 {
    fileprivate var isSmallLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }

    fileprivate var isOfName: Bool {
        isSmallLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
            || self == UInt8(ascii: "-")
    }
}
