import Diagnostics
import NIOCore
import NIOPosix
import WorkflowModel

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The addresses of a host that may be connected to. A connection is made to one of these and not
/// to the name, which may stand for something else a moment later.
actor AddressLookup {
    private let host: String
    private let allowed: Set<NotificationRules.Webhook.Network>
    private let resolve: @Sendable (String) throws(NetworkFault) -> [IPAddress]
    /// For how long an answer of the resolver is used.
    private let lifetime: TimeAmount
    private var found: (addresses: [IPAddress], until: NIODeadline)?
    private var underWay: EventLoopFuture<[IPAddress]>?

    init(
        host: String, allowed: Set<NotificationRules.Webhook.Network>,
        lifetime: TimeAmount = .seconds(30),
        resolve: @escaping @Sendable (String) throws(NetworkFault) -> [IPAddress] = {
            host throws(NetworkFault) in try IPAddress.resolve(host)
        }
    ) {
        self.host = host
        self.allowed = allowed
        self.lifetime = lifetime
        self.resolve = resolve
    }

    /// The addresses that are allowed, in the order the resolver recommends.
    ///
    /// - Throws: `NetworkFault`: there is no such host, it takes longer than `deadline`, or none of
    ///   its addresses is allowed.
    func addresses(by deadline: NIODeadline) async throws -> [IPAddress] {
        if let found, NIODeadline.now() < found.until { return found.addresses }
        let question = answer(by: deadline)
        defer { forget(question) }
        let all = try await question.get()
        let addresses = all.filter { $0.addressClass.isAllowed(allowed) }
        guard !addresses.isEmpty else { throw NetworkFault.notAllowed(host: host, all) }
        found = (addresses, .now() + lifetime)
        return addresses
    }

    /// One question for all who wait for it: the resolver blocks a thread for as long as it likes.
    private func answer(by deadline: NIODeadline) -> EventLoopFuture<[IPAddress]> {
        if let underWay { return underWay }
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let promise = loop.makePromise(of: [IPAddress].self)
        let timer = loop.scheduleTask(deadline: deadline) {
            promise.fail(NetworkFault.timedOut)
        }
        // Of the answer and the timer the first counts.
        NIOThreadPool.singleton.runIfActive(eventLoop: loop) { [host, resolve] in
            try resolve(host)
        }.cascade(to: promise)
        underWay = promise.futureResult
        promise.futureResult.whenComplete { _ in timer.cancel() }
        return promise.futureResult
    }

    /// Whoever has the answer ends the question, before anybody can take an old answer for a new
    /// one.
    private func forget(_ question: EventLoopFuture<[IPAddress]>) {
        if underWay === question { underWay = nil }
    }
}

extension IPAddress {
    /// `EAI_NODATA` of Glibc, which hides it: there is such a name, but no address to it.
    private static let noData: Int32 = -5

    /// Asks the system. Blocks until it answers.
    ///
    /// It also reads what is no name at all: `127.1`, `0x7f000001`, `2130706433`.
    static func resolve(_ host: String) throws(NetworkFault) -> [IPAddress] {
        if let address = IPAddress(host) { return [address] }
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_protocol = Int32(IPPROTO_TCP)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        switch code {
        case 0: break
        case EAI_NONAME, Self.noData: throw .noSuchHost(host)
        case EAI_AGAIN: throw .noNameServer(host)
        default: throw .other("\(host): \(String(cString: gai_strerror(code)))")
        }
        var addresses: [IPAddress] = []
        var next = list
        while let entry = next {
            if let address = entry.pointee.ai_addr.flatMap({ IPAddress(UnsafePointer($0)) }),
                !addresses.contains(address)
            {
                addresses.append(address)
            }
            next = entry.pointee.ai_next
        }
        guard !addresses.isEmpty else { throw .noSuchHost(host) }
        return addresses
    }
}
