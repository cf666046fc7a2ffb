package import Diagnostics
package import JSON
package import WorkflowCore

/// Why a command did not do what was asked, ready to be told to a person or a program.
package struct Failure: Error {
    package var status: ExitStatus
    /// A stable kebab-case name, for programs.
    package var code: String
    package var message: LocalizedText
    /// What to do about it.
    package var hint: LocalizedText?
    /// What was given and, in scalars from its start, where it is wrong.
    package var excerpt: (text: String, position: Int)?
    /// The conditions that stand in the way, when a rule said no.
    package var reasons: [Reason] = []
    /// The complaints, when definitions have faults.
    package var diagnostics: DiagnosticList?
    /// Further members of the error for programs.
    package var details: [(String, JSON)] = []

    package init(
        _ status: ExitStatus, _ code: String, _ message: LocalizedText, hint: LocalizedText? = nil
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.hint = hint
    }

    package init(_ status: ExitStatus, _ code: String, vi: String, en: String) {
        self.init(status, code, LocalizedText(vi: vi, en: en))
    }

    /// Something nobody thought of. Never shown as a stack of frames.
    package init(unexpected error: any Error) {
        self.init(
            .bug, "internal-error",
            LocalizedText(
                vi: "Chương trình gặp lỗi không lường trước: \(error). Dữ liệu đã lưu không bị ảnh"
                    + " hưởng; hãy báo lại cho người phụ trách.",
                en: "The program met an error it did not expect: \(error). What was stored is not"
                    + " affected; please report it."))
    }

    /// “Có phải …?” after something that is not there.
    package static func suggestion(_ name: String?) -> LocalizedText? {
        name.map { LocalizedText(vi: "có phải \($0)?", en: "did you mean \($0)?") }
    }

    package static func usage(_ code: String, vi: String, en: String) -> Failure {
        Failure(.usage, code, vi: vi, en: en)
    }
}
