import Diagnostics
import WorkflowCalendar
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
    init?(_ rule: NotificationRules.Rule, _ type: String, for recipient: Recipient) {
        self.init(rule)
        if type == NotificationRules.breakGlassType {
            digest = nil
            quiet = []
            return
        }
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

/// Recipients told through the same sinks at the same time.
struct Audience {
    struct Way: Hashable {
        var sinks: [String]
        /// Each recipient's messages are gathered.
        var isGathered: Bool
        /// Nil: at once.
        var hold: Notification.Hold?
    }

    let way: Way
    private(set) var recipients: [Recipient]

    /// The recipients of a rule, by how they are told of an event, in the order of the first of
    /// each. Preferences that come to the same now make no difference.
    static func all(
        of recipients: [Recipient], under rule: NotificationRules.Rule, _ type: String,
        _ event: Event, _ calendar: WorkingCalendar
    ) -> [Audience] {
        var ways: [(manner: Manner, way: Way)] = []
        var audiences: [Audience] = []
        for recipient in recipients {
            guard let manner = Manner(rule, type, for: recipient) else { continue }
            let way: Way
            if let known = ways.first(where: { $0.manner == manner }) {
                way = known.way
            } else {
                way = Way(
                    sinks: manner.sinks, isGathered: manner.digest != nil,
                    hold: event.hold(manner, calendar))
                ways.append((manner, way))
            }
            if let index = audiences.firstIndex(where: { $0.way == way }) {
                audiences[index].recipients.append(recipient)
            } else {
                audiences.append(Audience(way: way, recipients: [recipient]))
            }
        }
        return audiences
    }
}

extension Event {
    /// Until when what is told of this event in a manner is held; nil when it goes out at once.
    fileprivate func hold(_ manner: Manner, _ calendar: WorkingCalendar) -> Notification.Hold? {
        let office = release(digest: manner.digest, calendar)
        if office == nil, manner.quiet.isEmpty { return nil }
        let hours = MessageHours(
            calendar: calendar.name, isOfficeOnly: office != nil, quiet: manner.quiet)
        let opening = hours.opening(onOrAfter: office ?? at, by: calendar)
        if office == nil, opening == at { return nil }
        return Notification.Hold(
            notBefore: opening, recipient: nil, isOfficeOnly: hours.isOfficeOnly,
            quiet: manner.quiet)
    }
}
