import JSON
import WorkflowCore
import WorkflowEngine
import WorkflowPresentation
import WorkflowStorage

/// `wf documents number --batch`: a document for each line of JSON, each in a transaction of its
/// own, answered with a line each.
struct DocumentBatch {
    private let engine: Engine
    private let user: String
    private let session: Session

    init(_ engine: Engine, _ user: String, _ session: Session) {
        self.engine = engine
        self.user = user
        self.session = session
    }

    /// A line is answered whatever the others are.
    ///
    /// - Throws: at the end, when some were refused.
    func run() async throws {
        let own = try engine.actor(user).agency
        var refused = 0
        var lines = try InputLines()
        while let line = lines.next() {
            if line.allSatisfy(\.isWhitespace) { continue }
            do {
                session.screen.print(try await answer(line, own).canonical)
            } catch {
                let failure = Failure(any: error)
                // Nothing on the lines to come can go better.
                if failure.status == .io || failure.status == .unavailable { throw failure }
                refused += 1
                session.screen.print(failure.json.canonical)
            }
        }
        guard refused == 0 else {
            throw Failure(
                .refused, "some-refused", vi: "\(refused) dòng không được cấp số.",
                en: "\(refused) lines were given no number.")
        }
    }

    private func answer(_ line: String, _ own: String) async throws -> JSON {
        let json: JSON
        do {
            json = try JSON.parse(line)
        } catch {
            throw Failure(
                .invalid, "bad-json", vi: "Không phải JSON: \(error.messageInVietnamese).",
                en: "Not JSON: \(error.message).")
        }
        let fields = try DocumentFields(json)
        let input = try fields.input(office: own)
        let outcome = try await patiently {
            try await engine.register(input, key: fields.key, as: user)
        }
        return ["document": outcome.entry.view]
    }

    /// Goes on waiting while others write: whoever numbers many does not stop at a busy moment.
    private func patiently(
        _ body: () async throws -> DocumentOutcome
    ) async throws -> DocumentOutcome {
        for _ in 1..<12 {
            do {
                return try await body()
            } catch EngineError.store(let error) where error.code == .busy {
                continue
            }
        }
        return try await body()
    }
}
