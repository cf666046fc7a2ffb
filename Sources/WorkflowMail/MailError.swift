public import Diagnostics
public import WorkflowModel

/// Why no mail can be sent through a sink as it is set up. Never with a secret in it.
public enum MailError: Error, Hashable, Sendable {
    case badSender(String)
    case badServer(String)
    /// A password would go over the wire for everybody to read.
    case passwordInTheOpen
    case passwordWithoutUser
    case secret(NotificationRules.Secret, LocalizedText)
    /// A template that cannot be read, and why.
    case badTemplate(MailTemplates.Key, String)
    /// libcurl could not be made ready.
    case library(String)

    public var message: LocalizedText {
        switch self {
        case .badSender(let text):
            LocalizedText(
                vi: "“\(text)” không phải địa chỉ thư để gửi đi",
                en: "“\(text)” is no address to send from")
        case .badServer(let name):
            LocalizedText(
                vi: "“\(name)” không phải tên máy chủ thư",
                en: "“\(name)” is not the name of a mail server")
        case .passwordInTheOpen:
            LocalizedText(
                vi:
                    "không gửi mật khẩu qua kết nối không mã hóa: đặt security là starttls hoặc tls",
                en: "no password is sent unencrypted: set security to starttls or tls")
        case .passwordWithoutUser:
            LocalizedText(vi: "có mật khẩu mà thiếu user", en: "there is a password but no user")
        case .secret(let secret, let problem):
            LocalizedText(
                vi: "không đọc được mật khẩu từ \(secret.place.vi): \(problem.vi)",
                en: "the password cannot be read from \(secret.place.en): \(problem.en)")
        case .badTemplate(let key, let problem):
            LocalizedText(
                vi: "mẫu thư \(key) không đọc được: \(problem)",
                en: "the mail template \(key) cannot be read: \(problem)")
        case .library(let problem):
            LocalizedText(
                vi: "không khởi động được libcurl: \(problem)",
                en: "libcurl cannot be started: \(problem)")
        }
    }
}

extension NotificationRules.Secret {
    fileprivate var place: LocalizedText {
        switch self {
        case .environment(let name):
            LocalizedText(vi: "biến môi trường \(name)", en: "the environment variable \(name)")
        case .file(let path): LocalizedText(vi: "tệp \(path)", en: "the file \(path)")
        }
    }
}
