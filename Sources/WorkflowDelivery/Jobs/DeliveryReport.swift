/// What the program that speaks to the network did.
public struct DeliveryReport: Hashable, Sendable {
    /// Something about a sink as a whole, in the language of the job.
    public struct Remark: Hashable, Sendable {
        public var sink: String
        public var message: String

        public init(sink: String, message: String) {
            self.sink = sink
            self.message = message
        }
    }

    public var summary: DeliveryWorker.Summary
    /// Why sinks could not be used at all: a secret is missing, say. What is for them waits.
    public var faults: [Remark]
    /// What should be mended but stands in nobody's way.
    public var warnings: [Remark]

    public init(
        summary: DeliveryWorker.Summary = DeliveryWorker.Summary(), faults: [Remark] = [],
        warnings: [Remark] = []
    ) {
        self.summary = summary
        self.faults = faults
        self.warnings = warnings
    }
}
