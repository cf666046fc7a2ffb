package import Diagnostics
import JSON
import WorkflowCalendar
package import WorkflowCore
package import WorkflowDocuments
package import WorkflowEngine
import WorkflowModel
package import WorkflowStorage

// The one place where what went wrong becomes an exit status and a sentence.

extension Failure {
    package init(any error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as EngineError: self.init(error)
        case let error as StoreError: self.init(error)
        case let error as DiagnosticsError: self.init(error)
        case let refusal as Refusal: self.init(refusal)
        case let error as ContentError: self.init(error)
        case let fault as FileCheck.Fault: self.init(fault)
        case let fault as OutputFile.Fault: self.init(fault)
        default: self.init(unexpected: error)
        }
    }

    package init(_ error: EngineError) {
        switch error {
        case .refused(let refusal):
            self.init(refusal)
        case .notFound(let subject, let name, let suggestion):
            let paper = subject == .document ? RegisteredDocument.ID(parsing: name) : nil
            self.init(
                .notFound, "not-found",
                paper.map {
                    LocalizedText(
                        vi: "Không có văn bản “\($0.text)” năm \($0.year).",
                        en: "There is no document “\($0.text)” of \($0.year).")
                }
                    ?? LocalizedText(
                        vi: "Không có \(subject.title.vi) “\(name)”.",
                        en: "There is no \(subject.title.en) “\(name)”."),
                hint: Self.suggestion(suggestion) ?? subject.whereToLook)
            details = [("subject", .string(subject.rawValue)), ("name", .string(name))]
            if let suggestion { details.append(("suggestion", .string(suggestion))) }
        case .unknownActor(let id, let suggestion):
            self.init(
                .notPermitted, "unknown-actor",
                LocalizedText(
                    vi: "Không có người nào mang mã “\(id)” trong tổ chức (rules/).",
                    en: "There is nobody with the identifier “\(id)” in the organisation (rules/)."),
                hint: Self.suggestion(suggestion))
            if let suggestion { details = [("suggestion", .string(suggestion))] }
        case .absentActor(let person):
            let periods = person.positions.map { position in
                (position.from?.formatted(.slashed) ?? "…") + "–"
                    + (position.to?.formatted(.slashed) ?? "…")
            }.joined(separator: ", ")
            self.init(
                .notPermitted, "absent-actor",
                LocalizedText(
                    vi: "\(person.name) (\(person.id)) không giữ chức vụ nào vào lúc này"
                        + " (\(periods)).",
                    en: "\(person.name) (\(person.id)) holds no position at this time"
                        + " (\(periods))."),
                hint: LocalizedText(
                    vi: "xem: wf people list --all; bổ nhiệm: wf people add \(person.id) …",
                    en: "see wf people list --all; to appoint: wf people add \(person.id) …"))
        case .invalidInput(let message):
            self.init(.invalid, "invalid-input", message)
        case .versionMismatch(let item, let expected, let actual):
            self.init(
                .conflict, "version-mismatch",
                LocalizedText(
                    vi: "Hồ sơ \(item) đã ở phiên bản \(actual), không còn ở \(expected).",
                    en: "Item \(item) is at version \(actual), no longer at \(expected)."),
                hint: LocalizedText(
                    vi: "xem lại bằng wf show \(item) rồi quyết định",
                    en: "look again with wf show \(item), then decide"))
            details = [("expected", .int(Int64(expected))), ("actual", .int(Int64(actual)))]
        case .keyReused(let key):
            self.init(
                .invalid, "key-reused",
                vi: "Khóa “\(key)” đã dùng cho một hồ sơ khác.",
                en: "The key “\(key)” was already used for another item.")
        case .keyReusedDifferently(let key):
            self.init(
                .invalid, "key-reused",
                LocalizedText(
                    vi: "Khóa “\(key)” đã dùng cho một yêu cầu có nội dung khác.",
                    en: "The key “\(key)” was already used for a request with another body."),
                hint: LocalizedText(vi: "dùng khóa mới", en: "use a new key"))
        case .alreadyExists(let id):
            self.init(
                .refused, "already-exists",
                LocalizedText(vi: "Đã có hồ sơ \(id).", en: "Item \(id) exists already."),
                hint: LocalizedText(
                    vi: "xem bằng wf show \(id), hoặc chọn mã khác với --id",
                    en: "see it with wf show \(id), or choose another --id"))
        case .costlyCondition(let id):
            self.init(
                .invalid, "bad-condition",
                LocalizedText(
                    vi: "Điều kiện tốn quá nhiều công tính (hồ sơ \(id)).",
                    en: "The condition takes too much work (item \(id))."),
                hint: LocalizedText(
                    vi: "viết điều kiện đơn giản hơn", en: "write a simpler condition"))
        case .definitions(let error):
            self.init(error)
        case .store(let error):
            self.init(error)
        case .unprepared(let error):
            self.init(any: error)
        }
    }

    package init(_ error: ContentError) {
        switch error {
        case .missing:
            self.init(
                .io, "content-missing", error.message,
                hint: LocalizedText(
                    vi: "khôi phục .wf/files từ bản sao lưu", en: "restore .wf/files from a backup")
            )
        case .damaged:
            self.init(
                .io, "content-damaged", error.message,
                hint: LocalizedText(
                    vi: "khôi phục tệp này từ bản sao lưu", en: "restore this file from a backup"))
        case .busy:
            self.init(.conflict, "busy", error.message, hint: .tryAgain)
        case .io(_, let why):
            self.init(.io, "content-io", Self.translated(error.message, why))
        }
    }

    package init(_ fault: OutputFile.Fault) {
        switch fault {
        case .exists:
            self.init(
                .refused, "file-exists", fault.message,
                hint: LocalizedText(
                    vi: "ghi tên khác sau -o, hoặc thêm --force",
                    en: "give another name after -o, or add --force"))
        case .io(_, let why):
            self.init(.io, "cannot-write", Self.translated(fault.message, why))
        }
    }

    /// A message with the reason the system gives in its own language.
    private static func translated(_ message: LocalizedText, _ why: String) -> LocalizedText {
        let reason = LocalizedText(systemReason: why).vi
        return LocalizedText(vi: message.vi.replacing(why, with: reason), en: message.en)
    }

    package init(_ fault: FileCheck.Fault) {
        self.init(.invalid, fault.code, fault.message, hint: fault.hint)
    }

    package init(_ refusal: Refusal) {
        let status: ExitStatus =
            switch refusal.code {
            case .notPermitted: .notPermitted
            case .invalidInput, .definitionFault: .invalid
            default: .refused
            }
        self.init(status, refusal.code.rawValue, refusal.message)
        reasons = refusal.reasons
    }

    package init(_ error: DiagnosticsError) {
        let count = error.list.errorCount
        self.init(
            .invalid, "bad-definition",
            vi: "Có \(count) lỗi trong tệp, xem ở trên.",
            en: "There \(count == 1 ? "is 1 error" : "are \(count) errors") in the files, see"
                + " above.")
        diagnostics = error.list
    }

    package init(_ error: StoreError) {
        let subject = error.subject
        switch error.code {
        case .conflict where subject == DelegationRow.register:
            self.init(
                .conflict, "conflict",
                LocalizedText(
                    vi: "Vừa có ủy quyền mới, hoặc một ủy quyền vừa thôi.",
                    en: "Somebody has just given or ended a delegation."),
                hint: .tryAgain)
        case .conflict:
            self.init(
                .conflict, "conflict",
                LocalizedText(
                    vi: "Hồ sơ \(subject) vừa được người khác thay đổi.",
                    en: "Item \(subject) has just been changed by somebody else."),
                hint: .tryAgain)
        case .duplicateKey:
            self.init(
                .conflict, "duplicate-key",
                LocalizedText(
                    vi: "Khóa của lệnh này vừa được dùng cho \(subject).",
                    en: "The key of this command has just been used for \(subject)."),
                hint: .tryAgain)
        case .lateDocument:
            let latest = error.detail.flatMap { CalendarDate(parsing: $0) }?.formatted(.slashed)
            self.init(
                .refused, "late-document",
                LocalizedText(
                    vi: "Đã có văn bản ghi ngày \(latest ?? "") trong dãy số \(subject).",
                    en: "There is a document dated \(latest ?? "") in the series \(subject)."),
                hint: LocalizedText(
                    vi: "kiểm tra ngày; nếu đúng là cấp số muộn, thêm --late",
                    en: "check the date; if it really is a late number, add --late"))
        case .busy:
            self.init(
                .conflict, "busy",
                LocalizedText(
                    vi: "Kho dữ liệu \(subject) đang bận với một lệnh khác.",
                    en: "The store \(subject) is busy with another command."),
                hint: .tryAgain)
        case .unreachable:
            self.init(
                .unavailable, "store-unreachable", vi: "Không mở được kho dữ liệu \(subject).",
                en: "The store \(subject) cannot be opened.")
        case .readOnly:
            self.init(
                .io, "store-read-only",
                vi: "Kho dữ liệu \(subject) chỉ đọc được, không ghi được.",
                en: "The store \(subject) can be read but not written.")
        case .corrupt:
            self.init(
                .io, "store-corrupt",
                LocalizedText(
                    vi:
                        "\(subject) không phải kho dữ liệu của wf, hoặc đã hỏng; tệp được giữ nguyên.",
                    en: "\(subject) is not a store of wf, or is damaged; it was left as it is."),
                hint: LocalizedText(
                    vi: "khôi phục từ bản sao lưu, rồi chạy wf verify",
                    en: "restore a backup, then run wf verify"))
        case .newer:
            self.init(
                .unavailable, "store-newer",
                LocalizedText(
                    vi: "Kho dữ liệu \(subject) do một bản wf mới hơn ghi; tệp được giữ nguyên.",
                    en: "The store \(subject) was written by a newer wf; it was left as it is."),
                hint: LocalizedText(vi: "hãy cài bản wf mới hơn", en: "install a newer wf"))
        case .io:
            self.init(
                .io, "store-io", vi: "Đọc hoặc ghi kho dữ liệu \(subject) không được.",
                en: "Reading or writing the store \(subject) failed.")
        }
        if let detail = error.detail { details = [("detail", .string(detail))] }
    }
}

extension LocalizedText {
    fileprivate static let tryAgain = LocalizedText(
        vi: "hãy thử lại", en: "try again")
}

extension EngineError.Subject {
    fileprivate var title: LocalizedText {
        switch self {
        case .item: LocalizedText(vi: "hồ sơ", en: "item")
        case .workflow: LocalizedText(vi: "quy trình", en: "workflow")
        case .plan: LocalizedText(vi: "kế hoạch", en: "plan")
        case .calendar: LocalizedText(vi: "lịch", en: "calendar")
        case .table: LocalizedText(vi: "bảng quyết định", en: "decision table")
        case .schedule: LocalizedText(vi: "lịch định kỳ", en: "schedule")
        case .definition: LocalizedText(vi: "định nghĩa đã ghim", en: "pinned definition")
        case .document: LocalizedText(vi: "văn bản", en: "document")
        case .delegation: LocalizedText(vi: "ủy quyền", en: "delegation")
        }
    }

    fileprivate var whereToLook: LocalizedText? {
        switch self {
        case .item:
            LocalizedText(vi: "xem các hồ sơ bằng wf list", en: "wf list shows all items")
        case .workflow, .plan:
            LocalizedText(vi: "xem thư mục workflows/", en: "look in workflows/")
        case .calendar, .table, .schedule:
            LocalizedText(vi: "xem thư mục rules/", en: "look in rules/")
        case .document:
            LocalizedText(
                vi: "xem sổ bằng wf documents register", en: "see wf documents register")
        case .delegation:
            LocalizedText(
                vi: "xem: wf delegations --all", en: "to see them: wf delegations --all")
        case .definition:
            LocalizedText(vi: "kiểm tra kho bằng wf verify", en: "check the store with wf verify")
        }
    }
}
