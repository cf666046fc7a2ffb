import Diagnostics
import WorkflowAccounts
import WorkflowCommands
import YAML

extension NodeDecoder where Value == OpenIDSettings {
    /// - Parameter home: what paths are relative to.
    static func openID(home: Home) -> Self {
        let context = LocalizedText(
            vi: "cấu hình OpenID Connect", en: "the settings of OpenID Connect")
        return .mapping(context) { reader in
            let title = reader.optional("title", .localizedText)
            let issuer = reader.required("issuer", .issuer)
            let client = reader.required("client", .nonEmptyString)
            let secret = reader.optional("secret_file", .secret(home: home))
            let scopes = reader.optional("scopes", .list(of: .nonEmptyString))
            let person = reader.optional("person", .person)
            let agency = reader.optional("agency", .claim)
            let roles = reader.optional("roles", .claim)
            guard let issuer, let client else { return nil }
            var settings = OpenIDSettings(issuer: issuer, client: client, secret: secret)
            settings.title = title ?? settings.title
            settings.scopes = scopes?.filter { $0 != "openid" } ?? settings.scopes
            settings.person = person?.claim ?? settings.person
            settings.personKey = person?.key ?? settings.personKey
            settings.agency = agency
            settings.roles = roles
            return settings
        }
    }
}

/// Which claim names the person, and by what.
private struct PersonClaim {
    var claim: OpenIDSettings.Mapping
    var key: OpenIDSettings.PersonKey
}

extension NodeDecoder where Value == PersonClaim {
    fileprivate static var person: Self {
        let context = LocalizedText(
            vi: "claim cho biết là ai", en: "the claim that names the person")
        let key = LocalizedText(
            vi: "mã (id) hay thư điện tử (email)", en: "an identifier (id) or an address (email)")
        return .mapping(context) { reader in
            let claim = reader.required("claim", .nonEmptyString)
            let isEmail = claim == "email"
            let keys = NodeDecoder<OpenIDSettings.PersonKey>.choice(key)
            let by = reader.optional("by", keys, default: isEmail ? .email : .id)
            let values = reader.optional("values", .codes, default: [:])
            return claim.map {
                PersonClaim(claim: OpenIDSettings.Mapping(claim: $0, values: values), key: by)
            }
        }
    }
}

extension NodeDecoder where Value == OpenIDSettings.Mapping {
    fileprivate static var claim: Self {
        let context = LocalizedText(vi: "một claim và các giá trị", en: "a claim and its values")
        return .mapping(context) { reader in
            let claim = reader.required("claim", .nonEmptyString)
            let values = reader.optional("values", .codes, default: [:])
            return claim.map { OpenIDSettings.Mapping(claim: $0, values: values) }
        }
    }
}

extension NodeDecoder where Value == [String: String] {
    fileprivate static var codes: Self {
        NodeDecoder<[Entry<String>]>.entries(of: .nonEmptyString).map { entries in
            Dictionary(entries.map { ($0.name.value, $0.value) }, uniquingKeysWith: { $1 })
        }
    }
}

extension NodeDecoder where Value == String {
    /// An address of https, or of http on this machine, without a slash at the end.
    fileprivate static var issuer: Self {
        let expected = LocalizedText(
            vi: "địa chỉ https của nơi cấp danh tính (https://sso.tinh.gov.vn)",
            en: "the https address of the provider (https://sso.example.gov.vn)")
        return Self(expected: expected) { node in
            guard var text = node.string else { return nil }
            while text.hasSuffix("/") { text.removeLast() }
            let isSecure = text.hasPrefix("https://") && text.utf8.count > 8
            let onThisMachine = ["http://127.0.0.1", "http://localhost", "http://[::1]"].contains {
                text == $0 || text.hasPrefix($0 + ":") || text.hasPrefix($0 + "/")
            }
            return isSecure || onThisMachine ? text : nil
        }
    }

    /// The first line of a file that only its owner can read.
    fileprivate static func secret(home: Home) -> Self {
        let expected = LocalizedText(
            vi: "tên tệp chứa mã bí mật của client", en: "the file with the secret of the client")
        return Self(expected: expected) { node, sink in
            guard let name = node.string else {
                sink.report(.wrongType(node, expected: expected))
                return nil
            }
            let path = name.hasPrefix("/") || home.path == "." ? name : home.path + "/" + name
            do throws(FileReadError) {
                let bytes = try FileReader.read(path, maxBytes: 4_096)
                let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
                if !line.isEmpty { return String(decoding: line, as: UTF8.self) }
                sink.error(
                    "empty-secret",
                    LocalizedText(vi: "tệp “\(path)” trống", en: "the file “\(path)” is empty"),
                    at: node.range)
            } catch {
                let fault = error.diagnostic(file: path)
                sink.error(fault.code, fault.message, at: node.range, hint: fault.hint)
            }
            return nil
        }
    }
}
