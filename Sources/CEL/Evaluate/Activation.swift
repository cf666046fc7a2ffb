/// The values an evaluation sees, by slot.
public struct Activation: Sendable {
    /// One for each variable of the environment, in its order. Nil leaves a variable unbound,
    /// which is an error only when the variable is read.
    public var values: [Value?]
    /// Asked for the variables behind those.
    public var source: (any VariableSource)?
    /// State of the host that its functions read through ``EvaluationContext/host``.
    public var host: (any AnyObject & Sendable)?

    public init(
        _ values: [Value?] = [], source: (any VariableSource)? = nil,
        host: (any AnyObject & Sendable)? = nil
    ) {
        self.values = values
        self.source = source
        self.host = host
    }
}

/// Gives the values of variables when they are read: for a host that has them at hand and would
/// make a list of them for every evaluation.
public protocol VariableSource: AnyObject, Sendable {
    /// The value of the variable, an index of ``Environment/variables``; nil when it is unbound.
    /// The same every time during one evaluation.
    func value(ofVariable slot: Int) -> Value?

    /// A field of a variable that is an object, by its position in the object's type: for a host
    /// that need not make the object a value to read one field of it. Nil sends the reader to the
    /// variable itself, which also tells why there is none.
    func field(at position: Int, ofVariable slot: Int) -> Value?
}

extension VariableSource {
    public func field(at position: Int, ofVariable slot: Int) -> Value? { nil }
}

/// One evaluation under way: what functions of the host may use.
public struct EvaluationContext {
    /// Read through ``variable(_:)``, but for the few places that look without copying.
    let variables: [Value?]
    private let source: (any VariableSource)?
    /// The variables of macros, by slot.
    var locals: [Value]
    /// How far each variable of `cel.bind` is, by slot; empty in a program without any.
    var bindings: [Binding]
    /// Units of work left.
    var budget: Int
    /// What the activation carried.
    public let host: (any AnyObject & Sendable)?

    init(
        _ activation: consuming Activation, locals: [Value], bindings: [Binding] = [],
        budget: Int
    ) {
        variables = activation.values
        source = activation.source
        self.locals = locals
        self.bindings = bindings
        self.budget = budget
        host = activation.host
    }

    /// The value of a variable, nil when it is unbound.
    @inline(__always)
    func variable(_ slot: Int) -> Value? {
        if slot < variables.count { return variables[slot] }
        return source?.value(ofVariable: slot)
    }

    /// The field of a variable that is an object, where it can be read in place; nil also when it
    /// has no value.
    @inline(__always)
    func field(_ position: Int, ofVariable slot: Int) -> Value? {
        if slot < variables.count {
            guard case .object(let object)? = variables[slot] else { return nil }
            return object.field(at: position)
        }
        return source?.field(at: position, ofVariable: slot)
    }

    /// Counts work against the limit of the environment. A function whose work grows with its
    /// arguments charges for it, about one unit for each element or sixteen bytes.
    public mutating func charge(_ units: Int) throws(EvaluationError) {
        // Saturating, so that no argument can wrap the count around.
        let (left, overflow) = budget.subtractingReportingOverflow(units)
        guard left >= 0, !overflow else { throw .costLimit }
        budget = left
    }

    /// The value of a `cel.bind`, which is computed when it is first read and then kept.
    enum Binding {
        case unread, known
        case failed(EvaluationError)
    }

    mutating func charge(text: String) throws(EvaluationError) {
        try charge(text.utf8.count / 16)
    }

    /// For a value that is looked at from end to end once, as a key is; what is inside a list or
    /// map is not counted.
    mutating func charge(value: Value) throws(EvaluationError) {
        let steps = value.sizeInSteps
        if steps > 0 { try charge(steps) }
    }
}

extension Value {
    /// What it costs to look at all of a text.
    var sizeInSteps: Int {
        switch self {
        case .string(let text): text.utf8.count / 16
        case .bytes(let bytes): bytes.count / 16
        default: 0
        }
    }
}
