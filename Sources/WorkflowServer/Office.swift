package import Diagnostics
import Synchronization
package import WorkflowAccounts
import WorkflowCalendar
package import WorkflowCommands
package import WorkflowDocuments
package import WorkflowEngine
import WorkflowLoading
package import WorkflowModel
import WorkflowPresentation
package import WorkflowStorage

/// What all requests to a server share: one home, its store, its definitions, who people are.
package final class Office: Sendable {
    package let home: Home
    package let store: any Store
    package let contents: ContentStore
    let sent = SentContents()
    package let accounts: any Authenticating
    package let clock: EngineClock
    package let settings: ServerSettings
    /// What the commands run here for others share.
    package let commands: CommandHost
    private let reading: Reading
    private let held: Mutex<Held>
    private let fault = Mutex<LocalizedText?>(nil)

    /// Reads the definitions of a home.
    package typealias Reading = @Sendable (Home) throws(DiagnosticsError) -> Library

    /// Kept by reference: an engine takes longer to copy than a request is to hold up others.
    private final class Held: Sendable {
        /// With the organisation of all times.
        let library: Library
        let engine: Engine
        /// The day whose organisation the engine goes by.
        let day: CalendarDate

        init(library: Library, engine: Engine, day: CalendarDate) {
            self.library = library
            self.engine = engine
            self.day = day
        }
    }

    /// - Parameters:
    ///   - allowsTimeTravel: whether a command may say what time it is: to try things out.
    ///   - reading: how the definitions are read, now and whenever they have changed.
    /// - Throws: `DiagnosticsError` when the definitions have faults.
    package init(
        home: Home, store: any Store, contents: ContentStore, accounts: any Authenticating,
        clock: EngineClock = .system, settings: ServerSettings = ServerSettings(),
        allowsTimeTravel: Bool = false, reading: @escaping Reading = Office.definitions(of:)
    ) throws {
        self.home = home
        self.store = store
        self.contents = contents
        self.accounts = accounts
        self.clock = clock
        self.settings = settings
        commands = CommandHost(
            home: home, store: store, contents: contents, allowsTimeTravel: allowsTimeTravel)
        self.reading = reading
        let library = try reading(home)
        let day = clock.now.date(in: .vietnam)
        let engine = Self.engine(library, on: day, home, store, clock)
        held = Mutex(Held(library: library, engine: engine, day: day))
    }

    /// The engine over the definitions read last, with the organisation as it is today.
    package var engine: Engine {
        let today = clock.now.date(in: .vietnam)
        let current = held.withLock { held in
            if held.day != today {
                let engine = Self.engine(held.library, on: today, home, store, clock)
                held = Held(library: held.library, engine: engine, day: today)
            }
            return held
        }
        return current.engine
    }

    /// Reads the definitions again.
    ///
    /// - Throws: `DiagnosticsError` when they have faults; those read before go on holding then.
    package func readDefinitionsAgain() throws {
        let library: Library
        do {
            library = try reading(home)
        } catch {
            fault.withLock { $0 = Failure(any: error).message }
            throw error
        }
        fault.withLock { $0 = nil }
        let today = clock.now.date(in: .vietnam)
        let engine = Self.engine(library, on: today, home, store, clock)
        held.withLock { $0 = Held(library: library, engine: engine, day: today) }
    }

    /// Why the definitions on disk are not those in force, whoever had them read last; nil when they
    /// are.
    package var definitionsFault: LocalizedText? { fault.withLock { $0 } }

    /// From the files in the folders of the home.
    package static func definitions(of home: Home) throws(DiagnosticsError) -> Library {
        try Library.load(from: [home.workflows, home.rules])
    }

    private static func engine(
        _ library: Library, on day: CalendarDate, _ home: Home, _ store: any Store,
        _ clock: EngineClock
    ) -> Engine {
        var rules = library.rules
        rules.organisation = rules.organisation.on(day)
        return Engine(
            library: Library(rules: rules, workflows: library.workflows, plans: library.plans),
            store: store, clock: clock, current: HomeDefinitions(home))
    }
}
