import Diagnostics

/// What becomes of a command when there is a server. Every command says so: none has a default that
/// could be forgotten.
enum RemoteUse {
    /// The server is asked, and changes nothing. Needs `Permission.read`.
    case reads
    /// As `reads`, and a file comes back that is written on this machine.
    case fetches
    /// As `reads`, of what belongs to all. Needs `Permission.administer`.
    case oversees
    /// Changes items, as far as the rules let the person. Needs `Permission.write`.
    case writes
    /// Changes rules, runs the clock, or looks after what belongs to all. Needs
    /// `Permission.administer`, besides what the rules ask.
    case administers
    /// Needs neither a home nor a store, or is about files on this machine: done here.
    case local
    /// Makes no sense from afar; with what to do instead.
    case refused(because: LocalizedText, instead: LocalizedText)

    /// What looks after the server itself.
    static let atTheServer = RemoteUse.refused(
        because: LocalizedText(
            vi: "Lệnh này chạy trên máy của máy chủ, không chạy qua máy chủ.",
            en: "This command runs on the machine of the server, not through it."),
        instead: LocalizedText(
            vi: "bỏ --server và WF_SERVER, chạy trên máy ấy",
            en: "leave out --server and WF_SERVER, and run it on that machine"))

    /// What a token has to be good for; nil for what is not asked of a server.
    var permission: Permission? {
        switch self {
        case .reads, .fetches: .read
        case .writes: .write
        case .oversees, .administers: .administer
        case .local, .refused: nil
        }
    }

    /// Whether doing it a second time, or not knowing whether it was done, does no harm.
    var isSafe: Bool {
        switch self {
        case .reads, .fetches, .oversees, .local, .refused: true
        case .writes, .administers: false
        }
    }

    var writesFile: Bool {
        if case .fetches = self { true } else { false }
    }
}

/// What who asks a server may use the command for, besides what the rules let the person do.
package enum Permission: String, Sendable, CaseIterable {
    case read, write, administer
    /// Acting in the name of any person with `--as`.
    case impersonate
}
