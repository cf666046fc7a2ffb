/// The functions of an environment by name, operators by kind.
struct FunctionTable: Sendable {
    private let shared: Shared
    private let added: [String: [Overload]]
    /// In the order of `Operator.allCases`. So few are found faster by walking than by hashing, for
    /// which the runtime would first have to look up how.
    private let operators: [(symbol: Operator, overloads: [Overload])]

    /// The functions every environment with the same extensions has; built once.
    private final class Shared: Sendable {
        let functions: [String: [Overload]]
        let operators: [(symbol: Operator, overloads: [Overload])]

        init(_ extensions: Extensions) {
            var functions: [String: [Overload]] = [:]
            for declaration in StandardLibrary.functions(extensions) {
                functions[declaration.name, default: []] += declaration.overloads
            }
            self.functions = functions
            operators = Operator.allCases.map { ($0, functions[$0.rawValue] ?? []) }
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
        operators =
            added.isEmpty
            ? shared.operators
            : shared.operators.map { ($0.symbol, added[$0.symbol.rawValue] ?? $0.overloads) }
    }

    subscript(name: String) -> [Overload]? {
        if !added.isEmpty, let overloads = added[name] { return overloads }
        return shared.functions[name]
    }

    subscript(symbol: Operator) -> [Overload] {
        operators.first { $0.symbol == symbol }?.overloads ?? []
    }

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
