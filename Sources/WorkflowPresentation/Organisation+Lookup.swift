import Diagnostics
package import WorkflowModel

// People and agencies by what they are called, or a failure that names the nearest.

extension Organisation {
    /// The identifier of a person, who may be gone.
    ///
    /// - Throws: `not-found` with the nearest one.
    package func knownPerson(_ id: String) throws(Failure) -> String {
        if person(id) != nil { return id }
        throw Failure(
            .notFound, "not-found",
            LocalizedText(
                vi: "Không có người nào mang mã “\(id)”.", en: "There is no person “\(id)”."),
            hint: Failure.suggestion(nearest(id, in: everybody.map(\.id)))
                ?? LocalizedText(vi: "xem: wf people", en: "to see them: wf people"))
    }

    /// The code of an agency as people call it.
    ///
    /// - Throws: `not-found` with the nearest one.
    package func code(ofAgency text: String) throws(Failure) -> String {
        if let agency = agency(called: text) { return agency.code }
        throw Failure(
            .notFound, "not-found",
            LocalizedText(vi: "Không có cơ quan “\(text)”.", en: "There is no agency “\(text)”."),
            hint: Failure.suggestion(nearest(text, in: agencies.map(\.code)))
                ?? LocalizedText(
                    vi: "xem các cơ quan: wf agencies", en: "to see them: wf agencies"))
    }

    package func code(ofRole text: String) throws(Failure) -> String {
        let wanted = TextFolding.fold(text)
        let role = roles.first { role in
            [role.code, role.title.vi, role.title.en].contains { TextFolding.fold($0) == wanted }
        }
        if let role { return role.code }
        let known = roles.map(\.code)
        throw Failure(
            .notFound, "not-found",
            LocalizedText(vi: "Không có vai trò “\(text)”.", en: "There is no role “\(text)”."),
            hint: Failure.suggestion(nearest(text, in: known))
                ?? LocalizedText(
                    vi: "các vai trò: \(known.joined(separator: ", "))",
                    en: "roles: \(known.joined(separator: ", "))"))
    }
}
