/// The candidate nearest to a name that was probably mistyped; nil when none is near.
///
/// Near means that at most a third of the longer name must be changed, counting an insertion,
/// a removal, a replacement or a swap of neighbours as one change.
func nearestName<Names: Sequence<String>>(to name: String, among candidates: Names) -> String? {
    var best: (name: String, distance: Int)?
    let letters = Array(name.utf8)
    guard letters.count <= 64 else { return nil }
    for candidate in candidates {
        let other = Array(candidate.utf8)
        guard other.count <= 64 else { continue }
        let limit = max(1, max(letters.count, other.count) / 3)
        guard abs(letters.count - other.count) <= limit else { continue }
        let distance = editDistance(letters, other)
        guard distance > 0, distance <= limit, distance < max(letters.count, other.count) else {
            continue
        }
        // Names come from dictionaries; ties go to the alphabetically first for a stable answer.
        if let known = best, (known.distance, known.name) <= (distance, candidate) { continue }
        best = (candidate, distance)
    }
    return best?.name
}

private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforePrevious = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    for i in left.indices {
        var current = [i + 1] + [Int](repeating: 0, count: right.count)
        for j in right.indices {
            let replacement = previous[j] + (left[i] == right[j] ? 0 : 1)
            current[j + 1] = min(replacement, previous[j + 1] + 1, current[j] + 1)
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                current[j + 1] = min(current[j + 1], beforePrevious[j - 1] + 1)
            }
        }
        beforePrevious = previous
        previous = current
    }
    return previous[right.count]
}
