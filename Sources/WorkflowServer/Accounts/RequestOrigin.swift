import Diagnostics
import HTTPTypes
import Hummingbird
import WorkflowPresentation

/// Whether a page of this server sent a request, as far as the browser says.
enum RequestOrigin {
    /// - Parameter address: of the server as people open it; nil when nobody said.
    static func isOwn(_ request: Request, address: String?) -> Bool {
        if let site = request.headers[.secFetchSite] {
            return site == "same-origin" || site == "none"
        }
        guard let origin = request.headers[.origin] else {
            // Old browsers say neither; then the token of the form is what counts.
            return true
        }
        let host = origin.afterScheme
        return host == request.head.authority?.lowercased()
            || (address.map { $0.afterScheme == host } ?? false)
    }

    /// Whether the browser says that a page of this server sent it: nothing said is not enough.
    static func isSurelyOwn(_ request: Request, address: String?) -> Bool {
        if let site = request.headers[.secFetchSite] { return site == "same-origin" }
        return request.headers[.origin] != nil && isOwn(request, address: address)
    }

    static let stranger = Failure(
        .notPermitted, "cross-site",
        .init(
            vi: "Yêu cầu này đến từ một trang khác, nên không được thực hiện.",
            en: "This request comes from another site and was not carried out."),
        hint: .init(
            vi: "mở trang này rồi làm lại từ đây", en: "open this site and do it from here"))

    /// The form is not one of this session.
    static let staleForm = Failure(
        .notPermitted, "csrf",
        .init(
            vi: "Biểu mẫu đã cũ, hoặc không phải của phiên đăng nhập này.",
            en: "The form is too old, or not of this session."),
        hint: .init(
            vi: "tải lại trang rồi thử lại", en: "load the page again and try again"))
}

extension String {
    /// `wf.example:8443` of `https://wf.example:8443/`; nil of anything else, such as `null`.
    fileprivate var afterScheme: String? {
        for scheme in ["https://", "http://"] where hasPrefix(scheme) {
            return dropFirst(scheme.count).prefix { $0 != "/" }.lowercased()
        }
        return nil
    }
}
