package import Diagnostics
package import WorkflowCalendar

extension CalendarDate {
    /// What is wrong with text that was typed for a date and is none: a clause.
    package static func complaint(about text: String) -> LocalizedText {
        absence(of: text)
            ?? LocalizedText(
                vi: "“\(text)” không phải ngày; viết 14/04/2021 hoặc 2021-04-14",
                en: "“\(text)” is not a date; write 2021-04-14 or 14/04/2021")
    }
}

extension Failure {
    /// - Parameter name: of what was typed, such as an option.
    package static func badDate(
        _ text: String, _ status: ExitStatus = .usage, as name: String? = nil
    ) -> Failure {
        let complaint = CalendarDate.complaint(about: text)
        func sentence(_ text: String) -> String {
            name.map { "\($0): \(text)." } ?? text.prefix(1).uppercased() + text.dropFirst() + "."
        }
        return Failure(
            status, "bad-date", vi: sentence(complaint.vi), en: sentence(complaint.en))
    }
}
