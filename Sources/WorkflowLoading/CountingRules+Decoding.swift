import Diagnostics
import WorkflowCalendar
import YAML

extension NodeDecoder where Value == ReceiptRule {
    /// `receipt:` of a calendar or a deadline: from when on something counts as received the next
    /// working day.
    static var receiptRule: Self {
        let expected = LocalizedText(
            vi: "cách tính ngày nhận (on arrival, at closing hoặc một giờ như \"15:00\")",
            en: "a receipt rule (on arrival, at closing, or a time such as \"15:00\")")
        return Self(expected: expected, read: { $0.string.flatMap { ReceiptRule(parsing: $0) } })
    }
}

extension NodeDecoder where Value == Roll {
    /// `roll:` of a calendar or a deadline: where a limit in days of the calendar, months or years
    /// goes when it ends on a day off.
    static var roll: Self {
        .choice(
            LocalizedText(
                vi: "cách chuyển hạn rơi vào ngày nghỉ",
                en: "where a limit that ends on a day off moves"))
    }
}
