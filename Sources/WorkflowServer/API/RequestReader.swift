import Diagnostics
import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import WorkflowPresentation

/// Reads a request as the declaration of its route has it.
struct RequestReader {
    let endpoint: Endpoint
    let request: Request
    let context: WebContext

    /// All that a request says to its route.
    struct Given: Sendable {
        let path: [String: String]
        /// Several values of those that are lists.
        let query: [String: [String]]
        /// Null for a route that takes none, or bytes.
        let body: JSON
        let bytes: [UInt8]
    }

    // MARK: Parameters

    func path() throws(Failure) -> [String: String] {
        var values: [String: String] = [:]
        for parameter in endpoint.pathParameters {
            guard let raw = context.parameters.get(parameter.name),
                let text = PercentEncoding.decode(raw)
            else {
                throw .usage(
                    "bad-path", vi: "Đường dẫn không phải UTF-8 được mã hóa đúng.",
                    en: "The path is not well encoded UTF-8.")
            }
            try check(text, parameter, parameter.schema)
            values[parameter.name] = text
        }
        return values
    }

    func query() throws(Failure) -> [String: [String]] {
        let declared = endpoint.queryParameters
        var values: [String: [String]] = [:]
        for pair in (request.uri.query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(parts[0], isForm: true),
                let value = PercentEncoding.decode(parts.count > 1 ? parts[1] : "", isForm: true)
            else {
                throw .usage(
                    "bad-query", vi: "Tham số không phải UTF-8 được mã hóa đúng.",
                    en: "The query is not well encoded UTF-8.")
            }
            // Every route speaks the language asked for.
            if name == "lang" { continue }
            guard let parameter = declared.first(where: { $0.name == name }) else {
                throw unknown(name, declared)
            }
            values[name, default: []].append(value)
            if case .list(let element, let most) = parameter.schema.kind {
                try check(value, parameter, element)
                guard values[name, default: []].count <= most else {
                    throw .usage(
                        "parameter-often", vi: "Tham số \(name) được ghi quá \(most) lần.",
                        en: "The parameter \(name) is given more than \(most) times.")
                }
                continue
            }
            guard values[name]?.count == 1 else {
                throw .usage(
                    "parameter-twice", vi: "Tham số \(name) được ghi hai lần.",
                    en: "The parameter \(name) is given twice.")
            }
            try check(value, parameter, parameter.schema)
        }
        for parameter in declared where parameter.isRequired && values[parameter.name] == nil {
            throw .usage(
                "parameter-missing", vi: "Thiếu tham số \(parameter.name).",
                en: "The parameter \(parameter.name) is missing.")
        }
        return values
    }

    private func unknown(_ name: String, _ declared: [Endpoint.Parameter]) -> Failure {
        let names = declared.map(\.name)
        let list = names.isEmpty ? "–" : names.joined(separator: ", ")
        return Failure(
            .usage, "unknown-parameter",
            LocalizedText(
                vi: "Không có tham số “\(name.singleLine)”.",
                en: "There is no parameter “\(name.singleLine)”."),
            hint: Failure.suggestion(nearest(name, in: names))
                ?? LocalizedText(vi: "có: \(list)", en: "there are: \(list)"))
    }

    /// - Throws: with what the parameter must be.
    private func check(
        _ text: String, _ parameter: Endpoint.Parameter, _ schema: Schema
    ) throws(Failure) {
        let value: JSON
        switch schema.kind {
        case .integer: value = Int64(text).map(JSON.int) ?? .string(text)
        case .bool: value = text == "true" ? true : text == "false" ? false : .string(text)
        default: value = .string(text)
        }
        guard let fault = schema.fault(in: value) else { return }
        var failure = Failure(
            .usage, "bad-parameter",
            LocalizedText("\(parameter.name): ") + fault.message, hint: fault.hint)
        failure.details = [("parameter", .string(parameter.name))]
        throw failure
    }

    func checkHeaders() throws(Failure) {
        for (parameter, name) in endpoint.headerParameters {
            guard let value = request.headers[name] else {
                if parameter.isRequired {
                    throw .usage(
                        "header-missing", vi: "Thiếu \(parameter.name).",
                        en: "The header \(parameter.name) is missing.")
                }
                continue
            }
            try check(value, parameter, parameter.schema)
        }
    }

    // MARK: Body

    func body() async throws -> (JSON, [UInt8]) {
        guard let body = endpoint.body else { return (.null, []) }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > body.limit {
            throw Failure.tooLarge(body.limit)
        }
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: body.limit)
        } catch is NIOTooManyBytesError {
            throw Failure.tooLarge(body.limit)
        } catch {
            // It broke off, or its chunks are none: nothing this server did.
            throw Failure.usage(
                "broken-body", vi: "Nội dung gửi lên bị đứt hoặc sai dạng.",
                en: "The body broke off, or is not framed as HTTP has it.")
        }
        let bytes = Array(buffer.readableBytesView)
        guard !bytes.isEmpty else {
            guard body.isRequired else { return (.null, []) }
            throw Failure.usage(
                "no-body", vi: "Thiếu nội dung (\(body.mediaType)).",
                en: "The body is missing (\(body.mediaType)).")
        }
        try checkMediaType(body)
        guard body.mediaType == "application/json" else { return (.null, bytes) }
        let json: JSON
        do {
            // Nothing that is sent here is deep.
            json = try JSON.parse(bytes, depth: 64)
        } catch {
            throw Self.malformed(error, bytes)
        }
        if let fault = body.schema.fault(in: json) { throw Self.unfit(fault) }
        return (json, bytes)
    }

    private func checkMediaType(_ body: Endpoint.Body) throws(Failure) {
        let given = (request.headers[.contentType] ?? "").prefix { $0 != ";" }.lowercased()
            .filter { $0 != " " }
        // Bytes are bytes whatever they are said to be, but for a form of a page.
        if body.mediaType == "application/octet-stream" {
            let forms = ["multipart/form-data", "application/x-www-form-urlencoded", ""]
            if !forms.contains(given) { return }
        } else if given == body.mediaType {
            return
        }
        throw Failure(
            .usage, "unsupported-media-type",
            LocalizedText(
                vi: "Nội dung kiểu “\(given.singleLine)” không dùng được ở đây.",
                en: "A body of the type “\(given.singleLine)” is of no use here."),
            hint: LocalizedText(
                vi: "gửi Content-Type: \(body.mediaType)",
                en: "send Content-Type: \(body.mediaType)"
            ))
    }

    private static func malformed(_ error: JSONError, _ bytes: [UInt8]) -> Failure {
        let before = bytes.prefix(error.offset)
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
        var failure = Failure(
            .usage, "malformed-json",
            vi: "Dòng \(line), byte \(column): \(error.messageInVietnamese).",
            en: "Line \(line), byte \(column): \(error.message).")
        failure.details = [("line", .int(Int64(line))), ("column", .int(Int64(column)))]
        return failure
    }

    private static func unfit(_ fault: SchemaFault) -> Failure {
        let place = fault.pointer.isEmpty ? "" : fault.pointer + ": "
        var failure = Failure(
            .invalid, "invalid-body", LocalizedText(place) + fault.message, hint: fault.hint)
        failure.details = [("pointer", .string(fault.pointer))]
        return failure
    }
}
