/// The functions of an environment by name, operators by kind.
struct FunctionTable: Sendable {
    private let shared: Shared
    private let added: [String: [Overload]]
    private let operators: [Operator: [Overload]]

    /// The functions every environment with the same extensions has; built once.
    private final class Shared: Sendable {
        let functions: [String: [Overload]]
        let operators: [Operator: [Overload]]

        init(_ extensions: Extensions) {
            var functions: [String: [Overload]] = [:]
            for declaration in StandardLibrary.functions(extensions) {
                functions[declaration.name, default: []] += declaration.overloads
            }
            self.functions = functions
            var operators: [Operator: [Overload]] = [:]
            for symbol in Operator.allCases {
                operators[symbol] = functions[symbol.rawValue] ?? []
            }
            self.operators = operators
        }

        static let all = Shared(.all)
    }

    init(_ extensions: Extensions, adding declarations: [FunctionDeclaration]) {
        shared = extensions == .all ? .all : Shared(extensions)
        var added: [String: [Overload]] = [:]
        for declaration in declarations {
            added[declaration.name, default: shared.functions[declaration.name] ?? []] +=
                declaration.overloads
        }
        self.added = added
        var operators = shared.operators
        for symbol in Operator.allCases {
            if let overloads = added[symbol.rawValue] { operators[symbol] = overloads }
        }
        self.operators = operators
    }

    subscript(name: String) -> [Overload]? {
        if !added.isEmpty, let overloads = added[name] { return overloads }
        return shared.functions[name]
    }

    subscript(symbol: Operator) -> [Overload] { operators[symbol] ?? [] }

    /// Every name that can be written in source text.
    var names: [String] {
        (Array(shared.functions.keys) + added.keys).filter { name in
            name.utf8.allSatisfy { isWordByte($0) || $0 == UInt8(ascii: ".") }
        }
    }
}

extension MacroTable {
    static func macros(_ extensions: Extensions) -> [Macro] {
        var macros = Macro.standard
        if extensions.contains(.bindings) { macros += Macro.bindings }
        if extensions.contains(.optionals) { macros += Macro.optionals }
        if extensions.contains(.lists) { macros += Macro.lists }
        if extensions.contains(.math) { macros += Macro.math }
        if extensions.contains(.twoVariableComprehensions) { macros += Macro.twoVariables }
        return macros
    }

    private static let all = MacroTable(macros(.all))

    static func standard(_ extensions: Extensions) -> MacroTable {
        extensions == .all ? all : MacroTable(macros(extensions))
    }
}
