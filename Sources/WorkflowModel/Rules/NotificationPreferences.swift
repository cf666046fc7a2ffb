public import Diagnostics

/// How a person wants to be told, where the rules leave it open.
public struct NotificationPreferences: Hashable, Sendable {
    /// Gathers the messages of every rule, in place of what the rule says; nil leaves it to the
    /// rule.
    public var digest: NotificationRules.Digest?
    /// Besides the quiet hours of a rule.
    public var quiet: Located<QuietHours>?
    /// The rules by which this person does not want to be told. By one that is `required` they are
    /// all the same.
    public var off: [Located<String>]
    /// Of the sinks of a rule only these; nil: all of them. Where none is left, all of them too:
    /// nobody is to go untold by mistake, and `wf check` complains.
    public var sinks: [Located<String>]?

    public init(
        digest: NotificationRules.Digest? = nil, quiet: Located<QuietHours>? = nil,
        off: [Located<String>] = [], sinks: [Located<String>]? = nil
    ) {
        self.digest = digest
        self.quiet = quiet
        self.off = off
        self.sinks = sinks
    }

    public func wants(_ rule: NotificationRules.Rule) -> Bool {
        rule.isRequired || !off.contains { $0.value == rule.name }
    }

    /// Those of a rule's sinks that are wanted, in the order of the rule.
    public func sinks(of rule: NotificationRules.Rule) -> [String] {
        guard let sinks else { return rule.sinks }
        return rule.sinks.filter { name in sinks.contains { $0.value == name } }
    }
}
