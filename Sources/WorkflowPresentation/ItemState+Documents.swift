import Diagnostics
package import WorkflowCore

extension ItemState {
    /// The document a person means by a name, the start of a SHA-256 or a kind, the latest last.
    ///
    /// - Throws: when there is none, or several with different contents.
    package func document(called name: String) throws(Failure) -> DocumentRecord {
        let name = TextFolding.nfc(name)
        let isHash = name.utf8.count >= 6 && name.allSatisfy(\.isHexDigit)
        var found = documents.filter { $0.name == name }
        if found.isEmpty, isHash {
            found = documents.filter { $0.sha256.hasPrefix(name.lowercased()) }
        }
        if found.isEmpty { found = documents.filter { $0.kind == name } }
        guard let last = found.last else {
            var failure = Failure(
                .notFound, "not-found", vi: "Hồ sơ \(id) không có văn bản “\(name)”.",
                en: "Item \(id) has no document “\(name)”.")
            failure.hint =
                Failure.suggestion(nearest(name, in: documents.map(\.name)))
                ?? LocalizedText(
                    vi: "xem các văn bản: wf documents \(id)",
                    en: "to see them: wf documents \(id)")
            throw failure
        }
        let hashes = Set(found.map(\.sha256))
        if hashes.count == 1 { return last }
        let list = found.map { "\($0.sha256.prefix(12))  \($0.kind)  \($0.name)" }
            .joined(separator: "\n")
        throw Failure(
            .usage, "ambiguous",
            LocalizedText(
                vi: "Hồ sơ \(id) có \(hashes.count) văn bản “\(name)” khác nhau.",
                en: "Item \(id) has \(hashes.count) different documents “\(name)”."),
            hint: LocalizedText(
                vi: "ghi mã băm của văn bản cần lấy:\n\(list)",
                en: "give the hash of the one you mean:\n\(list)"))
    }
}
