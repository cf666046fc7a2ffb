import CEL
import Synchronization
import Testing

/// What a host brings: objects, opaque values, functions with state, macros.
@Suite struct HostTests {
    struct Item: ObjectValue {
        let fields: [Value?]
        var typeName: String { "item" }
        func field(at index: Int) -> Value? { fields[index] }
    }

    struct Money: OpaqueValue {
        let amount: Int
        var typeName: String { "money" }
        var description: String { "\(amount) đồng" }
        func isEqual(to other: any OpaqueValue) -> Bool {
            (other as? Money)?.amount == amount
        }
        func compare(to other: any OpaqueValue) -> Int? {
            (other as? Money).map { amount - $0.amount }
        }
    }

    final class History: Sendable {
        let states: [String]
        init(_ states: [String]) { self.states = states }
    }

    static let money = CELType.opaque("money", [])

    static let environment = Environment(
        variables: [("item", .object("item")), ("limit", money)],
        objectTypes: [
            ObjectType(name: "item", fields: [("budget", money), ("note", .string)]),
            ObjectType(name: "table:authority", fields: [("limit", .int), ("office", .string)]),
        ],
        functions: [
            FunctionDeclaration(
                "visited",
                [
                    .init([.string], returns: .bool) { values, context in
                        guard let history = context.host as? History,
                            case .string(let state) = values[0]
                        else { return false }
                        return .bool(history.states.contains(state))
                    }
                ]),
            FunctionDeclaration(
                "money",
                [
                    .init([.int], returns: money) { values, _ in
                        guard case .int(let amount) = values[0] else { return .null }
                        return .opaque(Money(amount: Int(amount)))
                    }
                ]),
            FunctionDeclaration(
                "_+_",
                [
                    .init([money, money], returns: money) { values, _ in
                        guard case .opaque(let left as Money) = values[0],
                            case .opaque(let right as Money) = values[1]
                        else { return .null }
                        return .opaque(Money(amount: left.amount + right.amount))
                    }
                ]),
            FunctionDeclaration(
                "table:authority()",
                [
                    .init([], returns: .object("table:authority")) { _, _ in
                        .object(Authority())
                    }
                ]),
        ],
        macros: [
            Macro("table", argumentCount: 1) { call throws(CEL.Issue) in
                guard let name = call.stringLiteral(call.arguments[0]) else {
                    throw call.issue(
                        code: "table-name", message: "the table must be named literally",
                        at: call.arguments[0], hint: "write table('authority')")
                }
                return call.makeCall("table:\(name)()", [])
            }
        ])

    struct Authority: ObjectValue {
        var typeName: String { "table:authority" }
        func field(at index: Int) -> Value? { index == 0 ? 5 : "chair" }
    }

    static let item = Item(fields: [.opaque(Money(amount: 5)), nil])

    @Test(arguments: [
        Row("item.budget == money(5)", true), Row("item.budget < limit", true),
        Row("item.budget >= money(6)", false), Row("item.budget + money(1) == money(6)", true),
        Row("dyn(item).budget <= dyn(limit)", true), Row("has(item.note)", false),
        Row("item.?note.orValue('none')", "none"),
        Row("[money(2), money(1)].sort()[0] == money(1)", true),
        Row("visited('appraisal') && !visited('approval')", true),
        Row("table('authority').limit + 1", 6), Row("[1].all(x, visited('appraisal'))", true),
        Row("type(item) == type(item)", true),
    ])
    func hostValues(row: Row) throws {
        let activation = Activation(
            [.object(Self.item), .opaque(Money(amount: 7))], host: History(["appraisal"]))
        let value = try Self.environment.compile(row.source).evaluate(activation)
        #expect(value == row.expected)
    }

    /// Gives a variable when it is read, and notes that it was.
    final class Source: VariableSource {
        let asked = Mutex<[Int]>([])

        func value(ofVariable slot: Int) -> Value? {
            asked.withLock { $0.append(slot) }
            return slot == 1 ? .opaque(Money(amount: 7)) : nil
        }
    }

    @Test func aHostIsAskedForTheVariablesThatAreRead() throws {
        let source = Source()
        let program = try Self.environment.compile("1 > 2 || limit == money(7)")
        #expect(try program.evaluate(Activation(source: source)) == true)
        #expect(source.asked.withLock { $0 } == [1])
        #expect(try program.evaluate(Activation([nil, .null], source: source)) == false)
        let unbound = try Self.environment.compile("item.note == 'x'")
        let error = #expect(throws: EvaluationError.self) {
            try unbound.evaluate(Activation(source: source))
        }
        #expect(error?.code == .unbound)
    }

    @Test func anUnsetFieldIsAnError() throws {
        let program = try Self.environment.compile("item.note == 'x'")
        let error = #expect(throws: EvaluationError.self) {
            try program.evaluate(Activation([.object(Self.item), nil]))
        }
        #expect(error?.code == .noSuchKey)
        #expect(error?.message == "no such key: note")
    }

    @Test func aMacroReportsAtTheArgument() {
        let found = issues("1 == 2 || table(item.note).limit > 1", in: Self.environment)
        #expect(
            found.map(\.kind) == [
                .host(code: "table-name", message: "the table must be named literally")
            ])
        #expect(found.map(\.range) == [16..<25])
        #expect(found.map(\.hint) == ["write table('authority')"])
    }

    @Test func aMacroGivesACallItsOwnType() {
        #expect(
            issues("table('authority').offise == 'x'", in: Self.environment).map(\.suggestion)
                == ["office"])
    }

    @Test func aFunctionChargesForItsWork() throws {
        let environment = Environment(
            functions: [
                FunctionDeclaration(
                    "busy",
                    [
                        .init([], returns: .bool) { (_, context) throws(EvaluationError) in
                            try context.charge(1_000)
                            return true
                        }
                    ])
            ], limits: Limits(cost: 5_000))
        #expect(try evaluate("busy() && busy()", in: environment) == true)
        let program = try environment.compile("lists.range(10).all(i, busy()) || true")
        let error = #expect(throws: EvaluationError.self) { try program.evaluate(Activation()) }
        #expect(error?.code == .costLimit)
    }
}
