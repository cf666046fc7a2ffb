import YAML

/// Merging of definitions: mappings key by key, anything else replaced by what is laid over it.
enum Merge {
    /// `over` laid on `base`. A key that `over` sets to null is taken out. Every node keeps the
    /// place of the file it was written in.
    static func lay(_ over: Mapping, on base: Mapping, ordering: Ordering = .append) -> Mapping {
        var result: [Mapping.Pair] = []
        result.reserveCapacity(base.count + over.count)
        for pair in base.pairs {
            guard let upper = over.pair(pair.name) else {
                result.append(pair)
                continue
            }
            if upper.value.isNull { continue }
            // The key of the later file, so that a complaint about the pair points there.
            result.append(
                Mapping.Pair(
                    key: upper.key, value: lay(upper.value, on: pair.value, key: pair.name)))
        }
        let isNew = { (pair: Mapping.Pair) in base.pair(pair.name) == nil }
        switch ordering {
        case .append:
            result.append(contentsOf: over.pairs.filter(isNew))
        case .byNeighbour:
            insert(over.pairs, into: &result, isNew: isNew)
        }
        return Mapping(result)
    }

    /// Where keys that only the upper mapping has are put.
    enum Ordering {
        case append
        /// Behind the key they are written behind; those written before all known keys come first.
        /// A workflow that adds states to inherited ones so says where they come in the story, and
        /// its first state is the first one it writes.
        case byNeighbour
    }

    private static func lay(_ over: Node, on base: Node, key: String) -> Node {
        guard let upper = over.mapping, let lower = base.mapping else { return over }
        let isStory = key == "states" || key == "parallel" || key == "actions"
        let merged = lay(upper, on: lower, ordering: isStory ? .byNeighbour : .append)
        return Node(.mapping(merged), range: over.range, end: over.end)
    }

    private static func insert(
        _ pairs: [Mapping.Pair], into result: inout [Mapping.Pair],
        isNew: (Mapping.Pair) -> Bool
    ) {
        // New keys by the known key they follow; the empty name stands for "before all".
        var following: [String: [Mapping.Pair]] = [:]
        var anchor = ""
        let kept = Set(result.map(\.name))
        for pair in pairs {
            if isNew(pair) {
                following[anchor, default: []].append(pair)
            } else if kept.contains(pair.name) {
                anchor = pair.name
            }
        }
        guard !following.isEmpty else { return }
        var ordered = following[""] ?? []
        for pair in result {
            ordered.append(pair)
            ordered.append(contentsOf: following[pair.name] ?? [])
        }
        result = ordered
    }
}

extension Mapping {
    func without(_ names: [String]) -> Mapping {
        guard pairs.contains(where: { names.contains($0.name) }) else { return self }
        return Mapping(pairs.filter { !names.contains($0.name) })
    }
}
