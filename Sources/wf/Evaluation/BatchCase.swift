import CEL
import JSON

/// One line of `wf eval --batch`: an expression with everything it may mention.
struct BatchCase {
    private let json: JSON

    init(_ json: JSON) {
        self.json = json
    }

    /// `{"value":…,"type":…}`, or `{"error":…,"position":…}`.
    var answer: JSON {
        guard let expression = json["expr"].string else {
            return ["error": "the line has no \"expr\""]
        }
        do {
            return try evaluate(expression)
        } catch let error as CompilationError {
            let position = error.issues.first?.range.lowerBound
            return Self.error(error.description, at: position)
        } catch let error as EvaluationError {
            return Self.error(error.message, at: error.range?.lowerBound)
        } catch {
            return Self.error("\(error)", at: nil)
        }
    }

    private static func error(_ message: String, at position: Int?) -> JSON {
        var answer: JSONObject = ["error": .string(message)]
        answer["position"] = position.map { .int(Int64($0)) }
        return .object(answer)
    }

    private func evaluate(_ expression: String) throws -> JSON {
        var variables: [(name: String, type: CELType)] = []
        var functions: [FunctionDeclaration] = []
        for declaration in json["type_env"].array ?? [] {
            guard let name = declaration["name"].string else { continue }
            if let type = declaration["ident"].string.flatMap({ CELType(parsing: $0) }) {
                variables.append((name, type))
            }
            if let overloads = declaration["function"].array {
                functions.append(.init(name, overloads.compactMap(overload)))
            }
        }
        var values: [Value?] = variables.map { _ in nil }
        for binding in json["bindings"].object?.members ?? [] {
            let value = TypedValue.value(binding.value) ?? TypedValue.plain(binding.value)
            if let slot = variables.firstIndex(where: { $0.name == binding.name }) {
                values[slot] = value
            } else {
                variables.append((binding.name, .dyn))
                values.append(value)
            }
        }
        let isUnchecked = json["disable_check"].bool == true
        let environment = Environment(
            variables: variables, functions: functions, container: json["container"].string ?? "",
            checking: isUnchecked ? .whileRunning : .beforeRunning)
        let program = try environment.compile(expression)
        let type = JSON.string(program.resultType.description)
        if json["check_only"].bool == true { return ["type": type] }
        let value = try program.evaluate(Activation(values))
        return ["value": TypedValue.json(value), "type": type]
    }

    /// A function that is only declared: there is nothing to run.
    private func overload(_ json: JSON) -> FunctionDeclaration.Overload? {
        let parameters = (json["params"].array ?? []).compactMap {
            $0.string.flatMap { CELType(parsing: $0) }
        }
        guard let result = json["result"].string.flatMap({ CELType(parsing: $0) }) else {
            return nil
        }
        return .init(parameters, returns: result, isMember: json["member"].bool == true) {
            (_, _) throws(EvaluationError) in
            throw EvaluationError(.undeclared, "the function is declared but has no body")
        }
    }
}
