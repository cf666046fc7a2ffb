package import Logging
package import WorkflowAccounts
package import WorkflowCommands
package import WorkflowStorage

/// What the running of the server is made of, beside the office it serves.
package final class Operations: Sendable {
    package let telemetry: Telemetry
    package let readiness: Readiness
    package let feed: ChangeFeed
    /// Whether a person may know of an item, asked for each change they are sent; nil: the engine says.
    package let canSee: (@Sendable (ItemRow, Identity) async -> Bool)?
    package let trustedProxies: [Network]
    /// Who may read `/metrics` besides this machine.
    package let metricsFrom: [Network]
    /// Whether browsers reach the server over TLS that ends here.
    package let isSecure: Bool

    package init(
        _ store: any Store, telemetry: Telemetry = Telemetry(),
        readiness: Readiness = Readiness(), streams: ChangeFeed.Limits = ChangeFeed.Limits(),
        canSee: (@Sendable (ItemRow, Identity) async -> Bool)? = nil,
        trustedProxies: [Network] = [], metricsFrom: [Network] = [], isSecure: Bool = false,
        logger: Logger
    ) {
        self.telemetry = telemetry
        self.readiness = readiness
        feed = ChangeFeed(store, telemetry, limits: streams, logger: logger)
        self.canSee = canSee
        self.trustedProxies = trustedProxies
        self.metricsFrom = metricsFrom
        self.isSecure = isSecure
    }
}
