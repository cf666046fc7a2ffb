public import Diagnostics
import WorkflowCalendar
public import WorkflowModel
import YAML

/// Reads definitions and checks them, all of them in one run.
///
/// Nothing is thrown on the way: every complaint goes to `diagnostics`, and what is left readable
/// is read on, so that one run shows all mistakes.
public struct LibraryLoader {
    private let index: DefinitionIndex
    private let resolver: DefinitionResolver
    private let trees: TreeCache?
    private var sink: DiagnosticSink { index.sink }

    /// The `*.yaml` and `*.yml` files in some folders.
    public init(paths: [String], trees: TreeCache? = nil) {
        self.init(SourceFolders(paths), trees: trees)
    }

    /// - Parameter trees: files as they were parsed before; completed by those read now.
    public init(_ sources: some SourceProvider, trees: TreeCache? = nil) {
        self.trees = trees
        index = DefinitionIndex(sources, trees: trees, sink: DiagnosticSink())
        resolver = DefinitionResolver(index)
    }

    /// What was found so far.
    public var diagnostics: DiagnosticList { sink.list }

    /// Everything there is to complain about in some folders, without throwing.
    public static func check(_ paths: [String]) -> DiagnosticList {
        check(SourceFolders(paths))
    }

    public static func check(_ sources: some SourceProvider) -> DiagnosticList {
        let loader = LibraryLoader(sources)
        _ = loader.library()
        return loader.diagnostics
    }

    // MARK: Loading

    /// Everything: rules, workflows, plans. What has mistakes is left out.
    public func library() -> Library {
        let files = index.allFiles()
        var decoder = RulesDecoder(index.provider, sink: sink)
        let rules = decoder.decode(files)
        checkTemplates(rules.notifications)
        let workflows = workflows(files.filter { $0.kind == .workflow }, rules)
        // A workflow with a mistake is missing here. That must not make complain whoever names it.
        let broken = Set(files.filter(isRunnable).map(\.name))
            .subtracting(workflows.keys)
        if broken.isEmpty {
            decoder.references.check(against: workflows, sink: sink)
            checkSharedDeadlines(rules, workflows)
            checkSchedules(rules, workflows)
            ChildrenCheck(workflows: workflows, sink: sink).run()
        }
        let plans = plans(files.filter { $0.mayBeRead(without: broken) }, workflows, rules)
        return Library(rules: rules, workflows: workflows, plans: plans)
    }

    /// How much of the rules is read.
    public enum RulesExtent: Sendable {
        case all
        /// What holds for items that are there: neither what starts others nor what comes in from
        /// other systems.
        case items
        /// Agencies and people alone, for their names.
        case organisation

        func includes(_ kind: DefinitionKind) -> Bool {
            switch self {
            case .all: kind.isRule
            case .items: kind.isRule && kind != .schedules && kind != .hooks
            case .organisation: kind == .organisation
            }
        }
    }

    /// The rules alone; all else is only looked at.
    public func rules(_ extent: RulesExtent = .all) -> Rules {
        var decoder = RulesDecoder(index.provider, sink: sink)
        let files = index.files(of: extent.includes)
        trees?.save()
        return decoder.decode(files)
    }

    /// That rules name templates there are.
    private func checkTemplates(_ notifications: NotificationRules) {
        let names = templates().names
        let what = LocalizedText(vi: "tên một mẫu thư", en: "the name of a mail template")
        for rule in notifications.rules {
            guard let template = rule.template, let range = rule.templateRange,
                !names.contains(template)
            else { continue }
            sink.report(.unknownName(template, in: names, what, at: range))
        }
    }

    /// The templates of mails that the office wrote.
    public func templates() -> MailTemplates {
        TemplateFiles.load(from: index.provider, sink)
    }

    /// One workflow: only its own files are read in full. Nil after a complaint.
    public func workflow(named name: String, rules: Rules) -> Workflow? {
        workflow(named: name, rules: rules, mode: .current)
    }

    func workflow(
        named name: String, rules: Rules, mode: WorkflowContext.Mode
    ) -> Workflow? {
        let file = index.definition(named: name)
        if let file, file.kind == .workflow, !isRunnable(file) {
            sink.error(
                "abstract-workflow",
                LocalizedText(
                    vi: "quy trình “\(name)” chỉ để quy trình khác mở rộng (abstract), không có hồ "
                        + "sơ riêng",
                    en: "the workflow “\(name)” is there to be extended (abstract) and has no "
                        + "items of its own"),
                at: file.nameRange)
            return nil
        }
        guard let file, isRunnable(file) else {
            let what = LocalizedText(vi: "quy trình", en: "workflow")
            let known = index.names(of: [.workflow])
            sink.error(
                "unknown-name",
                LocalizedText(
                    vi: "không có \(what.vi) “\(name)”", en: "there is no \(what.en) “\(name)”"),
                hint: Diagnostic.suggestion(for: name, in: known))
            return nil
        }
        return decode(file, rules, mode)
    }

    private func decode(
        _ file: SourceFile, _ rules: Rules, _ mode: WorkflowContext.Mode
    ) -> Workflow? {
        let errors = sink.errorCount
        let definition = resolver.resolve(file)
        trees?.save()
        guard let definition, sink.errorCount == errors else { return nil }
        return WorkflowDecoder(rules: rules, sink: sink, mode: mode).decode(definition)
    }

    private func workflows(_ files: [SourceFile], _ rules: Rules) -> [String: Workflow] {
        var workflows: [String: Workflow] = [:]
        for file in files {
            if isRunnable(file) {
                // Of two files of one name the first counts; the second was reported.
                guard workflows[file.name] == nil else { continue }
                workflows[file.name] = decode(file, rules, .current)
            } else {
                // What an abstract workflow extends is checked even if nobody extends it.
                _ = resolver.resolve(file)
            }
        }
        return workflows
    }

    /// An abstract workflow only exists to be extended.
    private func isRunnable(_ file: SourceFile) -> Bool {
        guard file.kind == .workflow else { return false }
        guard let node = file.mapping["abstract"], !node.isNull else { return true }
        guard let isAbstract = NodeDecoder<Bool>.bool.decode(node, sink) else { return false }
        return !isAbstract
    }

    private func plans(
        _ files: [SourceFile], _ workflows: [String: Workflow], _ rules: Rules
    ) -> [String: Plan] {
        var plans: [String: Plan] = [:]
        for file in files where file.kind == .plan {
            let decoder = PlanDecoder(
                organisation: rules.organisation, workflows: workflows, sink: sink)
            guard let plan = decoder.decode(file) else { continue }
            if let first = plans[plan.name] {
                sink.report(
                    .alreadyDefined(.aPlan, plan.name, at: file.nameRange, first: first.range))
            } else {
                plans[plan.name] = plan
            }
        }
        return plans
    }

    /// The workflows that schedules start exist, and take the values they are given.
    private func checkSchedules(_ rules: Rules, _ workflows: [String: Workflow]) {
        for schedule in rules.schedules {
            guard let workflow = workflows[schedule.workflow] else {
                sink.report(
                    .unknownName(
                        schedule.workflow, in: workflows.keys.sorted(), .aWorkflow,
                        at: schedule.workflowRange))
                continue
            }
            guard let calendar = rules.calendars[schedule.calendar] else { continue }
            let sample = schedule.sample(calendar.inForce(on: schedule.from))
            _ = schedule.fields(for: sample, of: workflow, in: rules.organisation, sink)
        }
    }

    /// The states that a shared deadline names: each must exist in some workflow that uses it.
    private func checkSharedDeadlines(_ rules: Rules, _ workflows: [String: Workflow]) {
        for (_, deadline) in rules.deadlines.sorted(by: { $0.key < $1.key }) {
            let users = workflows.values.filter { $0.deadlineIndex[deadline.name.value] != nil }
            guard !users.isEmpty else { continue }
            for state in deadline.namedStates
            where !users.contains(where: { $0.stateIndex[state.value] != nil }) {
                let known = Set(users.flatMap { $0.states.dropFirst().map(\.name) }).sorted()
                sink.report(.unknownName(state.value, in: known, .aState, at: state.range))
            }
        }
    }
}

extension SourceFile {
    /// Whether a plan starts none of these workflows.
    fileprivate func mayBeRead(without broken: Set<String>) -> Bool {
        guard !broken.isEmpty else { return true }
        let activities = mapping["activities"]?.sequence ?? []
        return !activities.contains { activity in
            activity["workflow"]?.string.map(broken.contains) == true
        }
    }
}

extension LocalizedText {
    static let aPlan = LocalizedText(vi: "một kế hoạch", en: "a plan")
}
