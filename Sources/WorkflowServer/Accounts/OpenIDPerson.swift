import Diagnostics
import JSON
import WorkflowAccounts
import WorkflowCalendar
import WorkflowModel
import WorkflowPresentation

/// Who of the organisation the claims of a provider name, and whether both agree on where they sit
/// and what they are.
struct OpenIDPerson {
    let settings: OpenIDSettings
    let organisation: Organisation
    let today: CalendarDate

    /// - Throws: `Failure` (`.notPermitted`) saying which claim does not fit what.
    func person(_ claims: OpenIDClaims) throws(Failure) -> String {
        let person = try named(claims)
        let positions = person.on(today)?.positions ?? person.positions
        if let mapping = settings.agency {
            let said = claims.values(of: mapping)
            let own = positions.map(\.agency)
            guard said.contains(where: own.contains) else {
                throw mismatch(
                    "oidc-agency", mapping, said, own, vi: "cơ quan", en: "agency", person)
            }
        }
        if let mapping = settings.roles {
            let said = claims.values(of: mapping)
            let own = positions.flatMap(\.roles)
            guard own.allSatisfy(said.contains) else {
                throw mismatch("oidc-roles", mapping, said, own, vi: "vai trò", en: "roles", person)
            }
        }
        return person.id
    }

    private func named(_ claims: OpenIDClaims) throws(Failure) -> Organisation.Person {
        let claim = settings.person.claim
        let values = claims.values(of: settings.person)
        guard let value = values.first, values.count == 1 else {
            throw Failure(
                .notPermitted, "oidc-no-person",
                LocalizedText(
                    vi: "Nơi cấp danh tính không cho biết bạn là ai (thiếu claim “\(claim)”).",
                    en: "The identity provider does not say who you are (no claim “\(claim)”)."),
                hint: .askAdministrator)
        }
        switch settings.personKey {
        case .id:
            if let person = organisation.person(value) { return person }
        case .email:
            let isVerified = claims["email_verified"]
            guard claim != "email" || isVerified.bool == true || isVerified.string == "true" else {
                throw Failure(
                    .notPermitted, "oidc-email-unverified",
                    LocalizedText(
                        vi: "Nơi cấp danh tính chưa xác minh địa chỉ \(value.shown).",
                        en: "The identity provider has not verified the address \(value.shown)."),
                    hint: LocalizedText(
                        vi: "xác minh địa chỉ ở nơi cấp danh tính rồi thử lại",
                        en: "verify the address there, then try again"))
            }
            let found = organisation.people.filter {
                $0.email.map { $0.lowercased() == value.lowercased() } ?? false
            }
            if let person = found.first, found.count == 1 { return person }
        }
        throw Failure(
            .notPermitted, "oidc-stranger",
            LocalizedText(
                vi: "Không có ai trong tổ chức (rules/) ứng với \(claim) = “\(value.shown)”.",
                en: "Nobody of the organisation (rules/) goes by \(claim) = “\(value.shown)”."),
            hint: .askAdministrator)
    }

    private func mismatch(
        _ code: String, _ mapping: OpenIDSettings.Mapping, _ said: [String], _ own: [String],
        vi: String, en: String, _ person: Organisation.Person
    ) -> Failure {
        let found = said.isEmpty ? "–" : said.map(\.shown).joined(separator: ", ")
        let expected = own.joined(separator: ", ")
        return Failure(
            .notPermitted, code,
            LocalizedText(
                vi: "Nơi cấp danh tính ghi \(vi) của \(person.name) là \(found), còn tổ chức"
                    + " (rules/) ghi \(expected).",
                en: "The identity provider has \(found) as the \(en) of \(person.name), the"
                    + " organisation (rules/) has \(expected)."),
            hint: LocalizedText(
                vi: "người quản trị sửa ở một trong hai nơi (claim “\(mapping.claim)”)",
                en: "an administrator has to change one of them (claim “\(mapping.claim)”)"))
    }
}

extension LocalizedText {
    fileprivate static let askAdministrator = LocalizedText(
        vi: "báo người quản trị xem mục oidc trong server.yaml và người trong rules/",
        en: "tell an administrator to look at oidc in server.yaml and at the people in rules/")
}

extension String {
    /// Of something another program said: on one line, not too long.
    fileprivate var shown: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { $0.value >= 0x20 }).prefix(100))
    }
}
