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
        let steps = NodeDecoder<[[Escalation.Step]]>.list(of: .steps(in: organisation))
        return (mapping?.pairs ?? []).compactMap { decodeEscalation($0, steps) }
    }

    private func decodeEscalation(
        _ pair: Mapping.Pair, _ stepDecoder: NodeDecoder<[[Escalation.Step]]>
    ) -> Escalation? {
        guard let name = NodeDecoder<String>.name.decode(pair.key, self),
            var reader = MappingReader(pair.value, context: .anEscalation, sink: self)
        else { return nil }
        let title = reader.optional("title", .localizedText, default: LocalizedText(name))
        let steps = reader.required("steps", stepDecoder)
        reader.finish()
        guard let steps else { return nil }
        let first = steps.compactMap(\.first)
        for (earlier, later) in zip(first, first.dropFirst())
        where later.moment.comesBefore(earlier.moment) {
            report(.stepsOutOfOrder(later, after: earlier))
        }
        return Escalation(
            name: name, title: title, steps: Array(steps.joined()), range: pair.key.range)
    }
}

extension NodeDecoder where Value == [Escalation.Step] {
    /// One step; one that repeats gives as many as it says.
    fileprivate static func steps(in organisation: Organisation) -> Self {
        let limit = NodeDecoder<Limit>.someTime
        let targets = NodeDecoder<[NotificationTarget]>.oneOrMore(of: .target(in: organisation))
        let order = NodeDecoder<Escalation.TaskOrder>.order(in: organisation)
        let desk = NodeDecoder<NotificationTarget>.desk(in: organisation)
        return .mapping(LocalizedText(vi: "một bước nhắc việc", en: "a step")) { reader in
            let moment = reader.moment(limit)
            let remind = reader.optional("remind", targets)
            let notify = reader.optional("notify", targets)
            let overdue = reader.optional("overdue", .bool, default: false)
            let opens = reader.optional("open", order)
            let reassigns = reader.optional("reassign", desk)
            let acts = reader.optional("act", .reference)
            let every = reader.optional("every", limit)
            let times = reader.optional("times", .int(in: 2...100))
            if overdue, let moment, !moment.isAfter {
                reader.sink.error(
                    "not-overdue-yet",
                    LocalizedText(
                        vi: "“overdue” chỉ dùng với “after”: trước đó thì chưa quá hạn",
                        en: "“overdue” goes with “after”: before that nothing is overdue"),
                    at: reader.keyRange("overdue"))
            }
            let what = LocalizedText(vi: "một bước", en: "a step")
            let effects = ["open", "reassign", "act"].filter(reader.has)
            let does =
                effects.isEmpty || reader.has("remind") || reader.has("notify")
                ? reader.exactlyOne(of: ["remind", "notify"], what) : true
            guard effects.count < 2 || reader.exactlyOne(of: effects, what), does,
                let moment
            else { return nil }
            let effect =
                opens.map(Escalation.Effect.open) ?? reassigns.map(Escalation.Effect.reassign)
                ?? acts.map(Escalation.Effect.act)
            // Half a step is none.
            guard (effect == nil) == effects.isEmpty,
                (remind ?? notify) != nil || !effects.isEmpty
            else { return nil }
            let step = Escalation.Step(
                moment: moment, isReminder: remind != nil, targets: remind ?? notify ?? [],
                effect: effect, range: reader.range)
            return reader.repeated(step, every: every, times: times)
        }
    }
}

extension MappingReader {
    fileprivate func has(_ key: String) -> Bool { mapping[key].map { !$0.isNull } ?? false }

    /// The step as often as it says, each time so much later. Bounded: a ladder ends.
    fileprivate func repeated(
        _ step: Escalation.Step, every: Limit?, times: Int?
    ) -> [Escalation.Step]? {
        guard has("every") || has("times") else { return [step] }
        guard has("every"), has("times") else {
            sink.error(
                "half-repetition",
                LocalizedText(
                    vi: "“every” (cách nhau bao lâu) và “times” (bao nhiêu lần) đi cùng nhau",
                    en: "“every” (how far apart) and “times” (how often) go together"),
                at: keyRange(has("every") ? "every" : "times"))
            return nil
        }
        guard let every, let times else { return nil }
        var steps: [Escalation.Step] = []
        for number in 0..<times {
            guard let moment = step.moment.later(by: every, times: number) else {
                sink.error(
                    "bad-repetition",
                    LocalizedText(
                        vi: "bước lặp lại phải cùng đơn vị với “after” hoặc “before” và không vượt "
                            + "qua thời điểm đến hạn",
                        en: "a repeated step counts in the unit of its “after” or “before”, and"
                            + " does not pass the due date"),
                    at: keyRange("every"))
                return nil
            }
            var copy = step
            copy.moment = moment
            steps.append(copy)
        }
        return steps
    }
}

extension NodeDecoder where Value == NotificationTarget {
    /// A target that has a desk: not everybody who holds a role anywhere, nor several agencies.
    fileprivate static func desk(in organisation: Organisation) -> Self {
        target(in: organisation).flatMap { target, node, sink -> NotificationTarget? in
            switch target {
            case .role(_, agency: nil), .actor, .previous, .agency(.coordinating),
                .role(_, agency: .coordinating?), .superior(.coordinating, _):
                sink.error(
                    "no-desk",
                    LocalizedText(
                        vi: "việc phải giao cho một cơ quan hoặc một người: thêm “agency”",
                        en: "work is given to an agency or a person: add “agency”"),
                    at: node.range)
                return nil
            default: return target
            }
        }
    }
}

extension NodeDecoder where Value == Escalation.TaskOrder {
    fileprivate static func order(in organisation: Organisation) -> Self {
        let desk = NodeDecoder<NotificationTarget>.desk(in: organisation)
        return .mapping(LocalizedText(vi: "việc cần làm", en: "the task to open")) { reader in
            let name = reader.required("task", NodeDecoder<String>.name.located)
            let title = reader.optional("title", .localizedText)
            let to = reader.required("to", desk)
            let document = reader.optional("document", .nonEmptyString)
            guard let name, let to else { return nil }
            return Escalation.TaskOrder(
                name: name, title: title ?? LocalizedText(name.value), assignee: to,
                document: document)
        }
    }
}

extension NodeDecoder where Value == Limit {
    /// More than none: a step at the very moment says `at: due`.
    fileprivate static var someTime: Self {
        NodeDecoder<Limit>.limit.flatMap { limit, node, sink -> Limit? in
            if case .dayOfLastMonth = limit {
                sink.error(
                    "no-length",
                    LocalizedText(
                        vi: "“\(limit.description(.vi))” là một ngày, không phải khoảng thời gian",
                        en: "“\(limit)” is a day, not a length of time"),
                    at: node.range,
                    hint: LocalizedText(
                        vi: "viết như “2 ngày làm việc”", en: "write such as “2 working days”"))
                return nil
            }
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

extension Escalation.Moment {
    /// So many times so much later; nil when that is no moment of the same kind.
    fileprivate func later(by step: Limit, times: Int) -> Escalation.Moment? {
        if times == 0 { return self }
        switch self {
        case .due: return nil
        case .after(let limit): return limit.adding(step, times).map { .after($0) }
        case .before(let limit):
            guard let left = limit.adding(step, -times), left.amount > 0 else { return nil }
            return .before(left)
        }
    }
}

extension Limit {
    /// Nil when the two are in different measures.
    fileprivate func adding(_ other: Limit, _ times: Int) -> Limit? {
        switch (self, other) {
        case (.workingDays(let own), .workingDays(let step)): .workingDays(own + step * times)
        case (.workingMinutes(let own), .workingMinutes(let step)):
            .workingMinutes(own + step * times)
        case (.days(let own), .days(let step)): .days(own + step * times)
        case (.months(let own), .months(let step)): .months(own + step * times)
        case (.years(let own), .years(let step)): .years(own + step * times)
        case (.minutes(let own), .minutes(let step)): .minutes(own + step * times)
        default: nil
        }
    }

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
