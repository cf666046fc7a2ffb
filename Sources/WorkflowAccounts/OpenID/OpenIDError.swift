import Diagnostics

/// What can go wrong between this server and the provider, in words.
enum OpenIDError {
    static func unreachable(_ url: String, _ why: String) -> AccountError {
        AccountError(
            .unavailable, "provider-unreachable",
            vi: "Không hỏi được nơi cấp danh tính (\(url)): \(why).",
            en: "The identity provider cannot be asked (\(url)): \(why).",
            hint: LocalizedText(
                vi: "thử lại sau; hoặc đăng nhập bằng mật khẩu",
                en: "try again later, or sign in with a password"))
    }

    static func badDiscovery(_ vi: String, _ en: String) -> AccountError {
        AccountError(
            .unavailable, "provider-misconfigured",
            vi: "Cấu hình của nơi cấp danh tính không dùng được: \(vi).",
            en: "The configuration of the identity provider is of no use: \(en).",
            hint: LocalizedText(
                vi: "người quản trị xem lại mục oidc trong server.yaml",
                en: "an administrator should look at oidc in server.yaml"))
    }

    /// The browser comes back without, or with another, sign-in under way.
    static let stray = AccountError(
        .refused, "sign-in-is-over",
        vi: "Lần đăng nhập này đã quá lâu, hoặc không bắt đầu từ trình duyệt này.",
        en: "This sign-in took too long, or did not begin in this browser.",
        hint: LocalizedText(vi: "hãy đăng nhập lại từ đầu", en: "sign in again from the start"))

    static func refused(_ code: String, _ description: String?) -> AccountError {
        let why = description.map { "\(code): \($0)" } ?? code
        return AccountError(
            .refused, "provider-refused", vi: "Nơi cấp danh tính không cho đăng nhập (\(why)).",
            en: "The identity provider did not let you in (\(why)).")
    }

    /// A token that proves nothing.
    static func badToken(_ vi: String, _ en: String) -> AccountError {
        AccountError(
            .refused, "bad-id-token",
            vi: "Giấy tờ do nơi cấp danh tính gửi về không hợp lệ: \(vi).",
            en: "What the identity provider sent proves nothing: \(en).",
            hint: LocalizedText(
                vi: "hãy đăng nhập lại; nếu vẫn vậy, báo người quản trị",
                en: "sign in again; if it stays so, tell an administrator"))
    }
}
