import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

extension DiagnosticSink {
    /// The ladders of a file, in the order written.
    func decodeEscalations(_ file: SourceFile, _ organisation: Organisation) -> [Escalation] {
        let context = LocalizedText(vi: "tệp nhắc việc", en: "a file of escalations")
        guard var reader = MappingReader(file.node, context: context, sink: self) else { return [] }
        defer { reader.finish() }
        let mapping = reader.required("escalations", .mappingNode)?.mapping
        let steps = NodeDecoder<[Escalation.Step]>.list(of: .step(in: organisation))
        return (mapping?.pairs ?? []).compactMap { decodeEscalation($0, steps) }
    }

    private func decodeEscalation(
        _ pair: Mapping.Pair, _ stepDecoder: NodeDecoder<[Escalation.Step]>
    ) -> Escalation? {
        guard let name = NodeDecoder<String>.name.decode(pair.key, self),
            var reader = MappingReader(pair.value, context: .anEscalation, sink: self)
        else { return nil }
        let title = reader.optional("title", .localizedText, default: LocalizedText(name))
        let steps = reader.required("steps", stepDecoder)
        reader.finish()
        guard let steps else { return nil }
        for (earlier, later) in zip(steps, steps.dropFirst())
        where later.moment.comesBefore(earlier.moment) {
            report(.stepsOutOfOrder(later, after: earlier))
        }
        return Escalation(name: name, title: title, steps: steps, range: pair.key.range)
    }
}

extension NodeDecoder where Value == Escalation.Step {
    fileprivate static func step(in organisation: Organisation) -> Self {
        let limit = NodeDecoder<Limit>.someTime
        let targets = NodeDecoder<[NotificationTarget]>.oneOrMore(of: .target(in: organisation))
        return .mapping(LocalizedText(vi: "một bước nhắc việc", en: "a step")) { reader in
            let moment = reader.moment(limit)
            let remind = reader.optional("remind", targets)
            let notify = reader.optional("notify", targets)
            let overdue = reader.optional("overdue", .bool, default: false)
            if overdue, let moment, !moment.isAfter {
                reader.sink.error(
                    "not-overdue-yet",
                    LocalizedText(
                        vi: "“overdue” chỉ dùng với “after”: trước đó thì chưa quá hạn",
                        en: "“overdue” goes with “after”: before that nothing is overdue"),
                    at: reader.keyRange("overdue"))
            }
            let hasOne = reader.exactlyOne(
                of: ["remind", "notify"],
                LocalizedText(vi: "một bước", en: "a step"))
            guard hasOne, let moment, let told = remind ?? notify else { return nil }
            return Escalation.Step(
                moment: moment, isReminder: remind != nil, targets: told, range: reader.range)
        }
    }
}

extension NodeDecoder where Value == Limit {
    /// More than none: a step at the very moment says `at: due`.
    fileprivate static var someTime: Self {
        NodeDecoder<Limit>.limit.flatMap { limit, node, sink -> Limit? in
            if limit.amount > 0 { return limit }
            sink.error(
                "no-time",
                LocalizedText(
                    vi: "khoảng thời gian phải lớn hơn 0", en: "the time must be more than 0"),
                at: node.range,
                hint: LocalizedText(vi: "dùng “at: due”", en: "write “at: due”"))
            return nil
        }
    }
}

extension MappingReader {
    fileprivate mutating func moment(_ limit: NodeDecoder<Limit>) -> Escalation.Moment? {
        let due = NodeDecoder<Void>.oneOf(
            [("due", ())], expected: LocalizedText(vi: "“due” (đến hạn)", en: "“due”"))
        let before = optional("before", limit)
        let at: Void? = optional("at", due)
        let after = optional("after", limit)
        guard
            exactlyOne(
                of: ["before", "at", "after"], LocalizedText(vi: "một bước", en: "a step"))
        else { return nil }
        if let before { return .before(before) }
        if let after { return .after(after) }
        return at.map { .due }
    }

    /// Reports when none of the keys is there, or more than one.
    fileprivate func exactlyOne(of keys: [String], _ what: LocalizedText) -> Bool {
        let present = keys.filter { mapping[$0].map { !$0.isNull } ?? false }
        if present.count == 1 { return true }
        let list = keys.map { "“\($0)”" }.joined(separator: ", ")
        if present.isEmpty {
            sink.error(
                "missing-key",
                LocalizedText(
                    vi: "\(what.vi) cần một trong các khóa \(list)",
                    en: "\(what.en) needs one of the keys \(list)"),
                at: range)
        } else {
            sink.error(
                "too-many-keys",
                LocalizedText(
                    vi: "\(what.vi) chỉ có một trong các khóa \(list)",
                    en: "\(what.en) has only one of the keys \(list)"),
                at: keyRange(present[1]))
        }
        return false
    }
}

extension Escalation.Moment {
    fileprivate var isAfter: Bool {
        if case .after = self { true } else { false }
    }

    /// As far as can be told without a calendar: working days and days are not compared.
    fileprivate func comesBefore(_ other: Escalation.Moment) -> Bool {
        func rank(_ moment: Escalation.Moment) -> Int {
            switch moment {
            case .before: 0
            case .due: 1
            case .after: 2
            }
        }
        switch (self, other) {
        case (.before(let own), .before(let others)): return others.isShorter(than: own)
        case (.after(let own), .after(let others)): return own.isShorter(than: others)
        default: return rank(self) < rank(other)
        }
    }
}

extension Limit {
    /// False too when the two are in different measures.
    fileprivate func isShorter(than other: Limit) -> Bool {
        switch (self, other) {
        case (.workingDays, .workingDays), (.workingMinutes, .workingMinutes), (.days, .days),
            (.months, .months), (.years, .years), (.minutes, .minutes):
            amount < other.amount
        default: false
        }
    }
}

extension Diagnostic {
    fileprivate static func stepsOutOfOrder(
        _ step: Escalation.Step, after earlier: Escalation.Step
    ) -> Diagnostic {
        .error(
            "wrong-order",
            LocalizedText(
                vi: "bước này diễn ra trước bước viết phía trên; hãy viết theo thứ tự thời gian",
                en: "this step comes before the one above it; write them in the order of time"),
            at: step.range,
            notes: [
                Note(LocalizedText(vi: "bước phía trên", en: "the step above"), at: earlier.range)
            ])
    }
}
