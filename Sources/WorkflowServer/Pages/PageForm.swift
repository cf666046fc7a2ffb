import HTTPTypes
import Hummingbird
import NIOCore
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation

extension Visit {
    /// Bytes of a form without files.
    private static let textLimit = 2 << 20
    /// Files one form may bring at most; what each may have is what the rules for documents say.
    private static let fileLimit = 4

    /// What was sent with the form of a page of this server.
    ///
    /// - Throws: `Failure` when it cannot be read, or does not come from a page the person was
    ///   shown; `413` when it is too large.
    func form() async throws -> FormValues {
        let type = request.headers[.contentType] ?? ""
        let form: FormValues
        switch type.split(separator: ";").first?.trimmingPrefix(" ").lowercased() {
        case "application/x-www-form-urlencoded":
            let body = try await collect(upTo: Self.textLimit)
            form = try URLEncodedForm.parse(body.readableBytesView)
        case "multipart/form-data":
            let limit = engine.rules.documents.files.sizeLimit * Self.fileLimit + Self.textLimit
            let body = try await collect(upTo: limit)
            form = try MultipartForm.parse(Array(body.readableBytesView), contentType: type)
        default:
            throw HTTPError(.unsupportedMediaType)
        }
        try check(form["csrf"])
        return form
    }

    private func collect(upTo limit: Int) async throws -> ByteBuffer {
        do {
            return try await request.body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw HTTPError(.contentTooLarge)
        } catch {
            // It broke off, or its chunks are none: nothing this server did.
            throw HTTPError(.badRequest)
        }
    }

    /// A page elsewhere can have a browser send a form here, with the cookie; what it cannot know is
    /// the secret of the session.
    private func check(_ given: String?) throws {
        guard let csrf else { return }
        guard let given, !csrf.isEmpty, given.isSecretly(csrf) else {
            throw Failure(
                .notPermitted, "form-expired",
                vi: "Biểu mẫu này không còn dùng được, có thể vì bạn đã đăng nhập lại. Hãy mở lại"
                    + " trang và gửi lại.",
                en: "This form cannot be used any more, perhaps because you signed in again. Open"
                    + " the page again and send it once more.")
        }
    }
}

extension String {
    /// Compared in the same time wherever they differ.
    func isSecretly(_ other: String) -> Bool {
        let (left, right) = (Array(utf8), Array(other.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
