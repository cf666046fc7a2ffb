import WorkflowCalendar

/// A mail with the same content as plain text and as HTML.
struct MailMessage {
    var from: MailAddress
    var to: MailAddress
    var subject: String
    var plain: String
    var html: String
    /// The same however often the mail is sent, so that it can be seen to be the same: `wf-12-1`.
    var id: String
    /// The item the mail is about: mail programs show the mails of one item together.
    var item: String?
    var date: Instant
    var zone: Zone

    /// As it goes over the wire, lines ended by CR LF (RFC 5322).
    var bytes: [UInt8] {
        // An "=" that no digits follow cannot stand in either part.
        let boundary = "=_\(id)"
        var lines = headers
        lines.append("Content-Type: multipart/alternative; boundary=\"\(boundary)\"")
        lines.append("")
        var text = lines.joined(separator: "\r\n") + "\r\n"
        for (kind, content) in [("plain", plain), ("html", html)] {
            text += "--\(boundary)\r\n"
            text += "Content-Type: text/\(kind); charset=utf-8\r\n"
            text += "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
            text += QuotedPrintable.encode(content.bodyText)
            text += "\r\n"
        }
        text += "--\(boundary)--\r\n"
        return Array(text.utf8)
    }

    private var headers: [String] {
        var fields = [
            HeaderField.tokens("Date", MailDate.text(date, in: zone)),
            HeaderField.address("From", from),
            HeaderField.address("To", to),
            HeaderField.text("Subject", subject),
            HeaderField.tokens("Message-ID", identifier(id)),
        ]
        if let item {
            let thread = identifier("item." + Self.atom(item))
            fields.append(HeaderField.tokens("In-Reply-To", thread))
            fields.append(HeaderField.tokens("References", thread))
        }
        // RFC 3834, and what Outlook goes by: nobody's absence note comes back.
        fields.append("Auto-Submitted: auto-generated")
        fields.append("X-Auto-Response-Suppress: All")
        fields.append("MIME-Version: 1.0")
        return fields
    }

    private func identifier(_ left: String) -> String { "<\(left)@\(from.domain)>" }

    /// The id of an item with letters, digits and what may stand between them, the rest as `=` and
    /// two digits: an item may be called anything.
    private static func atom(_ text: String) -> String {
        text.utf8.map { byte in
            if byte.isLetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") {
                return String(Unicode.Scalar(byte))
            }
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count == 1 ? "=0" + digits : "=" + digits
        }.joined()
    }
}
