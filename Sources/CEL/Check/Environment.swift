/// What an expression may mention: variables, types, functions and macros. It compiles source
/// text into ``Program``s.
///
/// ```swift
/// let environment = Environment(variables: [("budget", .int), ("role", .string)])
/// let program = try environment.compile("budget > 5 && role == 'finance'", expecting: .bool)
/// let value = try program.evaluate(Activation([.int(7), .string("finance")]))
/// ```
public struct Environment: Sendable {
    /// When type faults are found.
    public enum Checking: Hashable, Sendable {
        /// By ``Environment/compile(_:expecting:)``, which then refuses the expression.
        case beforeRunning
        /// When the faulty part is evaluated, so that `true || undeclared` is true.
        case whileRunning
    }

    /// In slot order: the order an ``Activation`` gives the values in.
    public let variables: [(name: String, type: CELType)]
    /// The namespace in which names are looked up first: in `a.b` the name `x` may mean
    /// `a.b.x`, `a.x` or `x`.
    public let container: String
    public let limits: Limits
    public let checking: Checking

    let slots: [String: Int]
    let objectTypes: [String: ObjectType]
    let functions: FunctionTable
    let macros: MacroTable
    let extensions: Extensions
    /// `a.b.` and `a.` for the container `a.b`.
    let containerPrefixes: [String]
    /// First parts of the dotted names declared, to tell quickly that `a.b` is not one.
    let dottedRoots: Set<String>

    /// - Parameters:
    ///   - variables: names may be dotted. Of a name given twice the first counts.
    ///   - macros: a macro here takes precedence over a standard one of the same form.
    public init(
        variables: [(name: String, type: CELType)] = [], objectTypes: [ObjectType] = [],
        functions: [FunctionDeclaration] = [], macros: [Macro] = [], container: String = "",
        extensions: Extensions = .all, limits: Limits = Limits(),
        checking: Checking = .beforeRunning
    ) {
        self.variables = variables
        self.container = container
        self.limits = limits
        self.checking = checking
        self.extensions = extensions
        self.objectTypes = Dictionary(
            objectTypes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        slots = Dictionary(
            variables.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.functions = FunctionTable(extensions, adding: functions)
        self.macros =
            macros.isEmpty
            ? .standard(extensions) : MacroTable(MacroTable.macros(extensions) + macros)
        var prefixes: [String] = []
        var rest = Substring(container)
        while !rest.isEmpty {
            prefixes.append(rest + ".")
            rest = rest.prefix(upTo: rest.lastIndex(of: ".") ?? rest.startIndex)
        }
        containerPrefixes = prefixes
        let names =
            variables.map(\.name) + objectTypes.map(\.name)
            + ["google.protobuf.Timestamp"]
        dottedRoots = Set(
            names.compactMap { name in name.firstIndex(of: ".").map { String(name[..<$0]) } })
    }

    /// Parses, checks and compiles an expression.
    ///
    /// - Parameter expected: what the result must be; nil for anything.
    /// - Throws: all faults found. A syntax error is reported alone.
    public func compile(
        _ source: String, expecting expected: CELType? = nil
    ) throws(CompilationError) -> Program {
        let parsed: (tree: Syntax, root: Syntax.ID)
        do {
            parsed = try Parser.parse(source, macros: macros, limits: limits)
        } catch {
            throw CompilationError(issues: [error])
        }
        var checker = Checker(parsed.tree, self)
        let type = checker.checkRoot(parsed.root, expecting: expected)
        let checked = CheckedSyntax(checker.finish(), root: parsed.root, type: type)
        var assembler = Assembler(checked, self)
        let step = assembler.rootStep()
        let issues = checker.issues + assembler.issues
        guard issues.isEmpty else {
            throw CompilationError(
                issues: issues.sorted { $0.range.lowerBound < $1.range.lowerBound })
        }
        return Program(
            .init(
                source: source, checked: checked, environment: self, step: step,
                fieldTest: FieldTest(checked), localCount: checker.localCount,
                hasBindings: assembler.hasBindings, warnings: assembler.warnings))
    }

    /// The type a name denotes as a value: `int`, `google.protobuf.Timestamp`, an object type.
    func type(named name: String) -> CELType? {
        switch name {
        case "bool": .bool
        case "int": .int
        case "uint": .uint
        case "double": .double
        case "string": .string
        case "bytes": .bytes
        case "null_type": .null
        case "list": .list(.dyn)
        case "map": .map(.dyn, .dyn)
        case "type": .type(nil)
        case "google.protobuf.Timestamp": .timestamp
        case "google.protobuf.Duration": .duration
        case "optional_type" where extensions.contains(.optionals): .optional(.dyn)
        default: objectTypes[name].map { .object($0.name) }
        }
    }
}
