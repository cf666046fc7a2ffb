import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowDocuments
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation
import WorkflowSQLite
import WorkflowStorage

/// What one command works with: where it is, who acts, when, and the store. Everything is opened
/// when it is first needed, because most commands need little.
final class Session {
    let screen: Screen
    let wantsJSON: Bool
    /// Who acts; nil when nobody said.
    let user: String?
    /// Whether `user` was given with the command and so belongs into the next one.
    let isUserGiven: Bool
    let clock: EngineClock
    /// Where the clock stands still; nil when it is that of the machine.
    let fixedNow: Instant?
    private let place: Place
    private let storeName: String?
    /// What a server shares among those it does something for; nil for a process of one command.
    private let host: CommandHost?
    private var opened: (any Store)?
    private var loadedRules: (extent: LibraryLoader.RulesExtent, rules: Rules)?
    /// Held, with the definitions it has read, for as long as the session is.
    private var engineInUse: Engine?

    init(_ choices: GlobalChoices, screen: Screen) throws(Failure) {
        self.screen = screen
        wantsJSON = choices.json
        isUserGiven = choices.user != nil
        let user = choices.user ?? ProcessEnvironment.value("WF_USER")
        let now = choices.now ?? ProcessEnvironment.value("WF_NOW")
        if let invocation = Invocation.current {
            host = invocation.host
            self.user = try invocation.caller.user(asking: user)
            storeName = nil
            place = .home(invocation.host.home)
            try invocation.require(choices, now: now)
        } else {
            host = nil
            self.user = user
            storeName = choices.store ?? ProcessEnvironment.value("WF_STORE")
            let named = choices.home ?? ProcessEnvironment.value("WF_HOME")
            do throws(Failure) {
                place = .home(try Home.find(named))
            } catch {
                place = .nowhere(error)
            }
        }
        if let text = now {
            guard let now = Instant(parsing: text, in: .vietnam) else {
                throw .usage(
                    "bad-time",
                    vi: "“\(text)” không phải thời điểm; viết 2021-04-14T08:00:00+07:00.",
                    en: "“\(text)” is not a time; write 2021-04-14T08:00:00+07:00.")
            }
            // At a server that allows it, for trials, others go by other clocks meanwhile.
            clock = host == nil ? .fixed(now) : EngineClock { now }
            fixedNow = now
        } else {
            clock = .system
            fixedNow = nil
        }
    }

    /// An idempotency key given with the command: of all who ask the same server, each has their own.
    func key(_ given: String?) -> String? {
        guard let given, let user, Invocation.current != nil else { return given }
        return IdempotencyKey(by: user, through: .command, given).text
    }

    func whereHomeIs() throws(Failure) -> Home {
        switch place {
        case .home(let home): return home
        case .nowhere(let failure): throw failure
        }
    }

    /// Where the definitions are. That they are nowhere only matters to who asks.
    private enum Place {
        case home(Home)
        case nowhere(Failure)
    }

    var now: Instant { clock.now }
    var today: CalendarDate { now.date(in: .vietnam) }

    // MARK: The store

    /// - Parameter create: make a new store when there is none.
    func store(create: Bool = false) throws -> any Store {
        if let opened { return opened }
        if let host { return host.store }
        let path = try storePath(create: create)
        do {
            let store = try SQLiteStore(path: path, create: create)
            opened = store
            return store
        } catch {
            var failure = Failure(error)
            if error.code == .unreachable, !create, !FilePlace.exists(path) {
                failure.hint = LocalizedText(
                    vi: "chưa có hồ sơ nào? bắt đầu bằng wf load workflows/KẾ-HOẠCH.yaml",
                    en: "no items yet? begin with wf load workflows/PLAN.yaml")
            }
            throw failure
        }
    }

    /// Whether there is a store to look into.
    func hasStore() throws(Failure) -> Bool {
        if opened != nil || host != nil { return true }
        return FilePlace.exists(try storePath(create: false))
    }

    /// - Parameter create: make the folder it is in, when that is the usual one.
    func storePath(create: Bool) throws(Failure) -> String {
        guard let storeName else {
            let home = try whereHomeIs()
            if create { try home.makeFolder(home.data) }
            return home.database
        }
        if storeName.hasPrefix("sqlite:") {
            let path = String(storeName.dropFirst("sqlite:".count))
            return path.hasPrefix("//") ? String(path.dropFirst(2)) : path
        }
        if storeName.hasPrefix("postgres:") || storeName.hasPrefix("postgresql:") {
            throw Failure(
                .unavailable, "no-postgres", vi: "Bản này chưa có kho PostgreSQL; dùng sqlite:TỆP.",
                en: "This version has no PostgreSQL store yet; use sqlite:FILE.")
        }
        throw .usage(
            "bad-store", vi: "“\(storeName)” không phải kho dữ liệu; viết sqlite:TỆP.",
            en: "“\(storeName)” is not a store; write sqlite:FILE.")
    }

    /// Where the contents of the documents of this store are kept: beside it, so that what one store
    /// does not name is never taken for left over by another.
    func contents() throws -> ContentStore {
        if let host { return host.contents }
        let path = try storePath(create: false)
        guard storeName != nil else { return ContentStore(folder: try whereHomeIs().files) }
        let home = try? whereHomeIs()
        if let home, FilePlace.isSame(path, home.database) {
            return ContentStore(folder: home.files)
        }
        return ContentStore(folder: path + ".files", others: home.map { [$0.files] } ?? [])
    }

    /// The store of a server goes on being open.
    func close() async {
        await opened?.close()
        opened = nil
    }

    // MARK: Definitions

    /// The rules, or as much of them as items that are already running need: a fault in what starts
    /// others by the calendar does not keep anybody from their work.
    func rules(_ extent: LibraryLoader.RulesExtent = .items) throws -> Rules {
        if let (known, rules) = loadedRules, known == extent || known == .all { return rules }
        let home = try whereHomeIs()
        // A server reads them once for all commands.
        var rules = try host?.rules.load { try Self.read(home, .all) } ?? Self.read(home, extent)
        rules.organisation = rules.organisation.on(today)
        loadedRules = (host == nil ? extent : .all, rules)
        return rules
    }

    /// Agencies and people, for their names alone: what else is asked of the rules is not read.
    func organisation() throws -> Organisation {
        if let (_, rules) = loadedRules { return rules.organisation }
        if host != nil { return try rules().organisation }
        return try Self.read(try whereHomeIs(), .organisation).organisation.on(today)
    }

    /// With the organisation of all times.
    private static func read(
        _ home: Home, _ extent: LibraryLoader.RulesExtent
    ) throws -> Rules {
        let loader = LibraryLoader(paths: [home.rules], trees: ParsedFiles(home).trees("rules"))
        let rules = loader.rules(extent)
        UntilExit.keep((loader, rules))
        if loader.diagnostics.hasErrors { throw DiagnosticsError(loader.diagnostics) }
        return rules
    }

    /// Reads the rules again.
    ///
    /// - Throws: when they have faults; those read before go on holding then.
    func readRulesAgain() throws {
        let before = loadedRules
        loadedRules = nil
        do {
            _ = try rules(before?.extent ?? .items)
        } catch {
            loadedRules = before
            throw error
        }
    }

    func calendars() throws -> [String: CalendarEditions] {
        if let loadedRules { return loadedRules.rules.calendars }
        if let rules = host?.rules.current() { return rules.calendars }
        let home = try whereHomeIs()
        return try Library.loadCalendars(
            from: [home.rules], trees: ParsedFiles(home).trees("calendars"))
    }

    /// An engine for items that exist: each runs on the definition kept in the store. It shows what
    /// who asks may see, and all when nobody said who asks.
    ///
    /// - Parameters:
    ///   - create: make a new store when there is none.
    ///   - extent: how much of the rules it knows.
    func engine(
        create: Bool = false, knowing extent: LibraryLoader.RulesExtent = .items
    ) throws -> Engine {
        let library = Library(rules: try rules(extent), workflows: [:], plans: [:])
        let engine = Engine(
            library: library, store: try store(create: create), clock: clock,
            pinned: ParsedFiles(try whereHomeIs()), current: HomeDefinitions(try whereHomeIs()))
        engineInUse = engine
        return engine.seen(by: user)
    }

    /// The items of a query that who asks may see.
    func items(_ query: ItemQuery) async throws -> [ItemRow] {
        let rows = try await store().items(query)
        // Rules and definitions are read only when some may be hidden.
        guard user != nil, try await store().mayHide(rows) else { return rows }
        return try await engine().items(query)
    }

    /// Those of these items that who asks may see.
    func shown(_ rows: [ItemRow]) async throws -> [ItemRow] {
        guard user != nil, try await store().mayHide(rows) else { return rows }
        return try await engine().shown(rows)
    }

    /// - Throws: when nobody said who acts.
    func actingUser() throws(Failure) -> String {
        guard let user else {
            throw Failure(
                .usage, "no-user",
                LocalizedText(vi: "Chưa biết bạn là ai.", en: "It is not known who you are."),
                hint: LocalizedText(
                    vi: "thêm --as MÃ (ví dụ --as khcn.linh), hoặc đặt WF_USER",
                    en: "add --as USER (such as --as khcn.linh), or set WF_USER"))
        }
        return user
    }

    // MARK: Answers

    /// The one JSON document of this command: indented on a terminal, on one line elsewhere.
    func answer(_ json: JSON) {
        screen.print(screen.isTerminal ? json.pretty : json.compact)
    }
}
