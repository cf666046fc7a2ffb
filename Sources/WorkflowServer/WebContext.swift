package import Diagnostics
package import Hummingbird
import NIOCore
package import WorkflowAccounts

/// What is known about one request besides what it says.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Who sent it; nil for those who did not say.
    package var identity: Identity?
    /// The language to answer in.
    package var language = Language.vi
    /// Where it came from: the address of the connection, or what a trusted proxy says.
    package var address: String? {
        get { told ?? peer?.ipAddress }
        set { told = newValue }
    }
    private let peer: SocketAddress?
    private var told: String?
    /// Whether the browser speaks TLS, to this server or to a trusted proxy before it.
    package var isSecure: Bool

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress
        isSecure = false
    }
}
