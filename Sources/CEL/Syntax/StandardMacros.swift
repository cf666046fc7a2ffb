extension Macro {
    /// `has` and the comprehensions over one variable.
    static let standard: [Macro] =
        [
            Macro("has", argumentCount: 1) { call throws(Issue) in
                guard case .select(let operand, let field, _) = call.tree[call.arguments[0]].kind
                else {
                    throw call.issue(
                        .invalidMacroArgument(macro: "has", expected: "a field selection"),
                        at: call.arguments[0], hint: "write has(x.field)")
                }
                if call.tree.isOptionalSelect(call.arguments[0]) {
                    throw call.issue(
                        .invalidMacroArgument(macro: "has", expected: "a field selection"),
                        at: call.arguments[0], hint: "write has(x.field)")
                }
                return call.add(.has(operand, field))
            }
        ]
        + [
            ("all", .all), ("exists", .exists), ("exists_one", .existsOne),
            ("existsOne", .existsOne), ("filter", .filter), ("map", .map),
        ]
        .map { comprehension($0, $1, variables: 1, hasFilter: false) }
        + [comprehension("map", .map, variables: 1, hasFilter: true)]

    /// Comprehensions over two variables: index and element, or key and value.
    static let twoVariables: [Macro] =
        [
            ("all", .all), ("exists", .exists), ("exists_one", .existsOne),
            ("existsOne", .existsOne), ("transformList", .transformList),
            ("transformMap", .transformMap), ("transformMapEntry", .transformMapEntry),
        ]
        .map { comprehension($0, $1, variables: 2, hasFilter: false) }
        + [
            ("transformList", .transformList), ("transformMap", .transformMap),
            ("transformMapEntry", .transformMapEntry),
        ]
        .map { comprehension($0, $1, variables: 2, hasFilter: true) }

    /// `cel.bind(name, value, body)`.
    static let bindings: [Macro] = [
        Macro("bind", receiver: .namespace("cel"), argumentCount: 3) { call throws(Issue) in
            let name = try call.variableName(0)
            return call.add(.bind(name, value: call.arguments[1], body: call.arguments[2]))
        }
    ]

    /// `optMap`, `optFlatMap`.
    static let optionals: [Macro] = [("optMap", false), ("optFlatMap", true)].map { name, flat in
        Macro(name, receiver: .any, argumentCount: 2) { call throws(Issue) in
            guard let target = call.target else { return nil }
            let variable = try call.variableName(0)
            return call.add(
                .optionalMap(target, variable, body: call.arguments[1], isFlat: flat))
        }
    }

    /// `list.sortBy(e, key)`.
    static let lists: [Macro] = [
        comprehension("sortBy", .sortBy, variables: 1, hasFilter: false)
    ]

    /// `math.greatest` and `math.least` of more than two arguments look at a list of them.
    static let math: [Macro] = ["greatest", "least"].map { name in
        Macro(name, receiver: .namespace("math"), argumentCount: nil) { call throws(Issue) in
            guard call.arguments.count > 2, let target = call.target else { return nil }
            let list = call.makeList(call.arguments)
            return call.makeCall(name, target: target, [list])
        }
    }

    private static func comprehension(
        _ name: String, _ kind: Syntax.Comprehension.Kind, variables: Int, hasFilter: Bool
    ) -> Macro {
        let count = variables + (hasFilter ? 2 : 1)
        return Macro(name, receiver: .any, argumentCount: count) { call throws(Issue) in
            guard let range = call.target else { return nil }
            let first = try call.variableName(0)
            let second = variables == 2 ? try call.variableName(1) : nil
            guard first != second else {
                throw call.issue(.duplicateVariable(first), at: call.arguments[1])
            }
            return call.add(
                .comprehension(
                    .init(
                        kind: kind, range: range, variable: first, secondVariable: second,
                        filter: hasFilter ? call.arguments[variables] : nil,
                        body: call.arguments[count - 1])))
        }
    }
}

extension MacroCall {
    /// The name a macro gives to a new variable by an argument.
    func variableName(_ position: Int) throws(Issue) -> String {
        guard let name = identifierName(arguments[position]) else {
            throw issue(
                .invalidMacroArgument(macro: name, expected: "a variable name"),
                at: arguments[position])
        }
        return name
    }
}

extension Syntax {
    func isOptionalSelect(_ id: ID) -> Bool {
        if case .select(_, _, isOptional: true) = self[id].kind { true } else { false }
    }
}
