import Diagnostics
import Hashing
import JSON
import WorkflowCommands
import WorkflowCore
import WorkflowDocuments
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

/// The documents handed in with a request: what is recorded of them, and their contents.
struct NewDocuments {
    private var documents: [(record: DocumentRecord, bytes: [UInt8])] = []
    private let contents: ContentStore
    /// Until it is let go nobody cleans up what no event names yet.
    private let lease: ContentStore.Lease?

    var records: [DocumentRecord] { documents.map(\.record) }

    /// - Parameters:
    ///   - json: a list of `NewDocument`; null for none.
    ///   - person: who hands them in.
    init(_ json: JSON, _ office: Office, by person: String) throws {
        contents = office.contents
        let entries = json.array ?? []
        lease = entries.isEmpty ? nil : try contents.lease()
        let rules = office.engine.rules.documents.files
        for entry in entries {
            let name = TextFolding.nfc(entry["name"].string ?? "")
            let bytes = try Self.bytes(entry, name, office, person)
            _ = try FileCheck(rules).check(name, bytes)
            documents.append(
                (
                    DocumentRecord(
                        kind: TextFolding.nfc(entry["kind"].string ?? ""), name: name,
                        sha256: SHA256.hexadecimal(of: bytes), size: Int64(bytes.count)), bytes
                ))
        }
    }

    /// Keeps the contents; called when the change was found possible.
    func keep() throws {
        guard let lease else { return }
        for document in documents { _ = try contents.keep(document.bytes, lease) }
    }

    private static func bytes(
        _ entry: JSON, _ name: String, _ office: Office, _ person: String
    ) throws -> [UInt8] {
        switch (entry["sha256"].string, entry["content"].string) {
        case (let hash?, nil):
            guard office.sent.contains(hash, by: person) else { throw unknown(hash, name) }
            do {
                return try office.contents.read(hash)
            } catch ContentError.missing {
                throw unknown(hash, name)
            }
        case (nil, let text?):
            guard let bytes = Base64.decode(text) else {
                throw Failure(
                    .invalid, "bad-content", vi: "\(name): content không phải Base64.",
                    en: "\(name): content is not Base64.")
            }
            return bytes
        default:
            throw Failure(
                .invalid, "no-content", vi: "\(name): ghi một trong sha256 và content.",
                en: "\(name): give one of sha256 and content.")
        }
    }

    private static func unknown(_ hash: String, _ name: String) -> Failure {
        Failure(
            .invalid, "unknown-content",
            LocalizedText(
                vi: "\(name): chưa có nội dung \(hash.prefix(12))….",
                en: "\(name): there is no content \(hash.prefix(12))…."),
            hint: LocalizedText(
                vi: "gửi lên trước: POST \(APIRoutes.prefix)/contents",
                en: "send it first: POST \(APIRoutes.prefix)/contents"))
    }
}
