package import CEL
import Diagnostics
package import JSON
import WorkflowCalendar
package import WorkflowModel

// The values of a decision table's cells and inputs.

extension Value {
    package var json: JSON {
        switch self {
        case .bool(let flag): .bool(flag)
        case .int(let number): .int(number)
        case .double(let number): .double(number)
        case .string(let text): .string(text)
        case .opaque(let opaque): .string(opaque.description)
        default: .null
        }
    }

    /// As people write it; an input without a value has a word for that.
    package func text(in type: DecisionTable.ColumnType) -> String {
        switch (self, type) {
        case (.null, _): say(vi: "(không có)", en: "(none)")
        case (.int(let number), .money): number.grouped(".") + " đồng"
        case (.string(let text), _): text
        case (.opaque(let opaque), .limit):
            (opaque as? LimitValue)?.limit.text.spoken ?? opaque.description
        case (.opaque(let opaque), .date):
            (opaque as? DateValue)?.date.formatted(.slashed) ?? opaque.description
        default: description
        }
    }
}
