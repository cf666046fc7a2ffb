import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

extension NodeDecoder where Value == NotificationRules.Digest? {
    /// `true`, a time of the day, or `false`.
    static var digest: Self {
        let expected = LocalizedText(
            vi: "true, false hoặc một giờ trong ngày (07:30)",
            en: "true, false or a time of the day (07:30)")
        return Self(expected: expected, read: { .digest($0) })
    }
}

extension NodeDecoder where Value == NotificationRules.Digest {
    /// `true` or a time of the day: what a person can ask for besides what rules gather.
    static var gathering: Self {
        let expected = LocalizedText(
            vi: "true hoặc một giờ trong ngày (07:30)", en: "true or a time of the day (07:30)")
        return Self(expected: expected, read: { NotificationRules.Digest?.digest($0) ?? nil })
    }
}

extension NotificationRules.Digest? {
    /// Nil when it is no such thing.
    fileprivate static func digest(_ node: Node) -> NotificationRules.Digest?? {
        if let isGathered = node.bool { return .some(isGathered ? .eachTick : nil) }
        guard let minute = node.string.flatMap({ MinuteOfDay.parse($0) }), minute < 1_440 else {
            return nil
        }
        return .some(.daily(minute: minute))
    }
}

extension NodeDecoder where Value == QuietHours {
    /// `18:00-07:00`.
    static var quietHours: Self {
        Self(
            expected: LocalizedText(
                vi: "những giờ không làm phiền (18:00-07:00), không phải cả ngày",
                en: "hours in which not to disturb (18:00-07:00), not all of the day"),
            read: { $0.string.flatMap { QuietHours(parsing: $0) } })
    }
}
