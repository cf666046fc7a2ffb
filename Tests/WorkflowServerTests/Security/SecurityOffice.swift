import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import WorkflowAccounts
import WorkflowCalendar
import WorkflowCommands
import WorkflowCore
import WorkflowDocuments
import WorkflowEngine
import WorkflowModel
import WorkflowStorage

@testable import WorkflowServer

/// A server over a small house: two departments, an inspectorate, a deputy, somebody who has left;
/// denunciations, which are hidden from whom they do not concern, and memos, which are not.
final class SecurityOffice: Sendable {
    static let people = ["an", "binh", "chi", "dung", "em", "giang", "hai"]
    /// Somebody who left before the day the tests are on.
    static let gone = "hai"

    let folder: URL
    let office: Office
    let store: any Store

    /// The day is 14 April 2021, 09:00.
    ///
    /// - Parameter files: in place of those of the same path, or besides them.
    init(files others: [(path: String, text: String)] = []) async throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-security-\(UUID().uuidString)")
        for (path, text) in Self.files + others {
            let file = folder.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let home = try Home.find(folder.path)
        try home.makeFolder(home.data)
        let store = MemoryStore()
        self.store = store
        let now = Instant(parsing: "2021-04-14T09:00:00+07:00", in: .vietnam)
        office = try Office(
            home: home, store: store, contents: ContentStore(folder: home.files),
            accounts: Badges(), clock: now.map(EngineClock.fixed) ?? .system,
            reading: KnownDefinitions.read)
        try await seed()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// `HS.1` to `HS.4`: denunciations, of which the second department sees `HS.2`, and `HS.3` while
    /// it advises; `HS.4` is finished. `M.1` and `M.2`: memos.
    private func seed() async throws {
        let engine = office.engine
        for (id, lead, person) in [
            ("HS.1", "so-a", "an"), ("HS.2", "so-b", "chi"), ("HS.3", "so-a", "an"),
            ("HS.4", "so-a", "an"),
        ] {
            try await engine.start(
                "complaint", id: id,
                fields: [("lead", .string(lead)), ("content", .string("Đơn"))], as: person)
        }
        try await engine.advance("HS.3", "ask", as: "an")
        try await engine.advance("HS.4", "close", note: "x", as: "binh")
        for (id, lead) in [("M.1", "so-a"), ("M.2", "so-b")] {
            try await engine.start(
                "memo", id: id, fields: [("lead", .string(lead)), ("content", .string("Ghi nhớ"))],
                as: "an")
        }
        guard let from = CalendarDate(parsing: "2021-04-14"),
            let to = CalendarDate(parsing: "2021-04-30")
        else { return }
        _ = try await engine.delegate(
            DelegationRequest(principal: "dung", deputy: "giang", from: from, to: to), as: "dung")
    }

    static let items = ["HS.1", "HS.2", "HS.3", "HS.4", "M.1", "M.2"]

    /// Runs requests against the routes.
    func visit(
        _ body: @Sendable @escaping (any TestClientProtocol) async throws -> Void
    ) async throws {
        let server = Server(office: office, logger: .silent)
        try await Application(router: server.router(), logger: .silent).test(.router) {
            try await body($0)
        }
    }

    /// Runs requests against a server that listens, as it is started for people.
    func serve(
        _ body: @Sendable @escaping (any TestClientProtocol) async throws -> Void
    ) async throws {
        let server = Server(office: office, logger: .silent)
        try await server.application(host: "127.0.0.1", port: 0).test(.live) { try await body($0) }
    }

    // MARK: Definitions

    private static let files: [(path: String, text: String)] = [
        ("rules/organisation.yaml", organisation), ("rules/calendar.yaml", calendar),
        ("workflows/complaint.yaml", complaint), ("workflows/memo.yaml", memo),
    ]

    private static let organisation = """
        organisation: province
        roles: {specialist: Specialist, head: Head, inspector: Inspector}
        agencies:
          - {code: so-a, name: Sở A}
          - {code: so-b, name: Sở B}
          - {code: thanh-tra, name: Thanh tra}
        people:
          - {id: an, name: An, agency: so-a, roles: [specialist], demo: true}
          - {id: binh, name: Bình, agency: so-a, roles: [head], demo: true}
          - {id: chi, name: Chi, agency: so-b, roles: [specialist], demo: true}
          - {id: dung, name: Dung, agency: so-b, roles: [head], demo: true}
          - {id: em, name: Em, agency: thanh-tra, roles: [inspector], demo: true}
          - {id: giang, name: Giang, agency: so-a, roles: [specialist], demo: true}
          - {id: hai, name: Hải, agency: so-a, roles: [head], to: 2021-03-31, demo: true}
        """

    private static let calendar = """
        calendar: office
        version: '1'
        week:
          monday: ["07:30-11:30", "13:30-17:00"]
          tuesday: ["07:30-11:30", "13:30-17:00"]
          wednesday: ["07:30-11:30", "13:30-17:00"]
          thursday: ["07:30-11:30", "13:30-17:00"]
          friday: ["07:30-11:30", "13:30-17:00"]
        """

    private static let complaint = """
        workflow: complaint
        title: {vi: Tố cáo, en: Denunciation}
        visible: actor.agency == item.lead || 'inspector' in actor.roles
        fields:
          content: {type: string}
          lead: {type: agency}
          contact: {type: string}
        edit: {fields: [contact], by: {agency: item.lead}}
        initial: received
        states:
          received:
            owner: item.lead
            actions:
              ask: {by: {role: specialist, agency: item.lead}, undo: true, to: advice}
              close: {by: {role: head, agency: item.lead}, requires: [note], to: closed}
          advice:
            owner: so-b
            actions:
              answer: {by: {role: specialist, agency: so-b}, to: received}
          closed: {final: closed}
        """

    private static let memo = """
        workflow: memo
        title: {vi: Ghi nhớ, en: Memo}
        fields: {content: {type: string}, lead: {type: agency}}
        states:
          written:
            owner: item.lead
            actions: {send: {by: {agency: item.lead}, to: sent}}
          sent: {final: sent}
        """
}

/// Whoever says who they are is believed: these tests are about what they may do then.
struct Badges: Authenticating {
    /// An API token of somebody, good for these.
    static func token(_ person: String, _ scopes: [Scope]) -> String {
        "\(person):" + scopes.map(\.rawValue).joined(separator: "+")
    }

    static func csrf(_ person: String) -> String { "form-of-\(person)" }

    func identity(bearer token: String) async throws -> Identity? {
        let parts = token.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, SecurityOffice.people.contains(String(parts[0])) else { return nil }
        let scopes = parts[1].split(separator: "+").compactMap { Scope(rawValue: String($0)) }
        return Identity(
            person: String(parts[0]), proof: .token(id: "badge", scopes: Set(scopes)),
            language: .en)
    }

    func identity(session token: String) async throws -> Identity? {
        guard SecurityOffice.people.contains(token) else { return nil }
        return Identity(
            person: token, proof: .session(id: token, csrf: Self.csrf(token)), language: .en)
    }
}
