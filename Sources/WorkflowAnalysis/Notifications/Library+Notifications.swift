package import Diagnostics
import WorkflowCalendar
package import WorkflowModel

extension Library {
    /// Whom notification rules cannot reach, though each of their lines is right: people without an
    /// address, or who have left themselves no sink; coordinating agencies nobody can name; quiet
    /// hours that never end. In the order of the rules.
    ///
    /// - Parameter known: what reading found. Where there are errors, parts may be missing, and
    ///   nothing can be said of the whole.
    package func analyseNotifications(besides known: DiagnosticList) -> [Diagnostic] {
        let rules = rules.notifications.rules
        guard !known.hasErrors, !rules.isEmpty else { return [] }
        let recipients = LadderRecipients(self.rules.organisation)
        let audiences = rules.map { ($0, RuleAudience($0, of: self, recipients)) }
        return audiences.compactMap(withoutAddress) + withoutSink(audiences)
            + withoutField() + unresolvedAgencies() + endlessQuiet()
    }

    // MARK: Mail

    /// A rule that sends mail to people or agencies without an address.
    private func withoutAddress(
        _ rule: NotificationRules.Rule, _ audience: RuleAudience
    ) -> Diagnostic? {
        let mail = rule.sinks.filter { rules.notifications.sinks[$0]?.isMail == true }
        guard !mail.isEmpty else { return nil }
        let people = audience.people.filter { person in
            let wanted = person.preferences?.sinks(of: rule) ?? rule.sinks
            return person.email == nil && (wanted.isEmpty || wanted.contains(where: mail.contains))
        }
        let agencies = audience.agencies.filter { $0.email == nil }
        let names = people.map(\.id) + agencies.map(\.code)
        guard !names.isEmpty else { return nil }
        let list = names.briefly
        return .warning(
            "no-address",
            LocalizedText(
                vi: "quy tắc “\(rule.name)” gửi thư, nhưng chưa có địa chỉ của \(list.vi)",
                en: "the rule “\(rule.name)” sends mail, but there is no address of \(list.en)"),
            at: rule.range,
            hint: LocalizedText(
                vi: "ghi “email” cho người hoặc cơ quan đó trong tệp tổ chức",
                en: "give them an “email” in the file of the organisation"))
    }

    // MARK: Preferences

    /// People who want to be told through none of the sinks of a rule that may tell them.
    private func withoutSink(
        _ audiences: [(rule: NotificationRules.Rule, audience: RuleAudience)]
    ) -> [Diagnostic] {
        rules.organisation.people.compactMap { person in
            guard let preferences = person.preferences, let place = preferences.sinks?.first?.range
            else { return nil }
            let untold = audiences.filter { rule, audience in
                preferences.sinks(of: rule).isEmpty
                    && audience.people.contains { $0.id == person.id }
            }
            guard !untold.isEmpty else { return nil }
            let list = untold.map(\.rule.name).briefly
            return .error(
                "no-sink",
                LocalizedText(
                    vi: "“\(person.id)” không còn nơi nhận nào của quy tắc \(list.vi)",
                    en: "“\(person.id)” leaves none of the sinks of the rule \(list.en)"),
                at: place,
                hint: LocalizedText(
                    vi: "thêm một nơi nhận của quy tắc đó, hoặc ghi quy tắc vào “off”",
                    en: "add a sink of that rule, or put the rule into “off”"))
        }
    }

    // MARK: Coordinating agencies

    /// Rules that tell the coordinating agencies of items that have no place for them.
    private func withoutField() -> [Diagnostic] {
        rules.notifications.rules.filter { $0.tellsCoordinating(rules.escalations) }
            .filter { rule in
                let names = rule.workflows.isEmpty ? Array(workflows.keys) : rule.workflows
                return names.allSatisfy { workflows[$0]?.fieldIndex["coordinating"] == nil }
            }.map { rule in
                .warning(
                    "no-coordinating",
                    LocalizedText(
                        vi:
                            "quy tắc “\(rule.name)” báo cho cơ quan phối hợp, nhưng quy trình không "
                            + "có trường “coordinating”",
                        en:
                            "the rule “\(rule.name)” tells the coordinating agencies, but no workflow "
                            + "it is for has a field “coordinating”"),
                    at: rule.range)
            }
    }

    /// Activities of plans whose coordinating agencies cannot be told, with the rules that would.
    private func unresolvedAgencies() -> [Diagnostic] {
        let telling = rules.notifications.rules.filter { $0.tellsCoordinating(rules.escalations) }
        guard !telling.isEmpty else { return [] }
        return plans.sorted { $0.key < $1.key }.flatMap(\.value.activities).flatMap { activity in
            let rules = telling.filter {
                $0.workflows.isEmpty || $0.workflows.contains(activity.workflow)
            }
            guard !rules.isEmpty else { return [Diagnostic]() }
            let names = rules.map(\.name).briefly
            return activity.coordinating.flatMap { agency in
                self.rules.organisation.unresolved(agency).map {
                    $0.diagnostic(activity, names)
                }
            }
        }
    }

    // MARK: Quiet hours

    /// Quiet hours that take all of the hours in which an office works.
    private func endlessQuiet() -> [Diagnostic] {
        let sessions = rules.calendars.values.flatMap(\.all).flatMap(\.week.allSessions)
        func takesAll(_ quiet: QuietHours?) -> Bool {
            guard let quiet, !sessions.isEmpty else { return false }
            return sessions.allSatisfy(quiet.cover)
        }
        let ofRules = rules.notifications.rules.filter { takesAll($0.quiet) }
            .map { Located($0.name, at: $0.range) }
        let ofPeople = rules.organisation.people.compactMap { person in
            person.preferences.flatMap { preferences in
                preferences.quiet.flatMap { quiet in
                    takesAll(quiet.value) ? Located(person.id, at: quiet.range) : nil
                }
            }
        }
        return (ofRules + ofPeople).map { place in
            .warning(
                "quiet-office-hours",
                LocalizedText(
                    vi:
                        "giờ không làm phiền của “\(place.value)” trùm hết giờ làm việc: tin chỉ gửi "
                        + "trong giờ làm việc thì vẫn gửi",
                    en:
                        "the quiet hours of “\(place.value)” take all office hours: what goes out in "
                        + "office hours only goes out all the same"),
                at: place.range)
        }
    }
}

extension [String] {
    /// The first of these, and how many more there are.
    fileprivate var briefly: LocalizedText {
        let most = 8
        let first = prefix(most).map { "“\($0)”" }.joined(separator: ", ")
        guard count > most else { return LocalizedText(first) }
        return LocalizedText(
            vi: "\(first) và \(count - most) nữa", en: "\(first) and \(count - most) more")
    }
}
