import Testing

@testable import WorkflowMail

@Suite struct `Quoted-printable text` {
    struct Text: Sendable {
        var text: String
        var encoded: String
    }

    @Test(arguments: [
        Text(text: "", encoded: "\r\n"),
        Text(text: "a\n", encoded: "a\r\n"),
        Text(text: "a\n\nb", encoded: "a\r\n\r\nb\r\n"),
        Text(text: "1 = 2", encoded: "1 =3D 2\r\n"),
        Text(text: "hạn", encoded: "h=E1=BA=A1n\r\n"),
        Text(text: "a \n\tb\t", encoded: "a=20\r\n\tb=09\r\n"),
        // What stands alone ends the mail for SMTP.
        Text(text: ".\n..\na.", encoded: "=2E\r\n=2E.\r\na.\r\n"),
    ])
    func `keeps lines and hides what could be lost on the way`(_ text: Text) {
        #expect(QuotedPrintable.encode(text.text) == text.encoded)
    }

    @Test(arguments: [74, 75, 76, 77, 78, 151, 152, 153])
    func `has lines of at most 76`(_ length: Int) {
        for letter in ["a", "=", ".", "ạ", "👍"] {
            let encoded = QuotedPrintable.encode(String(repeating: letter, count: length))
            let lines = encoded.split(separator: "\r\n")
            #expect(lines.allSatisfy { $0.utf8.count <= 76 })
            #expect(lines.allSatisfy { !$0.hasPrefix(".") })
            // A line that goes on says so.
            #expect(lines.dropLast().allSatisfy { $0.hasSuffix("=") })
        }
    }

    @Test func `breaks no line that fits`() {
        let line = String(repeating: "a", count: 76)
        #expect(QuotedPrintable.encode(line) == line + "\r\n")
    }

    @Test func `cuts no letter in two`() {
        let encoded = QuotedPrintable.encode(String(repeating: "ạ", count: 100))
        for line in encoded.split(separator: "\r\n") {
            let digits = line.hasSuffix("=") ? line.dropLast() : line
            #expect(digits.utf8.count % 9 == 0)
        }
    }
}
