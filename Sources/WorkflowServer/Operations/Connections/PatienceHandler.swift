import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Waits for slow clients, but not for ever: a request has to arrive in its time, and an answer has to
/// be read. Who sends a byte now and then would otherwise hold a connection as long as they please.
///
/// Lives on the event loop of its connection.
final class PatienceHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: ConnectionLimits
    private var isArriving = false
    /// Until when the request has to be there.
    private var arrival: Scheduled<Void>?
    private var begun = NIODeadline.now()
    private var received = 0
    private var isAnswering = false
    /// Until when something has to be read.
    private var reading: Scheduled<Void>?

    init(_ limits: ConnectionLimits) {
        self.limits = limits
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            begun = .now()
            received = 0
            isAnswering = false
            isArriving = true
        case .body(let bytes):
            received += bytes.readableBytes
        case .end:
            isArriving = false
            arrival?.cancel()
            arrival = nil
        }
        context.fireChannelRead(data)
    }

    /// Most requests are there at once, and need no clock.
    func channelReadComplete(context: ChannelHandlerContext) {
        if isArriving, arrival == nil { expect(context) }
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .head = unwrapOutboundIn(data) { isAnswering = true }
        context.write(data, promise: promise)
    }

    /// Looks again when what came so far has earned more time.
    private func expect(_ context: ChannelHandlerContext) {
        let context = NIOLoopBound((context, self), eventLoop: context.eventLoop)
        arrival = context.eventLoop.scheduleTask(deadline: deadline) {
            let (context, handler) = context.value
            if NIODeadline.now() < handler.deadline {
                handler.expect(context)
            } else {
                handler.giveUp(context)
            }
        }
    }

    private var deadline: NIODeadline {
        begun + limits.arrival
            + .milliseconds(Int64(received) * 1_000 / Int64(max(limits.slowest, 1)))
    }

    private func giveUp(_ context: ChannelHandlerContext) {
        if isAnswering {
            context.close(promise: nil)
            return
        }
        let head = HTTPResponse(
            status: .requestTimeout, headerFields: [.connection: "close", .contentLength: "0"])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let closing = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
            closing.value.close(promise: nil)
        }
    }

    // MARK: Answers nobody reads

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        reading?.cancel()
        reading = nil
        if !context.channel.isWritable {
            let closing = NIOLoopBound(context, eventLoop: context.eventLoop)
            reading = context.eventLoop.scheduleTask(in: limits.unread) {
                closing.value.close(promise: nil)
            }
        }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        stop()
    }

    private func stop() {
        arrival?.cancel()
        reading?.cancel()
        arrival = nil
        reading = nil
    }
}
