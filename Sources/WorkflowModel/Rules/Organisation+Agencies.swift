import Diagnostics
public import WorkflowCalendar

extension Organisation {
    /// The agencies a code stands for: those a group is made of, at last; any other is itself.
    /// Empty for a group without members.
    public func agencies(meantBy code: String) -> [String] {
        guard isGroup(code) else { return [code] }
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

    /// The agency that has the work of another on a day: itself while it is there, else the one it
    /// was merged into, or that one's, at last.
    public func holder(ofWorkOf code: String, on date: CalendarDate) -> String {
        guard hasMergers else { return code }
        var holder = code
        // As many steps as there are agencies: rules in which they go in circles are refused.
        for _ in agencies {
            guard let agency = agency(holder), let end = agency.validTo, end < date,
                let successor = agency.successor
            else { break }
            holder = successor
        }
        return holder
    }

    /// The agencies that are no more and whose work an agency has on a day, in the order written.
    public func agencies(heldBy code: String, on date: CalendarDate) -> [String] {
        guard hasMergers else { return [] }
        return agencies.map(\.code).filter {
            $0 != code && holder(ofWorkOf: $0, on: date) == code
        }
    }
}

extension Organisation.Agency {
    /// Whether it has this code, name, short name or alias, now or ever.
    ///
    /// - Parameter folded: as `TextFolding.fold` makes it.
    func isCalled(_ folded: String) -> Bool {
        var texts = [code] + aliases
        for (_, name, shortName) in names {
            texts += [name.vi, name.en] + [shortName].compactMap { $0 }
        }
        return texts.contains { TextFolding.fold($0) == folded }
    }
}
