import Diagnostics
import Hashing
import WorkflowCore
import WorkflowDocuments
import WorkflowModel
import WorkflowPages
import WorkflowPresentation

/// The documents that came with a form: those an action asks for in inputs called `document.KIND`, and
/// what people add to them.
struct Uploads {
    private(set) var documents: [(record: DocumentRecord, bytes: [UInt8])] = []
    /// What is wrong with files, by kind, or by the name of an input for further ones.
    private(set) var faults: [String: String] = [:]

    static func name(_ kind: String) -> String { "document." + kind }
    /// Of the inputs for documents nobody asked for.
    private static let further = "further-document"
    private static let furtherKind = "further-kind"

    /// - Parameter furtherKinds: what documents besides may be; empty where none are taken.
    init(
        _ form: FormValues, kinds: [String], furtherKinds: [String] = [],
        rules: DocumentRules.Files
    ) {
        let check = FileCheck(rules)
        for kind in kinds {
            guard let file = form.file(Self.name(kind)) else { continue }
            add(file, kind, check, faultAt: kind)
        }
        let further = furtherKinds.isEmpty ? [] : form.files.filter { $0.field == Self.further }
        guard !further.isEmpty else { return }
        guard let kind = form[Self.furtherKind], furtherKinds.contains(kind) else {
            faults[Self.furtherKind] = say(vi: "hãy chọn", en: "choose one")
            return
        }
        for file in further { add(file, kind, check, faultAt: Self.further) }
    }

    private mutating func add(
        _ file: FormValues.File, _ kind: String, _ check: FileCheck, faultAt place: String
    ) {
        do throws(FileCheck.Fault) {
            _ = try check.check(file.name, file.bytes)
            let record = DocumentRecord(
                kind: kind, name: file.name, sha256: SHA256.hexadecimal(of: file.bytes),
                size: Int64(file.bytes.count))
            documents.append((record, file.bytes))
        } catch {
            faults[place] = error.message.spoken + (error.hint.map { " (\($0.spoken))" } ?? "")
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
        let title = rules.title(ofKind: kind).spoken
        return FormField(
            name(kind), say(vi: "Tệp: \(title)", en: "File: \(title)"),
            .file(accept: accept(rules.files)), hint: hint(rules.files), fault: fault,
            isRequired: true)
    }

    /// The inputs for documents nobody asked for: of which kind they are, and the files.
    static func furtherFields(
        _ state: ItemState, _ rules: DocumentRules, typed: FormValues?, faults: [String: String]
    ) -> [FormField] {
        let chosen = typed?[furtherKind] ?? ""
        return [
            FormField(
                furtherKind, say(vi: "Loại văn bản gửi kèm", en: "Kind of further documents"),
                .one(
                    state.furtherKinds(rules).map {
                        .init($0, rules.title(ofKind: $0).spoken, isChosen: $0 == chosen)
                    }), value: chosen, fault: faults[furtherKind]),
            FormField(
                further, say(vi: "Tệp gửi kèm", en: "Further files"),
                .file(accept: accept(rules.files), takesSeveral: true), hint: hint(rules.files),
                fault: faults[further]),
        ]
    }

    private static func accept(_ files: DocumentRules.Files) -> String {
        files.types.map { "." + $0.rawValue }.joined(separator: ",")
    }

    private static func hint(_ files: DocumentRules.Files) -> String {
        let types = files.types.map(\.rawValue).joined(separator: ", ")
        let size = Int64(files.sizeLimit).bytesText
        return say(vi: "Nhận \(types), lớn nhất \(size)", en: "Takes \(types), up to \(size)")
    }
}

extension FormContent {
    /// Folds away the inputs for documents nobody asked for.
    mutating func offerFurther(_ fields: [FormField]) {
        more = fields
        moreTitle = say(vi: "Gửi kèm văn bản khác", en: "Attach further documents")
    }
}

extension ItemState {
    /// What documents that nobody asked for may be: those its workflow knows, then all others.
    func furtherKinds(_ rules: DocumentRules) -> [String] {
        let asked = workflow.states.flatMap(\.actions).flatMap(\.requirements)
            .compactMap { if case .document(let kind) = $0 { kind } else { nil } }
        return (asked + [DocumentRules.otherKind] + rules.types.map(\.kind))
            .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
