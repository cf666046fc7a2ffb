import HTTPTypes
import Hashing
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

    /// What was sent with the form of a page of this server, to be carried out.
    ///
    /// - Throws: `Failure` when it cannot be read, or does not come from a page the person was
    ///   shown; `413` when it is too large; `NothingToReview`.
    func form() async throws -> FormValues {
        let sent = try await sentForm()
        switch sent.review {
        case nil: return sent.values
        case .kept: throw NothingToReview()
        case .stale: throw Failure.formExpired
        }
    }

    /// The same, for pages that show it again with what was typed.
    func sentForm() async throws -> SentForm {
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
        // A page elsewhere can have a browser send a form here, with the cookie; what it cannot know
        // is the secret of the session.
        if let csrf, csrf.isEmpty || !ConstantTime.areEqual(form["csrf"] ?? "", csrf) {
            guard RequestOrigin.isSurelyOwn(request, address: office.settings.address) else {
                throw Failure.formExpired
            }
            return SentForm(values: form, review: .stale)
        }
        return SentForm(values: form, review: form[KeptForm.review] == "yes" ? .kept : nil)
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
}

/// A form that was sent, and whether it is shown again instead of being carried out.
struct SentForm: Sendable {
    enum Review: Sendable {
        /// It was kept over a sign-in.
        case kept
        /// It is of an earlier session in the same browser.
        case stale
    }

    var values: FormValues
    var review: Review?
}

/// Asked for a form to look at where nothing is typed: to the page itself.
struct NothingToReview: Error {}

extension Failure {
    static let formExpired = Failure(
        .notPermitted, "form-expired",
        vi:
            "Biểu mẫu này không còn dùng được, có thể vì bạn đã đăng nhập lại. Hãy mở lại trang và gửi"
            + " lại.",
        en: "This form cannot be used any more, perhaps because you signed in again. Open the page"
            + " again and send it once more.")
}
