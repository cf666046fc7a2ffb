/// A checked and compiled expression, ready to be evaluated any number of times and from any
/// thread.
public struct Program: Sendable {
    private let storage: Storage

    /// One reference, so that programs copy cheaply.
    final class Storage: Sendable {
        let source: String
        let checked: CheckedSyntax
        let environment: Environment
        let step: Step
        let fieldTest: FieldTest?
        let localCount: Int
        let hasBindings: Bool
        let warnings: [Issue]

        init(
            source: String, checked: CheckedSyntax, environment: Environment,
            step: @escaping Step, fieldTest: FieldTest?, localCount: Int, hasBindings: Bool,
            warnings: [Issue]
        ) {
            self.source = source
            self.checked = checked
            self.environment = environment
            self.step = step
            self.fieldTest = fieldTest
            self.localCount = localCount
            self.hasBindings = hasBindings
            self.warnings = warnings
        }
    }

    init(_ storage: Storage) {
        self.storage = storage
    }

    public var source: String { storage.source }
    var checked: CheckedSyntax { storage.checked }
    var environment: Environment { storage.environment }

    /// Faults that the language lets run, though they can only fail: `timestamp('yesterday')`.
    /// A host that wants its rules right before they run treats them as errors.
    public var warnings: [Issue] { storage.warnings }

    /// The type of the result; `dyn` when it is known only at run time.
    public var resultType: CELType { checked.type }

    /// Computes the value.
    public func evaluate(
        _ activation: consuming Activation
    ) throws(EvaluationError) -> Value {
        var context = makeContext(activation)
        return try storage.step(&context)
    }

    /// What a condition answers that does nothing but compare a field with a constant, when the
    /// source has the field at hand; nil for every other expression, and when the field has no
    /// value. ``evaluate(_:)`` answers the same, and all the others.
    public func answer(from source: any VariableSource) -> Bool? {
        storage.fieldTest?.answer(from: source)
    }

    func makeContext(_ activation: consuming Activation) -> EvaluationContext {
        EvaluationContext(
            activation,
            locals: storage.localCount == 0
                ? [] : Array(repeating: .null, count: storage.localCount),
            bindings: storage.hasBindings
                ? Array(repeating: .unread, count: storage.localCount) : [],
            budget: storage.environment.limits.cost)
    }
}

/// A part of a compiled program.
typealias Step = @Sendable (inout EvaluationContext) throws(EvaluationError) -> Value
/// A part that answers a bool, without wrapping it.
typealias Test = @Sendable (inout EvaluationContext) throws(EvaluationError) -> Bool
