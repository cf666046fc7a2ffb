extension Organisation {
    /// The agencies a code stands for: those a group is made of, at last; any other is itself.
    /// Empty for a group without members.
    public func agencies(meantBy code: String) -> [String] {
        var found: [String] = []
        var seen: Set<String> = []
        func add(_ code: String) {
            guard seen.insert(code).inserted else { return }
            guard let agency = agency(code), agency.kind == .group else {
                found.append(code)
                return
            }
            for member in agency.members { add(member) }
        }
        add(code)
        return found
    }

    /// The agency above, also of a group that says which; else those above its members. Empty when
    /// there is none.
    public func superiors(of code: String) -> [String] {
        if let parent = agency(code)?.parent { return [parent] }
        var found: [String] = []
        for member in agencies(meantBy: code) {
            if let parent = agency(member)?.parent, !found.contains(parent) { found.append(parent) }
        }
        return found
    }
}
