import Diagnostics
import WorkflowModel
import YAML

extension NodeDecoder where Value == NotificationPreferences {
    /// The rules and sinks it names are checked when all of them are known.
    static var preferences: Self {
        let references = NodeDecoder<[Located<String>]>.oneOrMore(of: .reference)
        return .mapping(
            LocalizedText(vi: "cách nhận thông báo của một người", en: "how a person is told")
        ) { reader in
            let digest = reader.optional("digest", .gathering)
            let quiet = reader.optional("quiet", NodeDecoder<QuietHours>.quietHours.located)
            let off = reader.optional("off", references, default: [])
            let sinks = reader.optional("sinks", references)
            if sinks?.isEmpty == true, reader.mapping["sinks"]?.sequence?.isEmpty == true {
                reader.sink.report(.noSink(at: reader.valueRange("sinks")))
            }
            return NotificationPreferences(
                digest: digest, quiet: quiet, off: off,
                sinks: sinks.flatMap { $0.isEmpty ? nil : $0 })
        }
    }
}

extension DiagnosticSink {
    /// The rules and sinks that people name in their preferences exist, and may be chosen so.
    ///
    /// - Parameters:
    ///   - ruleNames: of all rules, also those with a mistake in them.
    ///   - sinkNames: likewise.
    func checkPreferences(in rules: Rules, ruleNames: [String], sinkNames: Set<String>) {
        guard rules.organisation.hasPreferences else { return }
        let required = Set(rules.notifications.rules.filter(\.isRequired).map(\.name))
        for person in rules.organisation.people {
            guard let preferences = person.preferences else { continue }
            for name in preferences.off {
                if !ruleNames.contains(name.value) {
                    report(
                        .unknownName(
                            name.value, in: ruleNames, .aRuleName, at: name.range))
                } else if required.contains(name.value) {
                    report(.required(name, for: person))
                }
            }
            for name in preferences.sinks ?? [] where !sinkNames.contains(name.value) {
                report(
                    .unknownName(name.value, in: sinkNames.sorted(), .aSinkName, at: name.range))
            }
        }
    }
}

extension LocalizedText {
    static let aSinkName = LocalizedText(
        vi: "tên một nơi nhận thông báo", en: "the name of a sink")
    fileprivate static let aRuleName = LocalizedText(
        vi: "tên một quy tắc thông báo", en: "the name of a notification rule")
}

extension Diagnostic {
    fileprivate static func noSink(at range: SourceRange) -> Diagnostic {
        .error(
            "no-sink",
            LocalizedText(
                vi: "không còn nơi nhận nào: người này sẽ không nhận được tin",
                en: "no sink is left: this person would never be told"),
            at: range,
            hint: LocalizedText(
                vi: "bỏ “sinks” để nhận ở mọi nơi; không muốn nhận quy tắc nào thì ghi vào “off”",
                en: "leave “sinks” out for all of them; rules that are not wanted go into “off”"))
    }

    fileprivate static func required(
        _ rule: Located<String>, for person: Organisation.Person
    ) -> Diagnostic {
        .warning(
            "required-rule",
            LocalizedText(
                vi: "quy tắc “\(rule.value)” bắt buộc (required): “\(person.id)” vẫn nhận được tin",
                en: "the rule “\(rule.value)” is required: “\(person.id)” is told all the same"),
            at: rule.range)
    }
}
