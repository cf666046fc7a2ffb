import Diagnostics
package import JSON
package import WorkflowCalendar
package import WorkflowModel

extension Organisation.Agency {
    /// Whether its code, its names or its aliases contain a text, typed with or without marks.
    package func mentions(_ text: String) -> Bool {
        let wanted = TextFolding.fold(text)
        let texts =
            [code] + aliases + names.flatMap { [$0.name.vi, $0.name.en, $0.shortName ?? ""] }
        return texts.contains { TextFolding.fold($0).contains(wanted) }
    }

    package func view(in organisation: Organisation, on date: CalendarDate) -> JSON {
        var view = JSONObject()
        view["code"] = .string(code)
        view["name"] = name.view
        view["short"] = shortName.map(JSON.string)
        view["aliases"] = .array(aliases.map(JSON.string))
        view["kind"] = .string(kind.rawValue)
        view["level"] = level.map(JSON.string)
        view["parent"] = parent.map(JSON.string) ?? .null
        view["from"] = validFrom.map { .string($0.description) } ?? .null
        view["to"] = validTo.map { .string($0.description) } ?? .null
        view["merged_into"] = successor.map(JSON.string) ?? .null
        view["exists"] = .bool(exists(on: date))
        view["members"] = .array(members.map(JSON.string))
        view["names"] = .array(
            names.map { from, name, short in
                var view = JSONObject()
                view["from"] = from.map { .string($0.description) } ?? .null
                view["name"] = name.view
                view["short"] = short.map(JSON.string)
                return .object(view)
            })
        view["people"] = .array(
            organisation.people(role: nil, agency: code).map { .string($0.id) })
        return .object(view)
    }
}

extension Organisation.Person {
    package func mentions(_ text: String) -> Bool {
        let wanted = TextFolding.fold(text)
        return [id, name].contains { TextFolding.fold($0).contains(wanted) }
    }

    /// - Parameter isPresent: whether they hold a position now.
    package func view(isPresent: Bool) -> JSON {
        var view = JSONObject()
        view["id"] = .string(id)
        view["name"] = .string(name)
        view["present"] = .bool(isPresent)
        view["positions"] = .array(
            positions.map { position in
                var view = JSONObject()
                view["agency"] = .string(position.agency)
                view["roles"] = .array(position.roles.map(JSON.string))
                view["from"] = position.from.map { .string($0.description) } ?? .null
                view["to"] = position.to.map { .string($0.description) } ?? .null
                return .object(view)
            })
        view["email"] = email.map(JSON.string) ?? .null
        view["language"] = .string(language.rawValue)
        view["demo"] = .bool(isDemo)
        return .object(view)
    }
}

extension LocalizedText {
    fileprivate var view: JSON { ["vi": .string(vi), "en": .string(en)] }
}

extension Array where Element: Hashable {
    /// Each once, in the order of their first place.
    package var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
