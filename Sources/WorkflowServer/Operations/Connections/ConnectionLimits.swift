package import NIOCore

/// What one connection may take of the server.
package struct ConnectionLimits: Sendable {
    /// Bytes of all headers of a request.
    package var headerBytes = 32 * 1_024
    package var headerFields = 100
    /// How long a connection may be silent before it begins a request, or in the middle of one.
    package var idle = TimeAmount.seconds(60)
    /// How long a request may take to arrive, besides the time its body needs at `slowest`.
    package var arrival = TimeAmount.seconds(30)
    /// Bytes a second below which a body is too slow to wait for.
    package var slowest = 16 * 1_024
    /// How long a client may leave its answer unread.
    package var unread = TimeAmount.seconds(30)
    /// Connections at the same time; further ones wait to be accepted.
    package var connections = 4_096

    package init() {}
}
