import Diagnostics
import Foundation
import HTTPTypes
import Hashing
import Hummingbird
import JSON
import WorkflowAccounts
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation
import WorkflowReports
import WorkflowStorage

/// A request for a page by somebody who has signed in.
struct Visit: Sendable {
    let office: Office
    /// Through the eyes of the person.
    let engine: Engine
    let request: Request
    let context: WebContext
    /// The identifier of the person.
    let user: String
    let person: Organisation.Person
    /// What their forms have to carry; nil for an API token, which no other page can make use of.
    let csrf: String?
    private let queries: FormValues

    /// - Throws: `SignInNeeded` when nobody is known; `EngineError` when they hold no position.
    init(_ office: Office, _ request: Request, _ context: WebContext) throws {
        guard let identity = context.identity else { throw SignInNeeded() }
        // Forms do what the API does: a token that is only for reading is no more here.
        let scope: Scope = request.method == .get || request.method == .head ? .read : .write
        guard identity.covers(scope) else {
            throw Failure(
                .notPermitted, "scope-missing",
                vi: "Khóa API này không có phạm vi “\(scope.rawValue)”.",
                en: "This API token is not good for “\(scope.rawValue)”.")
        }
        self.office = office
        engine = office.engine.seen(by: identity.person)
        self.request = request
        self.context = context
        user = identity.person
        queries = try URLEncodedForm.parse((request.uri.query ?? "").utf8)
        _ = try engine.actor(user)
        guard let person = engine.rules.organisation.person(user) else {
            throw EngineError.unknownActor(user, suggestion: nil)
        }
        self.person = person
        if case .session(_, let csrf) = identity.proof { self.csrf = csrf } else { csrf = nil }
    }

    var organisation: Organisation { engine.rules.organisation }

    /// How dates stand now, by a calendar of the rules.
    func clock(calendar name: String? = nil) -> DueClock {
        let now = office.clock.now
        let calendars = engine.rules.calendars
        let editions =
            name.flatMap { calendars[$0] } ?? calendars.keys.min().flatMap { calendars[$0] }
        return DueClock(now: now, zone: .vietnam) { editions?.inForce(at: now) }
    }

    /// The value of a query; nil when it is not there or empty.
    func query(_ name: String) -> String? {
        guard let value = queries[name], !value.isEmpty else { return nil }
        return TextFolding.nfc(value)
    }

    /// A part of the path, decoded.
    func part(_ name: String) throws -> String {
        guard let part = try context.parameters.require(name).removingPercentEncoding else {
            throw HTTPError(.badRequest)
        }
        return TextFolding.nfc(part)
    }

    // MARK: Pages

    func layout(
        title: String, place: Place?, flash: PageLayout.Flash? = nil,
        watched: PageLayout.Watched? = nil
    ) -> PageLayout {
        PageLayout(
            title: title, path: request.uri.string, place: place, viewer: viewer, flash: flash,
            watched: watched)
    }

    /// To be asked for before the page is read, so that it is told of all that happens from then on.
    ///
    /// - Parameter item: the only one the page shows; nil for a list.
    func watching(_ item: String? = nil) async throws -> PageLayout.Watched {
        PageLayout.Watched(item: item, since: try await office.store.head().sequence)
    }

    private var viewer: PageLayout.Viewer {
        let agency = organisation.agency(person.agency)
        let roles = person.roles.map { organisation.role($0)?.title.spoken ?? $0 }
        return PageLayout.Viewer(
            id: user, name: person.name,
            position: ([agency?.name.spoken ?? person.agency] + roles).joined(separator: ", "),
            csrf: csrf ?? "", isAdministrator: context.identity?.covers(.administer) ?? false)
    }

    func page(_ form: FormContent, place: Place, status: HTTPResponse.Status = .ok) -> Response {
        var form = form
        form.csrf = csrf ?? ""
        return Response(
            layout(title: form.title, place: place).page(form.html),
            status: form.hasFaults && status == .ok ? .unprocessableContent : status)
    }

    /// What happened to an item of a workflow, in words.
    func eventText(_ workflow: Workflow) -> EventText {
        var text = EventText(
            workflow: workflow, organisation: organisation, documents: engine.rules.documents)
        text.schedules = engine.rules.schedules
        return text
    }

    /// A key that keeps a form sent twice from being done twice: 128 bits nobody can guess.
    static func newKey() -> String {
        var generator = SystemRandomNumberGenerator()
        let (high, low): (UInt64, UInt64) = (generator.next(), generator.next())
        return String(high, radix: 16) + String(low, radix: 16)
    }

    /// The idempotency key of a form, with a fingerprint of what was typed: a form corrected and sent
    /// again is another request.
    func key(of form: FormValues) -> String? {
        guard let key = form["key"] else { return nil }
        var writer = JSONWriter()
        writer.beginArray()
        for (name, value) in form.pairs where !Self.unmeant.contains(name) {
            writer.string(name)
            writer.string(value)
        }
        for file in form.files {
            writer.string(file.field)
            writer.string(file.name)
            writer.string(SHA256.hexadecimal(of: file.bytes))
        }
        writer.endArray()
        return IdempotencyKey(
            by: user, through: .page, key,
            request: writer.withBytes { SHA256.hexadecimal(of: Array($0)) }
        ).text
    }

    /// Of a form, what says nothing of what is asked.
    private static let unmeant: Set = ["csrf", "key", KeptForm.review]
}

/// Nobody is known who asks: to the sign-in, and back.
struct SignInNeeded: Error {}
