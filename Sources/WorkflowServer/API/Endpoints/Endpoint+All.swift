extension Endpoint {
    /// Every route of the API. Those that other parts of the server bring are declared there and
    /// named here.
    package static let all: [Endpoint] =
        operations + items + actions + bulk + tasks + history + documents + calendar
        + notifications + definitions + people + hooks
}
