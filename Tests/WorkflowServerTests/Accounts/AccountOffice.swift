import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import TestSupport
import Testing
import WorkflowAccounts
import WorkflowCalendar
import WorkflowCommands
import WorkflowDocuments
import WorkflowEngine
import WorkflowSQLite
import WorkflowServer

/// A server over a home of its own with accounts whose passwords take little work.
final class AccountOffice: Sendable {
    let folder: URL
    let office: Office
    let accounts: Accounts
    let clock: ManualClock

    static let password = "con bò gặm cỏ bên sông chiều"

    /// - Parameters:
    ///   - now: where the clock stands; nil for the time it is.
    ///   - people: the file of people, changed.
    init(
        now: String? = "2021-04-14T08:00:00+07:00",
        people: (String) -> String = { $0 },
        settings change: (inout ServerSettings) -> Void = { _ in }
    ) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-accounts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in ["workflows", "rules"] {
            try FileManager.default.copyItem(
                at: root.appendingPathComponent(name), to: folder.appendingPathComponent(name))
        }
        let csv = folder.appendingPathComponent("rules/people.csv")
        let text = try String(contentsOf: csv, encoding: .utf8)
        try Data(people(text).utf8).write(to: csv)
        let home = try Home.find(folder.path)
        try home.makeFolder(home.data)
        var settings = ServerSettings()
        change(&settings)
        let start = now.flatMap { Instant(parsing: $0, in: .vietnam) } ?? EngineClock.system.now
        let clock = ManualClock(start)
        self.clock = clock
        accounts = try Accounts(
            path: home.data + "/accounts.sqlite", settings: settings.accounts, isQuick: true,
            clock: { clock.now })
        office = try Office(
            home: home, store: try SQLiteStore(path: home.database, create: true),
            contents: ContentStore(folder: home.files), accounts: accounts,
            clock: EngineClock { clock.now }, settings: settings,
            reading: KnownDefinitions.read)
    }

    deinit {
        // What is left behind is in the temporary folder.
        try? FileManager.default.removeItem(at: folder)
    }

    /// Somebody with an account.
    func enrol(_ person: String, administrator: Bool = false) async throws {
        let link = try await accounts.invite(person, isAdministrator: administrator)
        _ = try await accounts.accept(link, as: nil, password: Self.password)
    }

    /// Visits the server, without a socket.
    func visit(
        _ body: @Sendable @escaping (any TestClientProtocol) async throws -> Void
    ) async throws {
        let server = Server(office: office, logger: .silent)
        let application = Application(router: server.router(), logger: .silent)
        try await application.test(.router) { try await body($0) }
    }
}
