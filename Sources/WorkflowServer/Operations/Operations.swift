package import WorkflowCommands

/// What the running of the server is made of, beside the office it serves.
package final class Operations: Sendable {
    package let telemetry: Telemetry
    package let readiness: Readiness
    package let trustedProxies: [Network]
    /// Who may read `/metrics` besides this machine.
    package let metricsFrom: [Network]
    /// Whether browsers reach the server over TLS that ends here.
    package let isSecure: Bool

    package init(
        telemetry: Telemetry = Telemetry(), readiness: Readiness = Readiness(),
        trustedProxies: [Network] = [], metricsFrom: [Network] = [], isSecure: Bool = false
    ) {
        self.telemetry = telemetry
        self.readiness = readiness
        self.trustedProxies = trustedProxies
        self.metricsFrom = metricsFrom
        self.isSecure = isSecure
    }
}
