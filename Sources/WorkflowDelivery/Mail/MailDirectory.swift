public import Diagnostics

/// Who can be written to, and in which language.
public struct MailDirectory: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        /// As it stands before the address: `Nguyễn Văn Minh`, `Sở Tài chính`.
        public var name: String
        /// `minh@example.vn`. Nil: no mail can be sent.
        public var address: String?
        public var language: Language

        public init(name: String, address: String?, language: Language = .vi) {
            self.name = name
            self.address = address
            self.language = language
        }
    }

    /// By their ids, such as `khcn.linh`.
    public var people: [String: Entry]
    /// By their codes, such as `so-tai-chinh`: for what is for an agency and nobody in it.
    public var agencies: [String: Entry]

    public init(people: [String: Entry] = [:], agencies: [String: Entry] = [:]) {
        self.people = people
        self.agencies = agencies
    }
}
