import Diagnostics
package import Logging
import ServiceLifecycle
import UnixSignals
import WorkflowPresentation

/// Reads certificates and definitions again on SIGHUP, and certificates also when their files have
/// changed.
package struct Reloading: Service {
    private let office: Office
    private let operations: Operations
    private let identity: TLSIdentity?
    private let manager: ServiceManager?
    private let logger: Logger
    private static let look = Duration.seconds(60)

    package init(
        _ office: Office, _ operations: Operations, identity: TLSIdentity?,
        manager: ServiceManager?, logger: Logger
    ) {
        self.office = office
        self.operations = operations
        self.identity = identity
        self.manager = manager
        self.logger = logger
    }

    @concurrent package func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await lookAfterCertificates() }
                for await _ in signals { reload() }
                group.cancelAll()
            }
        }
    }

    private func lookAfterCertificates() async {
        while identity != nil {
            do { try await Task.sleep(for: Self.look) } catch { return }
            reloadCertificates(evenIfUnchanged: false)
        }
    }

    private func reload() {
        manager?.reloading()
        reloadCertificates(evenIfUnchanged: true)
        do {
            try office.readDefinitionsAgain()
            logger.info("definitions read")
        } catch {
            logger.error(
                "definitions have faults; those before go on holding",
                metadata: ["why": .string(Failure(any: error).message.en)])
        }
        manager?.ready()
    }

    private func reloadCertificates(evenIfUnchanged: Bool) {
        guard let identity else { return }
        do throws(Failure) {
            if try identity.reload(evenIfUnchanged: evenIfUnchanged) {
                logger.info("certificates read")
            }
        } catch {
            logger.error(
                "the certificates before go on being shown",
                metadata: ["why": .string(error.message.en)])
        }
    }
}
