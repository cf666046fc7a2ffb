extension Endpoint {
    /// Every route of the API: the router has these below `/api/v1`, and no others.
    package static let all: [Endpoint] =
        operations + items + actions + bulk + tasks + history + documents + calendar
        + notifications + definitions + people + accounts + changes + command + hooks
}
