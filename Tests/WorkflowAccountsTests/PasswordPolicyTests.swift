import Crypto
import Diagnostics
import Foundation
import Testing
import WorkflowAccounts

/// Long passwords are taken, and those everybody tries first are not.
struct PasswordPolicyTests {
    private let policy = PasswordPolicy(minimum: 12)
    private let about = ["khcn.linh", "Nguyễn Thùy Linh", "so-khcn", "Sở Khoa học và Công nghệ"]

    @Test(arguments: [
        "con bò gặm cỏ bên sông chiều", "correct horse battery staple", "ba quả mít rơi lộp bộp",
        "9 con vịt lội qua mương", "xylophon-đêm-khuya", "Trời mưa bong bóng phập phồng",
        "🐃🌾 trâu ơi ta bảo", "pz7$Kq!vR2mW",
    ])
    func aSentenceOfOnesOwnIsTaken(_ password: String) throws {
        try policy.check(password, about: about)
    }

    @Test(arguments: [
        ("", "password-too-short"), ("ngắn quá", "password-too-short"),
        ("elevenchars", "password-too-short"),
        ("passwordpassword", "password-guessable"), ("Password123456", "password-guessable"),
        ("P@ssw0rd2024!!", "password-guessable"), ("matkhaumatkhau", "password-guessable"),
        ("Mật khẩu 123456", "password-guessable"), ("anhyeuem123456", "password-guessable"),
        ("123456789012", "password-guessable"), ("qwertyuiop[]123", "password-guessable"),
        ("1qaz2wsx3edc4rfv", "password-guessable"), ("aaaaaaaaaaaaaaaa", "password-guessable"),
        ("abcabcabcabcabc", "password-guessable"), ("abcdefghijklmnop", "password-guessable"),
        ("zyxwvutsrqponm", "password-guessable"), ("iloveyou iloveyou", "password-guessable"),
        ("Vietnam@2021!!", "password-guessable"), ("hanoi-hue-saigon", "password-guessable"),
        ("khcn.linh2021!", "password-guessable"), ("NguyenThuyLinh1990", "password-guessable"),
        ("sokhcn-linh-2021", "password-guessable"), ("....------......", "password-guessable"),
        ("admin@ubndtinh#2021", "password-guessable"),
        ("Welcome to Vietnam 1", "password-guessable"),
    ])
    func whatIsTriedFirstIsNot(_ password: String, _ code: String) {
        let error = #expect(throws: AccountError.self) {
            try policy.check(password, about: about)
        }
        #expect(error?.code == code)
    }

    @Test func whatIsTooLongCostsNoWork() {
        let sentence = String(repeating: "bò gặm cỏ ", count: 26)
        for text in [sentence, String(repeating: "x", count: 10_000_000)] {
            let error = #expect(throws: AccountError.self) { try policy.check(text) }
            #expect(error?.code == "password-too-long")
        }
    }

    @Test func anOfficeMayAskForMore() throws {
        let strict = PasswordPolicy(minimum: 30)
        let error = #expect(throws: AccountError.self) {
            try strict.check("con bò gặm cỏ bên sông")
        }
        #expect(error?.message.vi == "Mật khẩu có 22 ký tự, cần ít nhất 30.")
        try strict.check("con bò gặm cỏ bên sông chiều hôm qua")
    }

    // MARK: The list of leaked ones

    /// Lines as the downloader of Have I Been Pwned writes them, or prefixes of them.
    private static func list(_ passwords: [String], digits: Int, count: Bool) -> String {
        passwords.map { password in
            let hash = Insecure.SHA1.hash(data: Data(password.utf8))
                .map { String(format: "%02X", $0) }.joined()
            return hash.prefix(digits) + (count ? ":\(password.count)" : "")
        }.sorted().map { $0 + "\r\n" }.joined()
    }

    @Test(arguments: [40, 16, 10], [1, 2, 3, 1_000])
    func leakedOnesAreLookedUpInAFile(digits: Int, size: Int) throws {
        let leaked = (0..<size).map { "bò gặm cỏ lần thứ \($0) trên đồi" }
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-leaked-\(UUID().uuidString)")
        try Data(Self.list(leaked, digits: digits, count: digits == 40).utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let policy = PasswordPolicy(minimum: 12, breached: BreachedPasswords(path: file.path))
        for password in leaked {
            let error = #expect(throws: AccountError.self) { try policy.check(password) }
            #expect(error?.code == "password-leaked")
        }
        for other in 0..<50 { try policy.check("bò gặm cỏ ngày thứ \(other) trên đồi") }
    }

    @Test func aFileOfAnotherKindIsSaidToBeOne() throws {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-leaked-\(UUID().uuidString)")
        try Data("password\nqwerty\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let policy = PasswordPolicy(minimum: 12, breached: BreachedPasswords(path: file.path))
        let error = #expect(throws: AccountError.self) { try policy.check(Desk.password) }
        #expect(error?.code == "bad-breach-list")
    }

    @Test func withoutTheFileThereIsNoList() {
        #expect(BreachedPasswords(path: "/nonexistent/passwords-breached") == nil)
    }
}
