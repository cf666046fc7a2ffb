package import CEL
import Diagnostics
package import JSON
import WorkflowCalendar
package import WorkflowModel

extension DecisionTable {
    /// The values of the inputs, from an object of them; null where one is left out.
    ///
    /// - Throws: naming the input that is unknown or of another type.
    package func values(in json: JSON) throws -> [Value] {
        guard let object = json.object else {
            throw Failure(
                .invalid, "bad-input", vi: "Đầu vào phải là một đối tượng JSON.",
                en: "The input must be a JSON object.")
        }
        let names = inputs.map(\.name)
        for given in object.names where !names.contains(given) {
            throw Failure(
                .invalid, "unknown-input",
                LocalizedText(
                    vi:
                        "Bảng \(name) không có đầu vào “\(given)”; có: \(names.joined(separator: ", ")).",
                    en:
                        "Table \(name) has no input “\(given)”; it has: \(names.joined(separator: ", "))."
                ),
                hint: Failure.suggestion(nearest(given, in: names)))
        }
        return try inputs.map { input in
            try value(object[input.name] ?? .null, input)
        }
    }

    private func value(_ json: JSON, _ input: DecisionTable.Input) throws(Failure) -> Value {
        if json.isNull { return .null }
        let value: Value? =
            switch input.type {
            case .string: json.string.map(Value.string)
            case .int, .money: json.int.map(Value.int)
            case .double: json.double.map(Value.double)
            case .bool: json.bool.map(Value.bool)
            case .date: json.string.flatMap { CalendarDate(parsing: $0) }.map(Value.date)
            case .limit: json.string.flatMap { Limit(parsing: $0) }.map(Value.limit)
            }
        guard let value else {
            throw Failure(
                .invalid, "bad-input",
                vi:
                    "Đầu vào “\(input.name)” cần \(input.type.name.vi), không phải \(json.canonical).",
                en: "Input “\(input.name)” must be \(input.type.name.en), not \(json.canonical).")
        }
        return value
    }

    /// The outputs of one row; an aggregation gives one value under the name of its column.
    package func view(_ values: [Value]) -> JSON {
        .object(JSONObject(zip(outputs.map(\.name), values.map(\.json))))
    }
}
