import CEL
import Foundation
import JSON
import Testing
import TypedValues

/// The public conformance suite of the language, read from `conformance/cel` beside the package
/// or below `WF_SHARED`.
@Suite struct ConformanceTests {
    @Test(
        .enabled(if: ConformanceSuite.isPresent, "the conformance suite is not here"),
        arguments: ConformanceSuite.files)
    func everyCasePasses(file: String) throws {
        let cases = try ConformanceSuite.cases(of: file)
        #expect(!cases.isEmpty)
        let failures = cases.compactMap { $0.failure() }
        #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
    }
}

enum ConformanceSuite {
    static let directory: String = {
        if let shared = ProcessInfo.processInfo.environment["WF_SHARED"] {
            return shared + "/conformance/cel"
        }
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return "/\(root)/../shared/conformance/cel"
    }()

    static var isPresent: Bool { FileManager.default.fileExists(atPath: directory) }

    static let files = [
        "basic", "bindings_ext", "comparisons", "conversions", "encoders_ext", "fields",
        "fp_math", "integer_math", "lists", "logic", "macros", "macros2", "math_ext",
        "namespace", "optionals", "parse", "plumbing", "string", "string_ext", "timestamps",
        "type_deduction",
    ]

    static func cases(of file: String) throws -> [ConformanceCase] {
        let text = try String(contentsOfFile: "\(directory)/\(file).jsonl", encoding: .utf8)
        return try text.split(separator: "\n").enumerated().map { line, text in
            ConformanceCase(line: line + 1, json: try JSON.parse(String(text)))
        }
    }
}

/// One line of the suite.
struct ConformanceCase {
    let line: Int
    let json: JSON

    private var expression: String { json["expr"].string ?? "" }

    private func flag(_ name: String) -> Bool { json[name] == true }

    /// What went wrong, or nil.
    func failure() -> String? {
        do {
            return try check().map { "line \(line): \(expression): \($0)" }
        } catch {
            let expectsError = json["expected"].object?["error"] != nil
            return expectsError ? nil : "line \(line): \(expression): \(error)"
        }
    }

    private func check() throws -> String? {
        var variables: [(name: String, type: CELType)] = []
        var functions: [FunctionDeclaration] = []
        for declaration in json["type_env"].array ?? [] {
            let name = declaration["name"].string ?? ""
            if let type = declaration["ident"].string.flatMap(CELType.init(parsing:)) {
                variables.append((name, type))
            }
            if let overloads = declaration["function"].array {
                functions.append(.init(name, overloads.compactMap(overload)))
            }
        }
        var values: [Value?] = variables.map { _ in nil }
        for binding in json["bindings"].object?.members ?? [] {
            let value = TypedValue.value(binding.value)
            if let slot = variables.firstIndex(where: { $0.name == binding.name }) {
                values[slot] = value
            } else {
                variables.append((binding.name, .dyn))
                values.append(value)
            }
        }
        let environment = Environment(
            variables: variables, functions: functions,
            container: json["container"].string ?? "",
            checking: flag("disable_check") ? .whileRunning : .beforeRunning)
        let program = try environment.compile(expression)
        let expected = json["expected"]
        if let type = expected["deduced_type"].string,
            type != program.resultType.description
        {
            return "has type \(program.resultType), not \(type)"
        }
        if flag("check_only") { return nil }
        let value = try program.evaluate(Activation(values))
        guard let wanted = TypedValue.value(expected["value"]) else {
            return "is \(value), not an error"
        }
        return isSame(value, wanted) ? nil : "is \(value), not \(wanted)"
    }

    private func overload(_ json: JSON) -> FunctionDeclaration.Overload? {
        let parameters = (json["params"].array ?? []).compactMap {
            $0.string.flatMap(CELType.init(parsing:))
        }
        guard let result = json["result"].string.flatMap(CELType.init(parsing:)) else {
            return nil
        }
        return .init(parameters, returns: result, isMember: json["member"] == true) {
            (_, _) throws(EvaluationError) in
            throw EvaluationError(.undeclared, "declared for checking only")
        }
    }

    /// Equal and of the same type throughout; maps in any order. `NaN` is itself here.
    private func isSame(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.list(let left), .list(let right)):
            return left.count == right.count && zip(left, right).allSatisfy(isSame)
        case (.map(let left), .map(let right)):
            return left.count == right.count
                && left.entries.allSatisfy { entry in
                    right.entries.contains {
                        isSame(entry.key, $0.key) && isSame(entry.value, $0.value)
                    }
                }
        case (.double(let left), .double(let right)):
            return left.bitPattern == right.bitPattern || left.isNaN && right.isNaN
        case (.type(let left), .type(let right)): return left.runtimeName == right.runtimeName
        default: return left.type == right.type && left == right
        }
    }
}
