import Base64
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
    private let office: Office
    private let person: String
    /// Until it is let go nobody cleans up what no event names yet.
    private let lease: ContentStore.Lease?

    var records: [DocumentRecord] { documents.map(\.record) }

    /// - Parameters:
    ///   - json: a list of `NewDocument`; null for none.
    ///   - person: who hands them in.
    ///   - item: on which item, as they see it; what is on it already may be named too, so that what
    ///     was done can be asked for again.
    init(_ json: JSON, _ office: Office, by person: String, on item: ItemState? = nil) throws {
        self.office = office
        self.person = person
        let entries = json.array ?? []
        lease = entries.isEmpty ? nil : try office.contents.lease()
        let rules = office.engine.rules.documents.files
        for entry in entries {
            let name = TextFolding.nfc(entry["name"].string ?? "")
            let bytes = try bytes(of: entry, name, item)
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
        for document in documents {
            office.sent.add(try office.contents.keep(document.bytes, lease), by: person)
        }
    }

    private func bytes(
        of entry: JSON, _ name: String, _ item: ItemState?
    ) throws -> [UInt8] {
        switch (entry["sha256"].string, entry["content"].string) {
        case (let hash?, nil):
            return try content(hash, name, item)
        case (nil, let text?):
            guard let bytes = Base64.standard.decode(text) else {
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

    private func content(
        _ hash: String, _ name: String, _ item: ItemState?
    ) throws -> [UInt8] {
        let isKnown =
            office.sent.contains(hash, by: person)
            || item?.documents.contains { $0.sha256 == hash } ?? false
        guard isKnown else { throw Self.unknown(hash, name) }
        do {
            return try office.contents.read(hash)
        } catch {
            guard case .missing = error else { throw error }
            throw Self.unknown(hash, name)
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
