import Diagnostics
import Hashing
import WorkflowCore
import WorkflowDocuments
import WorkflowModel
import WorkflowPages
import WorkflowPresentation

/// The documents that came with a form, in inputs called `document.KIND`.
struct Uploads {
    private(set) var documents: [(record: DocumentRecord, bytes: [UInt8])] = []
    /// What is wrong with files, by kind.
    private(set) var faults: [String: String] = [:]

    static func name(_ kind: String) -> String { "document." + kind }

    init(_ form: FormValues, kinds: [String], rules: DocumentRules.Files) {
        let check = FileCheck(rules)
        for kind in kinds {
            guard let file = form.file(Self.name(kind)) else { continue }
            do throws(FileCheck.Fault) {
                _ = try check.check(file.name, file.bytes)
                let record = DocumentRecord(
                    kind: kind, name: file.name, sha256: SHA256.hexadecimal(of: file.bytes),
                    size: Int64(file.bytes.count))
                documents.append((record, file.bytes))
            } catch {
                faults[kind] =
                    error.message.spoken + (error.hint.map { " (\($0.spoken))" } ?? "")
            }
        }
    }

    /// Has the contents kept once the action was found to be possible, as part of it; until then
    /// nobody who cleans up takes them away.
    func kept<Value>(
        in contents: ContentStore, _ body: (@escaping () throws -> Void) async throws -> Value
    ) async throws -> Value {
        if documents.isEmpty { return try await body {} }
        let lease = try contents.lease()
        defer { withExtendedLifetime(lease) {} }
        let documents = documents
        return try await body {
            for document in documents { try contents.keep(document.bytes, lease) }
        }
    }

    /// The input for one kind.
    static func field(_ kind: String, rules: DocumentRules, fault: String?) -> FormField {
        let (types, title) = (rules.files.types.map(\.rawValue), rules.title(ofKind: kind))
        return FormField(
            name(kind), say(vi: "Tệp: \(title)", en: "File: \(title)"),
            .file(accept: types.map { "." + $0 }.joined(separator: ",")),
            hint: say(
                vi:
                    "Nhận \(types.joined(separator: ", ")), lớn nhất \(Int64(rules.files.sizeLimit).bytesText)",
                en:
                    "Takes \(types.joined(separator: ", ")), up to \(Int64(rules.files.sizeLimit).bytesText)"
            ),
            fault: fault, isRequired: true)
    }
}
