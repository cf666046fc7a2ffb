import HTTPTypes
import Hummingbird
import Logging
import WorkflowPresentation
import WorkflowStorage

/// Around everything else: gives a request its id, counts and times it, and writes one line about it.
struct Observation: Sendable {
    let telemetry: Telemetry

    /// - Parameter next: makes the answer; the context has the id of the request by then.
    func watch(
        _ request: Request, _ context: inout WebContext,
        next: (WebContext) async throws -> Response
    ) async throws -> Response {
        let begun = ContinuousClock.now
        if let id = request.headers[.requestID], Self.isSane(id) {
            context.logger[metadataKey: "hb.request.id"] = .string(id)
        }
        let note = RequestNote()
        var response: Response
        do {
            response = try await RequestNote.$current.withValue(note) { [context] in
                try await next(context)
            }
        } catch let error as any HTTPResponseError {
            response = try error.response(from: request, context: context)
        } catch {
            response = answer(to: error, context)
            note.refusal = note.refusal ?? Failure(any: error).code
        }
        response.headers[.requestID] = context.id
        report(request, response, note, context, ContinuousClock.now - begun)
        return response
    }

    /// What no route made an answer of.
    private func answer(to error: any Error, _ context: WebContext) -> Response {
        if error is CancellationError { return Response(status: .serviceUnavailable) }
        let failure = Failure(any: error)
        let isBusy = failure.status == .conflict || failure.status == .unavailable
        if !isBusy {
            // By its type: a description may hold what nobody is to read.
            context.logger.error("unexpected error", metadata: ["error": "\(type(of: error))"])
        }
        return Response(
            status: isBusy ? .serviceUnavailable : .internalServerError,
            headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(
                byteBuffer: ByteBuffer(
                    string: say(
                        vi: "Máy chủ gặp lỗi; mã yêu cầu: \(context.id)\n",
                        en: "The server failed; request id: \(context.id)\n"))))
    }

    private func report(
        _ request: Request, _ response: Response, _ note: RequestNote, _ context: WebContext,
        _ duration: Duration
    ) {
        // The path itself may be a secret, as that of the first setting up is.
        let route = context.endpointPath ?? "none"
        let method = request.method.rawValue
        // Anybody can make up methods.
        let isKnown = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].contains(method)
        telemetry.answered(
            route: route, method: isKnown ? method : "other", status: response.status.code,
            duration)
        if let refusal = note.refusal { telemetry.refused(refusal) }
        // Those who only ask whether it lives ask every few seconds.
        let isProbe = ["/healthz", "/readyz", "/metrics"].contains(route)
        let level: Logger.Level =
            isProbe ? .debug : response.status.code >= 500 ? .error : .info
        guard context.logger.logLevel <= level else { return }
        let milliseconds = Double(duration.components.attoseconds / 1_000_000_000_000) / 1_000
        var metadata: Logger.Metadata = [
            "route": .string(route), "method": .string(request.method.rawValue),
            "status": .stringConvertible(response.status.code),
            "ms": .stringConvertible(
                Double(duration.components.seconds) * 1_000 + milliseconds),
        ]
        if let person = note.person { metadata["person"] = .string(person) }
        if let refusal = note.refusal { metadata["code"] = .string(refusal) }
        if let address = context.address { metadata["from"] = .string(address) }
        context.logger.log(level: level, "request", metadata: metadata)
    }

    /// Letters, digits and `._-`, at most 64: something that can stand in a log.
    private static func isSane(_ id: String) -> Bool {
        (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
                    || (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F
            }
    }
}
