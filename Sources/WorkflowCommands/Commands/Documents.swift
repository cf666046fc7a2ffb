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
