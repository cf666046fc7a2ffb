/// A variable, or a field reached from one, that an expression reads.
public struct Reference: Hashable, Sendable {
    /// As in `item.budget`: the declared name of the variable and the fields after it.
    public let path: String
    /// The variable, as an index of ``Environment/variables``.
    public let variable: Int
    /// Fields selected from the variable, outermost first; empty for the variable itself.
    public let fields: [String]
    /// UTF-8 offsets of the place where it is read.
    public let range: Range<Int>
}

extension Program {
    /// What the expression reads, in source order, each path once.
    public var references: [Reference] {
        var seen: Set<String> = []
        return references(in: checked.root).map(\.reference).filter {
            seen.insert($0.path).inserted
        }
    }

    /// The references below a node, with the nodes whose values they stand for.
    func references(in root: Syntax.ID) -> [(reference: Reference, node: Syntax.ID)] {
        var found: [(reference: Reference, node: Syntax.ID)] = []
        collect(root, into: &found)
        return found.sorted { $0.reference.range.lowerBound < $1.reference.range.lowerBound }
    }

    private func collect(
        _ id: Syntax.ID, into found: inout [(reference: Reference, node: Syntax.ID)]
    ) {
        if let reference = reference(id) {
            found.append((reference, id))
            return
        }
        Syntax.forEachChild(of: checked.tree[id].kind) { collect($0, into: &found) }
    }

    private func reference(_ id: Syntax.ID) -> Reference? {
        var fields: [String] = []
        var position = id
        while true {
            if case .variable(let slot) = checked.resolution(of: position) {
                let name = environment.variables[slot].name
                return Reference(
                    path: ([name] + fields.reversed()).joined(separator: "."), variable: slot,
                    fields: fields.reversed(), range: checked.tree[id].span.range)
            }
            switch checked.tree[position].kind {
            case .select(let operand, let field, _), .has(let operand, let field):
                fields.append(field)
                position = operand
            default: return nil
            }
        }
    }
}
