import Diagnostics
import WorkflowAccounts
import WorkflowLoading
import YAML

extension AccountSettings {
    /// `passwords: {minimum: 12}`
    mutating func readPasswords(_ reader: inout MappingReader) {
        let context = LocalizedText(vi: "quy định về mật khẩu", en: "the rules of passwords")
        let bounds = 8...Self.maximumPassword
        minimumPassword =
            reader.optional(
                "passwords", .mapping(context) { $0.optional("minimum", .int(in: bounds)) })
            ?? minimumPassword
    }

    /// `sessions: {idle: 8 hours, longest: 7 days, invitation: 24 hours}`
    mutating func readSessions(_ reader: inout MappingReader) {
        let context = LocalizedText(vi: "quy định về phiên", en: "the rules of sessions")
        guard let node = reader.optional("sessions") else { return }
        let usual = self
        self =
            node.readMapping(context, reader.sink) { reader in
                var read = usual
                read.idle = reader.optional(
                    "idle", .seconds(in: 300...2_592_000), default: read.idle)
                read.longest = reader.optional(
                    "longest", .seconds(in: 3_600...7_776_000), default: read.longest)
                read.invitation = reader.optional(
                    "invitation", .seconds(in: 600...1_209_600), default: read.invitation)
                if read.idle > read.longest {
                    reader.sink.error(
                        "idle-beyond-longest",
                        LocalizedText(
                            vi: "“idle” không thể dài hơn “longest”",
                            en: "“idle” cannot be longer than “longest”"),
                        at: reader.valueRange("idle"))
                }
                return read
            } ?? usual
    }
}
