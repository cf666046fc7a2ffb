import WorkflowModel

/// Where and how mail is handed over, checked, the password read.
struct SMTPSettings: Sendable {
    let url: String
    let server: String
    let sender: MailAddress
    let requiresStartTLS: Bool
    let credentials: (user: String, password: String)?
    let certificates: String?
    /// In seconds, for one mail.
    let timeout: Int

    init(
        _ email: NotificationRules.Email, environment: (String) -> String?
    ) throws(MailError) {
        guard let sender = MailAddress(parsing: email.from) else { throw .badSender(email.from) }
        // A name of DNS or an address, so that it is nothing else in a URL.
        let isName = email.server.utf8.allSatisfy {
            $0.isLetterOrDigit || "-._".utf8.contains($0)
        }
        let isIPv6 = email.server.utf8.allSatisfy { $0.isLetterOrDigit || ":.".utf8.contains($0) }
        guard !email.server.isEmpty, isName || isIPv6 else { throw .badServer(email.server) }
        self.sender = sender
        server = email.server
        let scheme = email.security == .tls ? "smtps" : "smtp"
        url = "\(scheme)://\(isName ? email.server : "[\(email.server)]"):\(email.port)"
        requiresStartTLS = email.security == .startTLS
        certificates = email.certificates
        timeout = max(1, email.timeout)
        guard let secret = email.password else {
            credentials = nil
            return
        }
        if email.security == .none { throw .passwordInTheOpen }
        guard let user = email.user else { throw .passwordWithoutUser }
        credentials = (user, try MailPassword.read(secret, environment: environment))
    }
}
