import Hummingbird
import NIOCore
import WorkflowAccounts
import WorkflowPages
import WorkflowPresentation

/// What was typed into a form that was sent when its session had ended. The page of the sign-in
/// carries it, so that nothing is kept on the server for people it does not know; after the sign-in
/// the form comes back filled in. Files do not: they have to be chosen again.
struct KeptForm: Sendable {
    /// Where it was sent to.
    let path: String
    private let pairs: [(name: String, value: String)]
    /// The names of files that were sent with it.
    let files: [String]

    /// Bytes of a form that is kept, without its files, and with them.
    private static let mostBytes = 256 * 1024
    private static let mostBytesWithFiles = 4 * 1024 * 1024
    /// Bytes of the form of the sign-in with one in it: what is escaped once more grows.
    static let mostBytesOfSignIn = 2 * 1024 * 1024
    /// A field that stands for a file, and one that asks for the form instead of doing it.
    private static let file = "kept-file"
    static let review = "review"

    /// Of a request nobody is known for; nil when a page of this server did not send it, as far as
    /// the browser says, or when it is too large.
    init?(_ request: Request, address: String?) async {
        guard request.method == .post, RequestOrigin.isSurelyOwn(request, address: address),
            LocalPath.checked(request.uri.string) == request.uri.string
        else { return nil }
        let type = request.headers[.contentType] ?? ""
        do {
            if type.lowercased().hasPrefix("multipart/form-data") {
                let body = try await request.body.collect(upTo: Self.mostBytesWithFiles)
                let form = try MultipartForm.parse(
                    Array(body.readableBytesView), contentType: type)
                self.init(form, files: form.files.map(\.name), path: request.uri.string)
            } else {
                let body = try await request.body.collect(upTo: Self.mostBytes)
                self.init(
                    try URLEncodedForm.parse(body.readableBytesView), files: [],
                    path: request.uri.string)
            }
        } catch {
            // Too large, or no form: the sign-in alone then.
            return nil
        }
        if encoded.utf8.count > Self.mostBytes || !hasText { return nil }
    }

    /// Whether somebody typed something: a button alone is pressed again as easily.
    private var hasText: Bool {
        !files.isEmpty
            || pairs.contains {
                !$0.value.isEmpty && !["task", "member", "for"].contains($0.name)
            }
    }

    /// As the page of the sign-in carried it.
    init?(encoded: String?, path: String) {
        guard let encoded, !encoded.isEmpty, let form = try? URLEncodedForm.parse(encoded.utf8)
        else { return nil }
        self.init(form, files: form.all(Self.file), path: path)
    }

    private init(_ form: FormValues, files: [String], path: String) {
        self.path = path
        self.files = files.filter { !$0.isEmpty }
        // Those of the session that ended, and what the page adds itself.
        pairs = form.pairs.filter {
            !["csrf", "key", "version", Self.review, Self.file].contains($0.name)
        }
    }

    /// For the page of the sign-in.
    var encoded: String {
        (pairs + files.map { (Self.file, $0) })
            .map { "\($0.0.queryEscaped)=\($0.1.queryEscaped)" }.joined(separator: "&")
    }

    /// The form once more, with the token of a session, to be looked at before it is sent.
    func fields(csrf: String) -> [(name: String, value: String)] {
        [("csrf", csrf), (Self.review, "yes")] + pairs
    }
}

extension Visit {
    /// A form that is shown again with what was typed instead of being carried out: it was kept over
    /// a sign-in, or is one of an earlier session. Nil when it is to be carried out.
    func review(
        _ form: SentForm, place: Place, _ content: () async throws -> FormContent
    ) async throws -> Response? {
        guard let review = form.review else { return nil }
        var content = try await content()
        content.notice =
            review == .kept
            ? say(
                vi: "Bạn đã đăng nhập lại; những gì bạn nhập vẫn còn. Hãy xem lại rồi gửi.",
                en:
                    "You are signed in again; what you typed is still here. Look at it, then send it."
            )
            : say(
                vi:
                    "Bạn đã đăng nhập lại sau khi mở biểu mẫu này, nên nó chưa được gửi. Hãy xem lại"
                    + " rồi gửi.",
                en:
                    "You signed in again after this form was opened, so it was not sent. Look at it,"
                    + " then send it.")
        return page(content, place: place, status: review == .kept ? .ok : .forbidden)
    }
}
