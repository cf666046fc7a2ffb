package import Logging
import ServiceLifecycle
import WorkflowCommands

#if os(Linux)
    /// Does on time what is due, and delivers, for as long as the server runs.
    package struct Ticker: Service {
        private let office: Office
        private let store: String
        private let operations: Operations
        private let logger: Logger

        /// - Parameter store: the path of the office's store.
        package init(
            _ office: Office, store: String, _ operations: Operations, logger: Logger
        ) {
            self.office = office
            self.store = store
            self.operations = operations
            self.logger = logger
        }

        @concurrent package func run() async throws {
            let request = try EndRequest()
            let rounds = try Rounds(office, store: store, operations, logger, endedBy: request)
            await withTaskCancellationOrGracefulShutdownHandler {
                await rounds.run()
            } onCancelOrGracefulShutdown: {
                request.make()
            }
        }
    }
#endif
