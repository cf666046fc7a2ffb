import Hummingbird
import Logging

extension WebContext {
    /// The identifier of the request in the logs. Asked of the logger, which may keep none.
    var requestID: String {
        logger[metadataKey: "hb.request.id"]?.description ?? "unknown"
    }
}
