import Diagnostics
import WorkflowCore
import WorkflowStorage

extension Refusal {
    /// Why an item that is due cannot be read; nil when it is not the fault of the item.
    init?(_ error: EngineError, reading item: DueItem) {
        let reason: LocalizedText
        switch error {
        case .definitions(let faults):
            let name = item.definition.prefix(12)
            let first = faults.list.sorted.first { $0.severity == .error }?.message
            reason = LocalizedText(
                vi: "quy trình \(name)… mà hồ sơ theo không còn khớp với quy tắc hiện nay"
                    + (first.map { ": \($0.vi)" } ?? ""),
                en: "the definition \(name)… it is pinned to does not fit the rules of today"
                    + (first.map { ": \($0.en)" } ?? ""))
        case .notFound(.definition, let hash, _):
            reason = LocalizedText(
                vi: "kho dữ liệu không có quy trình \(hash.prefix(12))… mà hồ sơ theo",
                en: "the store lacks the definition \(hash.prefix(12))… it is pinned to")
        case .notFound(.calendar, let name, _):
            reason = LocalizedText(
                vi: "không còn lịch \(name) mà hồ sơ tính ngày theo",
                en: "the calendar \(name) it counts by is not there any more")
        case .store(let fault) where fault.code == .corrupt && fault.subject == item.id:
            reason = LocalizedText(
                vi: "dữ liệu lưu không khớp với quy trình của nó; xem wf verify",
                en: "what is stored does not fit its definition; see wf verify")
        default:
            return nil
        }
        self.init(
            code: .definitionFault,
            message: LocalizedText(
                vi: "Không đọc được hồ sơ \(item.id): \(reason.vi).",
                en: "Item \(item.id) cannot be read: \(reason.en)."))
    }

    /// A timer that would open children there can be none of.
    static func unopened(_ timer: TimerRow, _ error: EngineError) -> Refusal {
        let reason: LocalizedText =
            switch error {
            case .notFound(_, let name, _):
                LocalizedText(vi: "không có quy trình \(name)", en: "there is no workflow \(name)")
            case .alreadyExists(let id):
                LocalizedText(
                    vi: "đã có một hồ sơ khác mang mã \(id)", en: "another item is called \(id)")
            case .definitions(let faults):
                faults.list.sorted.first { $0.severity == .error }?.message
                    ?? LocalizedText(
                        vi: "quy trình của hồ sơ con có lỗi",
                        en: "the workflow of the children has faults")
            default:
                LocalizedText(vi: "\(error)", en: "\(error)")
            }
        return Refusal(
            code: .definitionFault,
            message: LocalizedText(
                vi: "Mốc \(timer.key) của \(timer.item) phải lập hồ sơ con mà không lập được:"
                    + " \(reason.vi).",
                en: "The timer \(timer.key) of \(timer.item) would open children and cannot:"
                    + " \(reason.en)."))
    }

    /// A timer that is due again as soon as it has fired.
    static func goesRound(_ timer: TimerRow) -> Refusal {
        Refusal(
            code: .definitionFault,
            message: LocalizedText(
                vi: "Mốc \(timer.key) của \(timer.item) vừa xong lại đến giờ ngay:"
                    + " quy trình chạy vòng.",
                en: "The timer \(timer.key) of \(timer.item) is due again as soon as it has"
                    + " fired: the workflow goes round in circles."))
    }
}
