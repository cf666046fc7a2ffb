import ArgumentParser
import Diagnostics
import WorkflowCore
import WorkflowModel
import WorkflowPresentation

struct Documents: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "documents",
            abstract: say(
                vi: "Văn bản: tệp của hồ sơ, cấp số, dự thảo.",
                en: "Documents: files of items, numbers, drafts."),
            discussion: say(
                vi: """
                    Tệp kèm theo hồ sơ được giữ nguyên dưới mã băm SHA-256 của chính nó; số văn bản
                    cấp theo rules/documents.yaml, không nhảy số, không trùng.

                    Ví dụ:
                      wf documents PL.II.6
                      wf documents get PL.II.6 to-trinh.pdf -o ban-sao.pdf
                      wf documents number TTr --item PL.II.6 --summary "Phê duyệt dự toán"
                      wf documents register --office so-khcn
                    """,
                en: """
                    Files attached to items are kept unchanged under their own SHA-256; numbers are
                    given by rules/documents.yaml, without gaps and doubles.

                    Examples:
                      wf documents PL.II.6
                      wf documents get PL.II.6 to-trinh.pdf -o copy.pdf
                      wf documents number TTr --item PL.II.6 --summary "The estimate"
                      wf documents register --office so-khcn
                    """),
            subcommands: [
                DocumentsList.self, DocumentsGet.self, DocumentsNumber.self,
                DocumentsRegister.self, DocumentsWithdraw.self, DocumentsDraft.self,
                DocumentsClean.self,
            ],
            defaultSubcommand: DocumentsList.self)
    }
}

extension ItemState {
    /// The document a person means by a name, the start of a SHA-256 or a kind, the latest last.
    ///
    /// - Throws: when there is none, or several with different contents.
    func document(called name: String) throws(Failure) -> DocumentRecord {
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
