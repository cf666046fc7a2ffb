import Base64
package import JSON

/// What became of a command that a server ran.
package struct CommandAnswer: Sendable, Hashable {
    /// As the process would have ended; see `ExitStatus`.
    package var status: Int32 = 0
    /// For standard output and standard error of who asked.
    package var output: [UInt8] = []
    package var errors: [UInt8] = []
    /// Files of who asked without which it cannot be done, by the paths they gave. Nothing was done
    /// then; it is to be asked again, with them.
    package var needs: [String] = []
    /// For who asked to write, before the output is shown.
    package var written: [File] = []

    package struct File: Sendable, Hashable {
        package var path: String
        package var bytes: [UInt8]
        /// Whether one that is there may be replaced.
        package var isReplacing: Bool
    }

    package init() {}
}

extension CommandAnswer {
    /// `{"status","output","errors","needs","written":[{"path","base64","replace"}]}`; output that is
    /// not text is `{"base64"}`.
    package var json: JSON {
        [
            "protocol": .int(CommandRequest.protocolVersion), "status": .int(Int64(status)),
            "output": Self.json(output), "errors": Self.json(errors),
            "needs": .array(needs.map(JSON.string)),
            "written": .array(
                written.map {
                    [
                        "path": .string($0.path),
                        "base64": .string(Base64.standard.encode($0.bytes)),
                        "replace": .bool($0.isReplacing),
                    ]
                }),
        ]
    }

    /// Nil for what is no answer of a server of this kind.
    package init?(json: JSON) {
        guard json["protocol"].int == CommandRequest.protocolVersion,
            let status = json["status"].int.flatMap({ Int32(exactly: $0) }),
            let output = Self.bytes(json["output"]), let errors = Self.bytes(json["errors"])
        else { return nil }
        self.status = status
        self.output = output
        self.errors = errors
        needs = json["needs"].array?.compactMap(\.string) ?? []
        for file in json["written"].array ?? [] {
            guard let path = file["path"].string,
                let bytes = file["base64"].string.flatMap(Base64.standard.decode)
            else { return nil }
            written.append(
                File(path: path, bytes: bytes, isReplacing: file["replace"].bool ?? false))
        }
    }

    private static func json(_ bytes: [UInt8]) -> JSON {
        String(validating: bytes, as: UTF8.self).map(JSON.string)
            ?? ["base64": .string(Base64.standard.encode(bytes))]
    }

    private static func bytes(_ json: JSON) -> [UInt8]? {
        json.string.map { Array($0.utf8) } ?? json["base64"].string.flatMap(Base64.standard.decode)
    }
}
