import Diagnostics
import WorkflowCalendar
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation
import WorkflowReports

extension Session {
    /// The calendar that dates are counted with where no workflow says which, in the edition asked
    /// for or the one in force now.
    func calendar(named name: String? = nil, version: String? = nil) throws -> WorkingCalendar {
        try editions(ofCalendar: name).edition(version, at: now)
    }

    /// The editions of the calendar of that name, or of the first one there is.
    func editions(ofCalendar name: String? = nil) throws -> CalendarEditions {
        try calendars().editions(of: name)
    }

    /// How dates stand now. The calendar is read only if a date is near.
    func dueClock(_ calendar: WorkingCalendar? = nil) -> DueClock {
        let lazy = LazyCalendar { calendar ?? (try? self.calendar()) }
        return DueClock(now: now, zone: .vietnam) { lazy.value }
    }

    /// Everything in the home, with the first fault thrown.
    func library() throws -> Library {
        let home = try whereHomeIs()
        return try Library.load(from: [home.workflows, home.rules])
    }

    /// What can be read of the home, faults passed over: for commands that only look at it.
    func readableLibrary() throws -> Library {
        let home = try whereHomeIs()
        return LibraryLoader(paths: [home.workflows, home.rules]).library()
    }

    /// An engine that knows one workflow, to start items of it.
    func engine(startingWith workflow: String) throws -> Engine {
        let home = try whereHomeIs()
        let rules = try rules()
        let loader = LibraryLoader(paths: [home.workflows])
        let loaded = loader.workflow(named: workflow, rules: rules)
        try loader.faults(about: workflow)
        guard let loaded else { throw EngineError.notFound(.workflow, workflow, suggestion: nil) }
        let library = Library(rules: rules, workflows: [workflow: loaded], plans: [:])
        return Engine(
            library: library, store: try store(create: true), clock: clock,
            current: HomeDefinitions(home))
    }
}

extension Session {
    /// An engine that can start what these schedules want started, and what is wrong with the
    /// workflows that could not be read.
    func engine(
        starting schedules: [Schedule]
    ) throws -> (engine: Engine, faults: [String: DiagnosticList]) {
        let home = try whereHomeIs()
        let rules = try rules()
        var workflows: [String: Workflow] = [:]
        var faults: [String: DiagnosticList] = [:]
        for name in Set(schedules.map(\.workflow)).sorted() {
            let loader = LibraryLoader(paths: [home.workflows])
            let workflow = loader.workflow(named: name, rules: rules)
            if loader.diagnostics.hasErrors {
                faults[name] = loader.diagnostics
            } else {
                workflows[name] = workflow
            }
        }
        let library = Library(rules: rules, workflows: workflows, plans: [:])
        let engine = Engine(
            library: library, store: try store(), clock: clock, current: HomeDefinitions(home))
        return (engine, faults)
    }
}

extension LibraryLoader {
    /// A name that nothing has is something not found, and not a fault of the definitions.
    fileprivate func faults(about workflow: String) throws {
        let faults = diagnostics
        guard faults.hasErrors else { return }
        if let first = faults.diagnostics.first, first.code == "unknown-name", first.range == nil {
            var failure = Failure(EngineError.notFound(.workflow, workflow, suggestion: nil))
            failure.hint = first.hint ?? failure.hint
            throw failure
        }
        throw DiagnosticsError(faults)
    }
}

/// Reads a calendar once, when first asked.
///
/// Unchecked, because a session is used by one task; `DueClock` is `Sendable` for servers.
private final class LazyCalendar: @unchecked Sendable {
    private let read: () -> WorkingCalendar?
    private(set) lazy var value = read()

    init(_ read: @escaping () -> WorkingCalendar?) {
        self.read = read
    }
}
