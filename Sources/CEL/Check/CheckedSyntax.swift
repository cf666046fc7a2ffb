/// A tree with what the checker found out about each of its nodes.
struct CheckedSyntax: Sendable {
    let tree: Syntax
    let root: Syntax.ID
    let type: CELType
    private let types: [CELType]
    private let resolutions: [Resolution]

    init(_ checked: (Syntax, [CELType], [Resolution]), root: Syntax.ID, type: CELType) {
        (tree, types, resolutions) = checked
        self.root = root
        self.type = type
    }

    func type(of id: Syntax.ID) -> CELType { types[id.position] }
    func resolution(of id: Syntax.ID) -> Resolution { resolutions[id.position] }
}

/// What a node refers to.
enum Resolution: Sendable {
    case none
    /// A variable of the activation, by slot.
    case variable(Int)
    /// A variable of a macro, by slot; a comprehension has its first slot here.
    case local(Int)
    /// A name that denotes a type.
    case type(CELType)
    /// The position of a field in its object type.
    case field(Int)
    /// The overloads that can apply; for a namespaced function the receiver is no argument.
    case call([Overload], hasReceiver: Bool)
    /// A fault that is raised when the node is evaluated.
    case fault(EvaluationError)
}
