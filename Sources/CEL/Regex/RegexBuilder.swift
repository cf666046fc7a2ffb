/// Turns a pattern into instructions (Thompson's construction).
struct RegexBuilder {
    /// Repetitions are written out, so nested ones multiply; this bounds time and memory.
    static let sizeLimit = 10_000
    private var instructions: [Instruction] = []

    mutating func build(_ node: RegexNode) throws(PatternFault) -> [Instruction] {
        try emit(node)
        instructions.append(.match)
        return instructions
    }

    private mutating func append(_ instruction: Instruction) throws(PatternFault) {
        guard instructions.count < Self.sizeLimit else {
            throw .tooLarge
        }
        instructions.append(instruction)
    }

    private mutating func emit(_ node: RegexNode) throws(PatternFault) {
        switch node {
        case .empty: break
        case .scalar(let scalar): try append(.scalar(scalar))
        case .set(let set): try append(.set(set))
        case .assert(let assertion): try append(.assert(assertion))
        case .sequence(let nodes):
            for node in nodes { try emit(node) }
        case .choice(let nodes): try emitChoice(nodes)
        case .repetition(let node, let least, let most):
            try emitRepetition(node, least, most)
        }
    }

    private mutating func emitChoice(_ nodes: [RegexNode]) throws(PatternFault) {
        var ends: [Int] = []
        for (index, node) in nodes.enumerated() {
            guard index < nodes.count - 1 else {
                try emit(node)
                break
            }
            let split = instructions.count
            try append(.split(split + 1, 0))
            try emit(node)
            ends.append(instructions.count)
            try append(.jump(0))
            instructions[split] = .split(split + 1, instructions.count)
        }
        for end in ends { instructions[end] = .jump(instructions.count) }
    }

    private mutating func emitRepetition(
        _ node: RegexNode, _ least: Int, _ most: Int?
    ) throws(PatternFault) {
        // A counted repetition of nothing would loop here without ever reaching the size limit.
        if case .empty = node { return }
        for _ in 0..<least { try emit(node) }
        guard let most else {
            let split = instructions.count
            try append(.split(split + 1, 0))
            try emit(node)
            try append(.jump(split))
            instructions[split] = .split(split + 1, instructions.count)
            return
        }
        var splits: [Int] = []
        for _ in least..<max(least, most) {
            splits.append(instructions.count)
            try append(.split(instructions.count + 1, 0))
            try emit(node)
        }
        for split in splits { instructions[split] = .split(split + 1, instructions.count) }
    }
}
