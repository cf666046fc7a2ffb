import CEL
import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

/// Turns the files of `rules/` into `Rules`.
///
/// What rules say of one another is checked here. What they say of workflows cannot be: workflows
/// are decoded with the rules in hand. It is kept in `references` for afterwards.
struct RulesDecoder {
    let sink: DiagnosticSink
    private let companions: Companions
    /// The workflows and actions that rules name.
    private(set) var references = RuleReferences()

    /// - Parameter sources: where the files are that definitions name.
    init(_ sources: any SourceProvider = MemorySources([]), sink: DiagnosticSink) {
        self.sink = sink
        companions = Companions(sources, sink: sink)
    }

    /// The rules in those of `files` that hold rules, in any order; the others are passed over.
    mutating func decode(_ files: [SourceFile]) -> Rules {
        let files = files.filter(\.kind.isRule)
        let (organisation, peopleFiles) = decodeOrganisation(files)
        var rules = Rules(
            organisation: organisation,
            calendars: CalendarDecoder.decode(files, organisation, sink), tables: [:],
            escalations: [:], notifications: NotificationRules(), constraints: [])
        rules.peopleFiles = peopleFiles
        var places = DefinitionPlaces()
        var unbreakable: [Located<String>] = []
        for file in files {
            switch file.kind {
            case .table:
                if let table = TableDecoder(file, companions: companions, sink: sink)?.decode(),
                    places.isNew(table.name, .aTable, at: file.nameRange, sink)
                {
                    rules.tables[table.name] = table
                }
            case .escalations:
                for escalation in sink.decodeEscalations(file, organisation)
                where places.isNew(escalation.name, .anEscalation, at: escalation.range, sink) {
                    rules.escalations[escalation.name] = escalation
                }
            case .constraints:
                let read = sink.decodeConstraints(file, organisation)
                for constraint in read.constraints
                where places.isNew(constraint.name, .aConstraint, at: constraint.range, sink) {
                    rules.constraints.append(constraint)
                }
                if let breakGlass = read.breakGlass,
                    places.isNew("break_glass", .breakGlass, at: breakGlass.value.range, sink)
                {
                    rules.breakGlass = breakGlass.value
                    unbreakable += breakGlass.unbreakable
                }
                references.append(read.references)
            case .deadlines:
                for (name, deadline) in sink.decodeDeadlines(file)
                where places.isNew(name.value, .aDeadline, at: name.range, sink) {
                    rules.deadlines[name.value] = deadline
                }
            case .schedules:
                let decoder = ScheduleDecoder(
                    organisation: organisation, calendars: rules.calendars, sink: sink)
                for schedule in decoder.decode(file)
                where places.isNew(schedule.name, .aSchedule, at: schedule.range, sink) {
                    rules.schedules.append(schedule)
                }
            case .hooks:
                let decoder = HookDecoder(organisation: organisation, sink: sink)
                let (hooks, named) = decoder.decode(file)
                for hook in hooks where places.isNew(hook.name, .aHook, at: hook.range, sink) {
                    rules.hooks[hook.name] = hook
                }
                references.append(named)
            default:
                continue
            }
        }
        rules.documents = decodeDocuments(files, organisation)
        decodeNotifications(files, into: &rules, places: &places)
        checkEscalations(of: rules)
        sink.checkBreakGlass(in: rules, naming: unbreakable)
        TableOrder.check(rules.tables, sink: sink)
        checkIdentifiers(of: rules.schedules)
        rules.sources = (files.map(\.source) + companions.sources).sorted { $0.path < $1.path }
        return rules
    }

    private func decodeOrganisation(
        _ files: [SourceFile]
    ) -> (Organisation, peopleFiles: [String]) {
        let files = files.filter { $0.kind == .organisation }
        guard let first = files.first else { return (.empty, []) }
        for other in files.dropFirst() {
            sink.report(
                .alreadyDefined(
                    .anOrganisation, other.name, at: other.nameRange, first: first.nameRange))
        }
        return sink.decodeOrganisation(first, companions)
    }

    private func decodeDocuments(
        _ files: [SourceFile], _ organisation: Organisation
    ) -> DocumentRules {
        let files = files.filter { $0.kind == .documents }
        for other in files.dropFirst() {
            sink.report(
                .alreadyDefined(
                    LocalizedText(vi: "quy tắc văn bản", en: "the rules on documents"),
                    "documents", at: other.headRange, first: files[0].headRange))
        }
        let rules = files.first.flatMap { sink.decodeDocuments($0, organisation) }
        return rules ?? DocumentRules()
    }

    /// Sinks may stand in one file and the rules that use them in another.
    private mutating func decodeNotifications(
        _ files: [SourceFile], into rules: inout Rules, places: inout DefinitionPlaces
    ) {
        let readers = files.filter { $0.kind == .notifications }
            .compactMap { NotificationDecoder($0, organisation: rules.organisation, sink: sink) }
        for reader in readers {
            for (name, notificationSink) in reader.sinks
            where places.isNew(name.value, .aSink, at: name.range, sink) {
                rules.notifications.sinks[name.value] = notificationSink
            }
        }
        let sinkNames = Set(readers.flatMap(\.sinkNames))
        let ruleNames = readers.flatMap(\.ruleNames)
        for reader in readers {
            let (decoded, named) = reader.rules(sinks: sinkNames)
            for rule in decoded
            where places.isNew(rule.name, .aNotificationRule, at: rule.range, sink) {
                rules.notifications.rules.append(rule)
            }
            references.append(named)
        }
        sink.checkPreferences(in: rules, ruleNames: ruleNames, sinkNames: sinkNames)
    }

    /// Two schedules that give the same identifiers would each take the other's items for its own.
    private func checkIdentifiers(of schedules: [Schedule]) {
        for (index, schedule) in schedules.enumerated() {
            if let other = schedules[..<index].first(where: { $0.id == schedule.id }) {
                sink.error(
                    "not-unique",
                    LocalizedText(
                        vi: "lịch “\(schedule.name)” cho hồ sơ cùng mã với lịch “\(other.name)”",
                        en: "the schedule “\(schedule.name)” gives items the same identifiers as "
                            + "“\(other.name)”"),
                    at: schedule.idRange,
                    notes: [
                        Diagnostic.Note(
                            LocalizedText(vi: "mã của lịch kia", en: "those of the other"),
                            at: other.idRange)
                    ])
            }
        }
    }

    /// The ladders that deadlines name exist.
    private func checkEscalations(of rules: Rules) {
        // In the order of names: diagnostics must not depend on how a dictionary is laid out.
        for (_, deadline) in rules.deadlines.sorted(by: { $0.key < $1.key }) {
            guard let ladder = deadline.escalation, rules.escalations[ladder.value] == nil else {
                continue
            }
            sink.report(
                .unknownName(
                    ladder.value, in: rules.escalations.keys.sorted(), .anEscalation,
                    at: ladder.range))
        }
    }
}

extension DiagnosticSink {
    /// The deadlines of `rules/deadlines.yaml`, in the order written.
    func decodeDeadlines(_ file: SourceFile) -> [(name: Located<String>, DeadlineTemplate)] {
        let context = LocalizedText(vi: "tệp thời hạn", en: "a file of deadlines")
        guard var reader = MappingReader(file.node, context: context, sink: self) else { return [] }
        defer { reader.finish() }
        guard let mapping = reader.required("deadlines", .mappingNode)?.mapping else { return [] }
        return mapping.pairs.compactMap { pair in
            guard let name = NodeDecoder<String>.name.located.decode(pair.key, self),
                let deadline = NodeDecoder<DeadlineTemplate>.deadline(named: name)
                    .decode(pair.value, self)
            else { return nil }
            return (name, deadline)
        }
    }
}
