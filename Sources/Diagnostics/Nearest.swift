/// The candidate a user most likely meant by `name`, or nil when none is close.
///
/// Upper case, marks and the kind of separator are forgiven (`Trang_Thai` finds `trạng-thái`);
/// beyond that one typing error is allowed in a short name and up to three in a long one, a typing
/// error being a letter added, lost, changed, or swapped with its neighbour. Failing that, a
/// beginning of at least three letters finds the one name it begins. Ties go to the earlier
/// candidate, so the answer depends on nothing but the arguments.
public func nearest(_ name: String, in candidates: some Sequence<String>) -> String? {
    let wanted = comparisonKey(name)
    // Beyond this it is no name, and the comparison is quadratic.
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    var best: (candidate: String, distance: Int)?
    var begun: [String] = []
    for candidate in candidates where candidate != name {
        let key = comparisonKey(candidate)
        guard key.count <= 64 else { continue }
        if wanted.count >= 3, key.starts(with: wanted), key.count > wanted.count {
            begun.append(candidate)
        }
        let allowed = allowedErrors(max(wanted.count, key.count))
        guard abs(wanted.count - key.count) <= allowed else { continue }
        let distance = editDistance(wanted, key)
        if distance <= allowed, distance < (best?.distance ?? Int.max) {
            best = (candidate, distance)
        }
    }
    return best?.candidate ?? (begun.count == 1 ? begun[0] : nil)
}

private func comparisonKey(_ name: String) -> [Unicode.Scalar] {
    TextFolding.fold(name).unicodeScalars.map { $0 == "_" || $0 == " " ? "-" : $0 }
}

private func allowedErrors(_ length: Int) -> Int {
    switch length {
    case ...2: 0
    case 3...5: 1
    case 6...9: 2
    default: 3
    }
}

/// Damerau–Levenshtein distance in its restricted form (no letter is edited twice): the number of
/// insertions, deletions, substitutions and swaps of neighbours from one name to the other.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforePrevious = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    for i in 1...left.count {
        var current = [i]
        current.reserveCapacity(right.count + 1)
        for j in 1...right.count {
            let substitution = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
            var cost = min(previous[j] + 1, current[j - 1] + 1, substitution)
            if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                cost = min(cost, beforePrevious[j - 2] + 1)
            }
            current.append(cost)
        }
        beforePrevious = previous
        previous = current
    }
    return previous[right.count]
}
