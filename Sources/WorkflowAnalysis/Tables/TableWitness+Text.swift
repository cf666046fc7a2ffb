import CEL
import Diagnostics
import WorkflowCalendar
import WorkflowModel

extension TableWitness {
    /// `budget = 500.000.000, level = central`. Inputs that do not matter are left out, unless
    /// none does.
    func text(_ inputs: [DecisionTable.Input]) -> LocalizedText {
        let isFree = self.inputs.allSatisfy(\.isFree)
        let parts = zip(inputs, self.inputs).filter { isFree || !$1.isFree }.map { input, value in
            let text = value.isOther ? input.type.other : input.type.text(value.value)
            return LocalizedText(
                vi: "\(input.name) = \(text.vi)", en: "\(input.name) = \(text.en)")
        }
        return LocalizedText(
            vi: parts.map(\.vi).joined(separator: ", "),
            en: parts.map(\.en).joined(separator: ", "))
    }
}

extension DecisionTable.ColumnType {
    /// What a column that is only asked for equality does not name.
    fileprivate var other: LocalizedText {
        self == .limit
            ? LocalizedText(vi: "thời hạn khác", en: "any other limit")
            : LocalizedText(vi: "văn bản khác", en: "any other text")
    }

    /// As a person would write it.
    func text(_ value: Value) -> LocalizedText {
        switch (value, self) {
        case (.int(let number), .money): LocalizedText(number.grouped("."))
        case (.string(let text), _): LocalizedText(text.isPlain ? text : "'\(text)'")
        default:
            value.date.map { LocalizedText($0.formatted(.slashed)) }
                ?? value.limit?.text ?? LocalizedText(DecisionTable.text(value))
        }
    }
}

extension String {
    /// Whether it can stand in a list of values without quotes.
    fileprivate var isPlain: Bool {
        !isEmpty && !contains { $0.isWhitespace || ",='\"".contains($0) }
    }
}
