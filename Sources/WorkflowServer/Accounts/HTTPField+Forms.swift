import HTTPTypes

extension HTTPField.Name {
    static let formToken = named("X-CSRF-Token")
    static let secFetchSite = named("Sec-Fetch-Site")

    private static func named(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else {
            preconditionFailure("\(name) is not the name of a header")
        }
        return field
    }
}
