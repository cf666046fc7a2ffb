import Diagnostics
import WorkflowCalendar
import WorkflowModel

extension Reason {
    private static func undo(_ message: LocalizedText) -> Reason {
        Reason(code: .undoRefused, message: message)
    }

    static func onlyBegun(_ item: String) -> Reason {
        undo(
            LocalizedText(
                vi: "Hồ sơ \(item) chưa có bước nào để rút lại.",
                en: "Item \(item) has no action to take back yet."))
    }

    /// - Parameter own: what the actor did before that, if anything.
    static func happenedSince(
        _ what: LocalizedText, by person: LocalizedText, at time: String, after own: LocalizedText?
    ) -> Reason {
        guard let own else {
            return undo(
                LocalizedText(
                    vi: "Chỉ rút lại được bước của chính mình; việc sau cùng với hồ sơ này là"
                        + " “\(what.vi)” (\(person.vi), \(time)).",
                    en: "Only one's own action can be taken back; the last thing that happened to"
                        + " this item is “\(what.en)” (\(person.en), \(time))."))
        }
        return undo(
            LocalizedText(
                vi: "Không rút lại được “\(own.vi)”: sau đó đã có “\(what.vi)” (\(person.vi),"
                    + " \(time)).",
                en: "“\(own.en)” cannot be taken back: since then there was “\(what.en)”"
                    + " (\(person.en), \(time))."))
    }

    static func numbered(_ document: String) -> Reason {
        undo(
            LocalizedText(
                vi: "Không rút lại được: văn bản \(document) đã được cấp số sau bước đó."
                    + " Nếu cần, hãy thu hồi văn bản và làm bước ngược lại.",
                en: "It cannot be taken back: the document \(document) was numbered since."
                    + " If need be, withdraw the document and take the opposite action."))
    }

    static func mayNotBeUndone(_ action: LocalizedText) -> Reason {
        undo(
            LocalizedText(
                vi: "Quy trình không cho rút lại “\(action.vi)”.",
                en: "The workflow does not let “\(action.en)” be taken back."))
    }

    static func othersAsked(_ action: LocalizedText) -> Reason {
        undo(
            LocalizedText(
                vi: "Không rút lại được “\(action.vi)”: các nơi khác đã được hỏi theo bước đó.",
                en: "“\(action.en)” cannot be taken back: others have been asked by it."))
    }

    static func childrenFollowed(_ action: LocalizedText) -> Reason {
        undo(
            LocalizedText(
                vi: "Không rút lại được “\(action.vi)”: các hồ sơ con đã theo bước đó.",
                en: "“\(action.en)” cannot be taken back: its children have followed it."))
    }

    static func tooLate(
        _ action: LocalizedText, _ limit: Limit, _ last: CalendarDate
    ) -> Reason {
        undo(
            LocalizedText(
                vi: "Chỉ rút lại được “\(action.vi)” trong \(limit.description(.vi)), đến"
                    + " \(last.formatted(.slashed)).",
                en: "“\(action.en)” can only be taken back within \(limit.description(.en)), until"
                    + " \(last.formatted(.slashed))."))
    }
}
