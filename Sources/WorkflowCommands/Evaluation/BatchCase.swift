import CEL
import Diagnostics
import JSON
import TypedValues
import WorkflowPresentation

/// One line of `wf eval --batch`: an expression with everything it may mention.
struct BatchCase {
    private let json: JSON

    init(_ json: JSON) {
        self.json = json
    }

    /// `{"value":…,"type":…}`, or `{"error":…,"position":…}` in English whoever asks: programs
    /// read it.
    var answer: JSON {
        guard json["expr"].string != nil else {
            return ["error": "the line has no \"expr\""]
        }
        do throws(Fault) {
            return try evaluate()
        } catch {
            switch error {
            case .compilation(let error):
                let position = error.issues.first?.range.lowerBound
                return Self.error(error.description, at: position)
            case .evaluation(let error):
                return Self.error(error.message, at: error.range?.lowerBound)
            case .tooLarge:
                return Self.error(Self.tooLarge.en, at: nil)
            }
        }
    }

    /// Why an expression has no value to show.
    enum Fault: Error {
        case compilation(CompilationError)
        case evaluation(EvaluationError)
        /// The value shares its parts so often that its text would never end.
        case tooLarge
    }

    static let tooLarge = LocalizedText(
        vi: "giá trị quá lớn, không in ra được", en: "the value is too large to be shown")

    private static func error(_ message: String, at position: Int?) -> JSON {
        var answer: JSONObject = ["error": .string(message)]
        answer["position"] = position.map { .int(Int64($0)) }
        return .object(answer)
    }

    /// The value and its type.
    func evaluate() throws(Fault) -> JSON {
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
        let program: CEL.Program
        do throws(CompilationError) {
            program = try environment.compile(json["expr"].string ?? "")
        } catch {
            throw .compilation(error)
        }
        let type = JSON.string(program.resultType.description)
        if json["check_only"].bool == true { return ["type": type] }
        let value: Value
        do throws(EvaluationError) {
            value = try program.evaluate(Activation(values))
        } catch {
            throw .evaluation(error)
        }
        guard let shown = TypedValue.json(value) else { throw .tooLarge }
        return ["value": shown, "type": type]
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
