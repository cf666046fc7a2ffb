/// Runs all ways through a pattern side by side, one character at a time, so that no pattern
/// makes it go back (Pike's algorithm without captures).
struct RegexMatcher {
    private let instructions: [Instruction]
    private var current: [Int] = []
    private var following: [Int] = []
    /// At which step an instruction was last reached, to visit it once a step.
    private var reached: [Int]
    private var pending: [Int] = []

    init(_ instructions: [Instruction]) {
        self.instructions = instructions
        reached = Array(repeating: -1, count: instructions.count)
    }

    mutating func matches(_ text: String) -> Bool {
        var step = 0
        var previous: Unicode.Scalar?
        var iterator = text.unicodeScalars.makeIterator()
        var scalar = iterator.next()
        // A match may begin anywhere: the beginning is reached anew at every character.
        if follow(0, step, previous, scalar) { return true }
        swap(&current, &following)
        while let character = scalar {
            let next = iterator.next()
            step += 1
            following.removeAll(keepingCapacity: true)
            for position in current where accepts(position, character) {
                if follow(position + 1, step, character, next) { return true }
            }
            if follow(0, step, character, next) { return true }
            swap(&current, &following)
            previous = character
            scalar = next
        }
        return false
    }

    private func accepts(_ position: Int, _ character: Unicode.Scalar) -> Bool {
        switch instructions[position] {
        case .scalar(let scalar): scalar == character
        case .set(let set): set.contains(character)
        default: false
        }
    }

    /// Adds what is reached from an instruction without reading; true at the end of the pattern.
    private mutating func follow(
        _ start: Int, _ step: Int, _ previous: Unicode.Scalar?, _ next: Unicode.Scalar?
    ) -> Bool {
        pending.append(start)
        while let position = pending.popLast() {
            guard reached[position] != step else { continue }
            reached[position] = step
            switch instructions[position] {
            case .match:
                pending.removeAll()
                return true
            case .jump(let target): pending.append(target)
            case .split(let first, let second):
                pending.append(second)
                pending.append(first)
            case .assert(let assertion):
                if holds(assertion, previous, next) { pending.append(position + 1) }
            case .scalar, .set: following.append(position)
            }
        }
        return false
    }

    private func holds(
        _ assertion: Assertion, _ previous: Unicode.Scalar?, _ next: Unicode.Scalar?
    ) -> Bool {
        switch assertion {
        case .textStart: previous == nil
        case .textEnd: next == nil
        case .lineStart: previous == nil || previous == "\n"
        case .lineEnd: next == nil || next == "\n"
        case .wordBoundary: isBoundary(previous, next)
        case .noWordBoundary: !isBoundary(previous, next)
        }
    }

    private func isBoundary(_ previous: Unicode.Scalar?, _ next: Unicode.Scalar?) -> Bool {
        (previous?.isWordCharacter ?? false) != (next?.isWordCharacter ?? false)
    }
}
