import Diagnostics
import WorkflowModel

/// How somebody is told by a rule: as the rule says, but for what that person prefers.
struct Manner: Hashable {
    var sinks: [String]
    var digest: NotificationRules.Digest?
    var quiet: [QuietHours]

    init(_ rule: NotificationRules.Rule) {
        sinks = rule.sinks
        digest = rule.digest
        quiet = rule.quiet.map { [$0] } ?? []
    }

    /// Nil when the person does not want to be told.
    init?(_ rule: NotificationRules.Rule, for recipient: Recipient) {
        self.init(rule)
        guard let preferences = recipient.person?.preferences else { return }
        guard preferences.wants(rule) else { return nil }
        if let digest = preferences.digest { self.digest = digest }
        if let quiet = preferences.quiet?.value, !self.quiet.contains(quiet) {
            self.quiet.append(quiet)
        }
        let wanted = preferences.sinks(of: rule)
        if !wanted.isEmpty { sinks = wanted }
    }
}

/// Recipients told in the same manner.
struct Audience {
    let manner: Manner
    private(set) var recipients: [Recipient]

    /// Those of a rule, in the order of the first of each.
    static func all(of recipients: [Recipient], under rule: NotificationRules.Rule) -> [Audience] {
        var audiences: [Audience] = []
        for recipient in recipients {
            guard let manner = Manner(rule, for: recipient) else { continue }
            if let index = audiences.firstIndex(where: { $0.manner == manner }) {
                audiences[index].recipients.append(recipient)
            } else {
                audiences.append(Audience(manner: manner, recipients: [recipient]))
            }
        }
        return audiences
    }
}
