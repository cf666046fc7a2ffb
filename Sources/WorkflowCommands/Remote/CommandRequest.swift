import Base64
package import Diagnostics
package import JSON

/// A command for a server to run: `POST /api/v1/command`.
package struct CommandRequest: Sendable {
    /// Of what is sent and answered. A server answers one it does not speak with
    /// `protocol-version`.
    package static let protocolVersion: Int64 = 1

    /// Those of the command, from its name on.
    package var arguments: [String]
    package var language: Language
    /// Of the variables of who asks, those of `Self.variables`.
    package var environment: [String: String] = [:]
    package var output: Terminal
    package var errors: Terminal
    /// By the path as it was given; `-` is standard input.
    package var files: [String: SentFile] = [:]
    /// Milliseconds since this was first sent; 0 the first time.
    package var elapsed: Int64 = 0

    /// More than people type and programs give; what is longer stands in a file.
    package static let mostArguments = 4_096
    /// In bytes.
    private static let longestArguments = 1 << 20

    /// What of the environment concerns a command; how it looks is in `output` and `errors`.
    package static let variables = ["WF_USER", "WF_NOW"]

    /// What became of a file that who asks has, or has not.
    package enum SentFile: Sendable, Hashable {
        case content([UInt8])
        /// With the number of the error of the system.
        case unreadable(Int32)
        case folder
        /// Larger than anything that is sent, in bytes.
        case tooLarge(limit: Int)
    }

    package init(
        arguments: [String], language: Language, output: Terminal, errors: Terminal
    ) {
        self.arguments = arguments
        self.language = language
        self.output = output
        self.errors = errors
    }
}

/// Where output goes, as far as it changes how the output looks.
package struct Terminal: Sendable, Hashable {
    package var isTerminal: Bool
    /// Columns.
    package var width: Int
    package var isColored: Bool

    package init(isTerminal: Bool = false, width: Int = 80, isColored: Bool = false) {
        self.isTerminal = isTerminal
        self.width = width
        self.isColored = isColored
    }
}

extension CommandRequest {
    package enum Fault: Error, Hashable, Sendable {
        case otherProtocol(Int64)
        /// What is missing or of another type.
        case malformed(String)
    }

    /// `{"protocol","arguments","language","environment","output","errors","files","elapsed"}`
    package var json: JSON {
        [
            "protocol": .int(Self.protocolVersion),
            "arguments": .array(arguments.map(JSON.string)),
            "language": .string(language.rawValue),
            "environment": .object(
                JSONObject(environment.sorted { $0.key < $1.key }.map { ($0, .string($1)) })),
            "output": output.json, "errors": errors.json,
            "files": .object(
                JSONObject(files.sorted { $0.key < $1.key }.map { ($0, $1.json) })),
            "elapsed": .int(elapsed),
        ]
    }

    package init(json: JSON) throws(Fault) {
        guard let version = json["protocol"].int else { throw .malformed("protocol") }
        guard version == Self.protocolVersion else { throw .otherProtocol(version) }
        guard let list = json["arguments"].array else { throw .malformed("arguments") }
        let arguments = list.compactMap(\.string)
        // A zero byte cannot be part of an argument, and would end it early where C reads it.
        guard arguments.count == list.count, arguments.count <= Self.mostArguments,
            arguments.reduce(0, { $0 + $1.utf8.count }) <= Self.longestArguments,
            !arguments.contains(where: { $0.contains("\0") })
        else { throw .malformed("arguments") }
        guard let language = json["language"].string.flatMap(Language.init(rawValue:)) else {
            throw .malformed("language")
        }
        self.init(
            arguments: arguments, language: language, output: Terminal(json: json["output"]),
            errors: Terminal(json: json["errors"]))
        for member in json["environment"].object?.members ?? []
        where Self.variables.contains(member.name) {
            environment[member.name] = member.value.string
        }
        for member in json["files"].object?.members ?? [] {
            guard let file = SentFile(json: member.value) else {
                throw .malformed("files.\(member.name)")
            }
            files[member.name] = file
        }
        elapsed = json["elapsed"].int ?? 0
    }
}

extension Terminal {
    fileprivate var json: JSON {
        [
            "terminal": .bool(isTerminal), "columns": .int(Int64(width)),
            "color": .bool(isColored),
        ]
    }

    fileprivate init(json: JSON) {
        self.init(
            isTerminal: json["terminal"].bool ?? false,
            width: Screen.usableWidth(json["columns"].int.flatMap { Int(exactly: $0) } ?? 80),
            isColored: json["color"].bool ?? false)
    }
}

extension CommandRequest.SentFile {
    fileprivate var json: JSON {
        switch self {
        case .content(let bytes): ["base64": .string(Base64.standard.encode(bytes))]
        case .unreadable(let number): ["errno": .int(Int64(number))]
        case .folder: ["folder": true]
        case .tooLarge(let limit): ["limit": .int(Int64(limit))]
        }
    }

    fileprivate init?(json: JSON) {
        if let text = json["base64"].string {
            guard let bytes = Base64.standard.decode(text) else { return nil }
            self = .content(bytes)
        } else if let number = json["errno"].int.flatMap({ Int32(exactly: $0) }) {
            self = .unreadable(number)
        } else if json["folder"].bool == true {
            self = .folder
        } else if let limit = json["limit"].int.flatMap({ Int(exactly: $0) }) {
            self = .tooLarge(limit: limit)
        } else {
            return nil
        }
    }
}
