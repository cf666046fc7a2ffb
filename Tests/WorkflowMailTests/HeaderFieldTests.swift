import Testing

@testable import WorkflowMail

@Suite struct `A header field` {
    struct Field: Sendable {
        var text: String
        var written: String
    }

    @Test(arguments: [
        Field(text: "Reminder PL.II.6", written: "Subject: Reminder PL.II.6"),
        Field(text: "", written: "Subject:"),
        // What would begin another header, or end the headers, is a space.
        Field(text: "a\r\nBcc: b@c.vn", written: "Subject: a Bcc: b@c.vn"),
        Field(text: "a\n\nb\u{0}\tc\u{7F}", written: "Subject: a b c"),
        Field(text: "a\u{2028}b\u{85}c", written: "Subject: a b c"),
        // What looks encoded would be decoded.
        Field(text: "=?UTF-8?B?YQ==?=", written: "Subject: =?UTF-8?B?PT9VVEYtOD9CP1lRPT0/PQ==?="),
        Field(text: "Nhắc việc", written: "Subject: =?UTF-8?B?Tmjhuq9jIHZp4buHYw==?="),
        // The same letters, decomposed.
        Field(
            text: "Nha\u{306}\u{301}c vie\u{323}\u{302}c",
            written: "Subject: =?UTF-8?B?Tmjhuq9jIHZp4buHYw==?="),
    ])
    func `of text is one logical line of ASCII`(_ field: Field) {
        #expect(HeaderField.text("Subject", field.text) == field.written)
    }

    @Test func `of text is folded between words`() {
        let words = Array(repeating: "appraisal", count: 12).joined(separator: " ")
        let field = HeaderField.text("Subject", words)
        let lines = field.split(separator: "\r\n")
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(" ") })
        #expect(field.replacing("\r\n", with: "") == "Subject: " + words)
    }

    @Test(arguments: [
        String(repeating: "Thẩm định dự toán ", count: 9), String(repeating: "x", count: 150),
        String(repeating: "👩‍👩‍👧‍👦", count: 20),
        "e" + String(repeating: "\u{302}\u{323}", count: 60),
    ])
    func `of encoded words has no line beyond 76, and no character cut in two`(_ text: String) {
        let lines = HeaderField.text("Subject", text).split(separator: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 76 && $0.utf8.allSatisfy { $0 < 0x7F } })
        #expect(lines.first?.hasPrefix("Subject: =?UTF-8?B?") == true)
    }

    @Test func `of a text without end keeps its beginning`() {
        let field = HeaderField.text("Subject", String(repeating: "a ", count: 100_000))
        #expect(field.utf8.count < 800)
    }

    @Test(arguments: [
        Field(text: "wf", written: "To: wf <a@b.vn>"),
        Field(text: "Le Van A", written: "To: Le Van A <a@b.vn>"),
        Field(text: "A. B, (c) <d>", written: "To: \"A. B, (c) <d>\" <a@b.vn>"),
        Field(text: "say \"no\" \\", written: "To: \"say \\\"no\\\" \\\\\" <a@b.vn>"),
        Field(text: "Hường", written: "To: =?UTF-8?B?SMaw4budbmc=?= <a@b.vn>"),
        Field(text: "x\r\nBcc: y", written: "To: \"x Bcc: y\" <a@b.vn>"),
        Field(text: " \n ", written: "To: a@b.vn"),
    ])
    func `of an address quotes or encodes its name`(_ field: Field) throws {
        let address = try #require(MailAddress(name: field.text, address: "a@b.vn"))
        #expect(HeaderField.address("To", address) == field.written)
    }
}

@Suite struct `A mail address` {
    struct Written: Sendable {
        var text: String
        var name: String?
        var address: String
    }

    @Test(arguments: [
        Written(text: "a@b.vn", address: "a@b.vn"),
        Written(text: " a.b+c@so-khcn.example.vn ", address: "a.b+c@so-khcn.example.vn"),
        Written(text: "a..b_@mail_1.b.vn", address: "a..b_@mail_1.b.vn"),
        Written(text: "wf <wf@example.vn>", name: "wf", address: "wf@example.vn"),
        Written(text: "<wf@localhost>", address: "wf@localhost"),
        Written(text: "Sở KH&CN <k@b.vn>", name: "Sở KH&CN", address: "k@b.vn"),
        Written(text: "\"Sở, \\\"phòng\\\"\" <k@b.vn>", name: "Sở, \"phòng\"", address: "k@b.vn"),
    ])
    func `is read as people write it`(_ written: Written) throws {
        let address = try #require(MailAddress(parsing: written.text))
        #expect(address.name == written.name)
        #expect(address.address == written.address)
    }

    @Test(arguments: [
        "", "a", "@b.vn", "a@", "a@b@c", "a b@c.vn", "a@b..vn", "a@-b.vn",
        "a@b.vn>", "<a@b.vn", "a@b.vn\r\nRCPT TO: c@d.vn", "hường@b.vn", "a@tỉnh.vn",
        "a@b.vn, c@d.vn",
        "\"a b\"@c.vn", "a@[127.0.0.1]",
    ])
    func `is nothing else`(_ text: String) {
        #expect(MailAddress(parsing: text) == nil)
    }
}
