import Diagnostics
import Foundation
import WorkflowModel

/// Reads a secret from where it is kept.
enum MailPassword {
    /// More is no password but the wrong file.
    private static let longest = 4_096

    static func read(
        _ secret: NotificationRules.Secret, environment: (String) -> String?
    ) throws(MailError) -> String {
        let text: String?
        switch secret {
        case .environment(let name):
            text = environment(name)
            if text == nil {
                throw .secret(secret, LocalizedText(vi: "chưa được đặt", en: "it is not set"))
            }
        case .file(let path):
            guard let file = FileHandle(forReadingAtPath: path),
                let bytes = try? file.read(upToCount: longest + 1)
            else {
                throw .secret(
                    secret,
                    LocalizedText(
                        vi: "không có hoặc không đọc được", en: "it is missing or unreadable"))
            }
            text = String(validating: bytes, as: UTF8.self)?.withoutLineBreak
        }
        guard let text, text.utf8.count <= longest,
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else {
            throw .secret(
                secret, LocalizedText(vi: "không phải một mật khẩu", en: "it holds no password"))
        }
        if text.isEmpty { throw .secret(secret, LocalizedText(vi: "trống", en: "it is empty")) }
        return text
    }
}

extension String {
    /// Without the one at the end, which editors put there.
    fileprivate var withoutLineBreak: String {
        guard let last, last == "\n" || last == "\r\n" else { return self }
        return String(dropLast())
    }
}
