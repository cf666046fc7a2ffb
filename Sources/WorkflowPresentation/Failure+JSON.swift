package import Diagnostics
package import JSON
package import WorkflowCore

extension Failure {
    /// `{"error":{"code","message",…}}`, in the language of this run.
    package var json: JSON {
        var error = JSONObject()
        error["code"] = .string(code)
        error["message"] = .string(message.spoken)
        error["exit"] = .int(Int64(status.rawValue))
        error["hint"] = hint.map { .string($0.spoken) }
        if !reasons.isEmpty {
            error["reasons"] = .array(reasons.map(\.view))
            error["who_could"] = .array(whoCould.map(JSON.string))
        }
        if let diagnostics { error["diagnostics"] = .array(diagnostics.sorted.map(\.view)) }
        for (name, value) in details { error[name] = value }
        return ["error": .object(error)]
    }

    private var whoCould: [String] {
        var people: [String] = []
        for person in reasons.flatMap(\.whoCould) where !people.contains(person) {
            people.append(person)
        }
        return people
    }
}

extension Reason {
    /// `{"code","message","expression"?,"values"?,"who_could"?}`
    package var view: JSON {
        var view = JSONObject()
        view["code"] = .string(code.rawValue)
        view["message"] = .string(message.spoken)
        view["expression"] = expression.map(JSON.string)
        view["constraint"] = constraint.map(JSON.string)
        if !observations.isEmpty {
            view["values"] = .object(
                JSONObject(observations.map { ($0.name, .string($0.value.spoken)) }))
        }
        if !whoCould.isEmpty { view["who_could"] = .array(whoCould.map(JSON.string)) }
        return .object(view)
    }
}

extension Diagnostic {
    /// `{"file","line","column","severity","code","message","trace"?}`
    package var view: JSON {
        var view = JSONObject()
        view["file"] = range.map { .string($0.start.file) } ?? .null
        view["line"] = range.map { .int(Int64($0.start.line)) } ?? .null
        view["column"] = range.map { .int(Int64($0.start.column)) } ?? .null
        view["severity"] = .string(severity.rawValue)
        view["code"] = .string(code)
        view["message"] = .string(message.spoken)
        view["hint"] = hint.map { .string($0.spoken) }
        if !trace.isEmpty { view["trace"] = .array(trace.map(JSON.string)) }
        return .object(view)
    }
}
