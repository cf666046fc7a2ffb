import Diagnostics
import WorkflowModel
import YAML

extension NodeDecoder where Value == NotificationRules.Secret {
    /// `{env: NAME}` or `{file: PATH}`. What else stands there may be the secret itself, so no
    /// complaint repeats it.
    static var secret: Self {
        let expected = LocalizedText(
            vi: "nơi giữ bí mật ({env: TÊN_BIẾN} hoặc {file: đường-dẫn})",
            en: "where the secret is kept ({env: NAME} or {file: PATH})")
        return Self(expected: expected) { node, sink in
            if let secret = node.secret { return secret }
            guard let mapping = node.mapping, !mapping.isEmpty else {
                sink.report(.secretInRules(at: node.range))
                return nil
            }
            let before = sink.errorCount
            _ = node.readMapping(.aSecret, sink) { reader in
                for key in ["env", "file"] { reader.know(key) }
            }
            if sink.errorCount > before { return nil }
            if mapping.pairs.count > 1 {
                sink.error(
                    "too-many-keys",
                    LocalizedText(
                        vi: "chọn một: “env” hoặc “file”", en: "choose one: “env” or “file”"),
                    at: mapping.pairs[1].key.range)
                return nil
            }
            sink.report(.badSecretPlace(mapping.pairs[0].name, at: mapping.pairs[0].key.range))
            return nil
        }
    }
}

extension Node {
    /// Nil unless it says properly where a secret is kept.
    fileprivate var secret: NotificationRules.Secret? {
        guard let pairs = mapping?.pairs, pairs.count == 1, let text = pairs[0].value.string,
            !text.isEmpty, !text.hasPrefix(Self.secretPrefix),
            text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else { return nil }
        switch pairs[0].name {
        case "env": return text.isFieldName ? .environment(text) : nil
        case "file": return .file(text)
        default: return nil
        }
    }

    /// What keys of Standard Webhooks begin with.
    private static let secretPrefix = "whsec_"

    /// By bytes: searching for text sets up tables that take longer than all the rest of a sink.
    private var holdsSecret: Bool {
        guard let text = string?.utf8 else { return false }
        let prefix = Self.secretPrefix.utf8
        var rest = text[...]
        while rest.count >= prefix.count {
            if rest.starts(with: prefix) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    private var scalars: [Node] {
        switch kind {
        case .scalar: [self]
        case .sequence(let nodes): nodes.flatMap(\.scalars)
        case .mapping(let mapping): mapping.pairs.flatMap { $0.value.scalars }
        }
    }

    /// Has left out, where lines of the source are shown, whatever may be a secret written into
    /// the settings of a sink: values of `secrets` and `password` that are no place to keep one,
    /// of keys nobody knows (a misspelt `pasword`), and what looks like a secret anywhere.
    func concealSecrets(besides known: [String], _ sink: DiagnosticSink) {
        guard let mapping else {
            for node in scalars where node.holdsSecret { sink.conceal(node.range) }
            return
        }
        for pair in mapping.pairs {
            let isPlain = known.contains(pair.name)
            for node in pair.value.secretCandidates where !isPlain || node.holdsSecret {
                sink.conceal(node.range)
            }
            if pair.name == "url", pair.value.string?.utf8.contains(UInt8(ascii: "@")) == true {
                sink.conceal(pair.value.range)
            }
        }
    }

    private var secretCandidates: [Node] {
        if secret != nil { return [] }
        return sequence?.flatMap(\.secretCandidates) ?? scalars
    }
}

extension LocalizedText {
    fileprivate static let aSecret = LocalizedText(
        vi: "nơi giữ bí mật", en: "the place of a secret")
}

extension Diagnostic {
    fileprivate static func secretInRules(at range: SourceRange) -> Diagnostic {
        .error(
            "secret-in-rules",
            LocalizedText(
                vi: "bí mật không được viết trong quy tắc, nơi ai cũng đọc được",
                en: "a secret is not written in the rules, which everyone reads"),
            at: range,
            hint: LocalizedText(
                vi: "đặt vào biến môi trường ({env: WF_SECRET}) hoặc tệp ({file: /etc/wf/secret}), "
                    + "và thay bí mật này: nó đã bị lộ",
                en: "put it in the environment ({env: WF_SECRET}) or in a file "
                    + "({file: /etc/wf/secret}), and replace it: this one is known by now"))
    }

    fileprivate static func badSecretPlace(_ key: String, at range: SourceRange) -> Diagnostic {
        .error(
            "secret-in-rules",
            key == "env"
                ? LocalizedText(
                    vi: "“env” cần tên một biến môi trường (chữ không dấu, chữ số, dấu gạch dưới), "
                        + "không phải bản thân bí mật",
                    en: "“env” is the name of a variable of the environment (letters, digits, "
                        + "underscores), not the secret itself")
                : LocalizedText(
                    vi: "“file” cần đường dẫn đến một tệp, không phải bản thân bí mật",
                    en: "“file” is the path of a file, not the secret itself"),
            at: range)
    }
}
