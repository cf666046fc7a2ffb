public import Diagnostics
import WorkflowCalendar

extension FieldValue {
    /// As people write it: money with separators and its unit, dates dd/MM/yyyy, codes by name.
    public func text(_ type: FieldType, _ organisation: Organisation) -> LocalizedText {
        switch (self, type) {
        case (.string(let code), .agency):
            return organisation.agency(code)?.name ?? LocalizedText(code)
        case (.string(let id), .person):
            return LocalizedText(organisation.person(id)?.name ?? id)
        case (.string(let code), .choice(let choices)):
            return choices.first { $0.code == code }?.title ?? LocalizedText(code)
        case (.string(let text), _):
            return LocalizedText(text)
        case (.int(let number), _):
            return LocalizedText(vi: number.grouped("."), en: number.grouped(","))
        case (.money(let number), _):
            return LocalizedText(
                vi: number.grouped(".") + " đồng", en: number.grouped(".") + " đồng")
        case (.double(let number), _):
            let text = number.description
            return LocalizedText(vi: String(text.map { $0 == "." ? "," : $0 }), en: text)
        case (.bool(let flag), _):
            return flag ? LocalizedText(vi: "có", en: "yes") : LocalizedText(vi: "không", en: "no")
        case (.date(let date), _):
            return LocalizedText(date.formatted(.slashed))
        case (.instant(let instant), _):
            return LocalizedText(instant.formatted(in: .vietnam))
        case (.quantity(let quantity), _):
            return LocalizedText(quantity.text)
        case (.list(let values), .list(let element)):
            let texts = values.map { $0.text(element, organisation) }
            return LocalizedText(
                vi: texts.map(\.vi).joined(separator: ", "),
                en: texts.map(\.en).joined(separator: ", "))
        case (.list(let values), _):
            return LocalizedText(vi: "\(values.count) mục", en: "\(values.count) entries")
        case (.budget(let budget), _):
            let (count, total) = (budget.lines.count, budget.total.grouped("."))
            return LocalizedText(
                vi: "\(count) dòng, tổng \(total) đồng",
                en: "\(count) \(count == 1 ? "line" : "lines"), total \(total) đồng")
        }
    }
}

extension Int64 {
    /// The number with a separator between every three digits: `1.250.000.000`.
    public func grouped(_ separator: Character) -> String {
        let digits = Array(String(magnitude))
        var text = self < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(separator) }
            text.append(digit)
        }
        return text
    }
}

extension FieldType {
    /// What a person would call it.
    public var name: LocalizedText {
        switch self {
        case .string: LocalizedText(vi: "văn bản", en: "text")
        case .text: LocalizedText(vi: "văn bản nhiều dòng", en: "text of several lines")
        case .int: LocalizedText(vi: "số nguyên", en: "whole number")
        case .double: LocalizedText(vi: "số", en: "number")
        case .bool: LocalizedText(vi: "đúng/sai", en: "true or false")
        case .money: LocalizedText(vi: "số tiền (đồng)", en: "money (đồng)")
        case .date: LocalizedText(vi: "ngày", en: "date")
        case .instant: LocalizedText(vi: "thời điểm", en: "instant")
        case .quantity: LocalizedText(vi: "số lượng", en: "quantity")
        case .choice: LocalizedText(vi: "lựa chọn", en: "choice")
        case .agency: LocalizedText(vi: "cơ quan", en: "agency")
        case .person: LocalizedText(vi: "người", en: "person")
        case .list: LocalizedText(vi: "danh sách", en: "list")
        case .budget: LocalizedText(vi: "dự toán", en: "budget estimate")
        }
    }
}
