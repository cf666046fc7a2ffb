import Diagnostics
import Hashing
import WorkflowCore
import WorkflowDocuments
import WorkflowModel
import WorkflowPresentation

/// The documents given with `--attach`. Their content is kept under its own hash, so that the same
/// file handed in twice is kept once, and what the history says can be checked.
struct Attachments {
    /// As typed: `kind=file`, or a file alone where only one kind can be meant.
    let arguments: [String]
    let rules: DocumentRules.Files

    /// The files that are named, if each has its kind before it.
    static func files(in arguments: [String]) -> [String] {
        arguments.map { argument in
            guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex,
                !argument[..<equals].contains("/")
            else { return argument }
            return String(argument[argument.index(after: equals)...])
        }
    }

    struct Read {
        var record: DocumentRecord
        var bytes: [UInt8]
    }

    /// - Parameter kinds: the kinds of document the action asks for.
    func read(kinds: [String]) throws -> [Read] {
        var documents: [Read] = []
        for argument in arguments {
            let (kind, path) = try split(argument, kinds: kinds)
            documents.append(try read(path, kind: kind))
        }
        return documents
    }

    func read(_ path: String, kind: String) throws -> Read {
        let name = TextFolding.nfc(path.split(separator: "/").last.map(String.init) ?? path)
        let bytes = try TextFile.bytes(path, limit: rules.sizeLimit)
        _ = try FileCheck(rules).check(name, bytes)
        let record = DocumentRecord(
            kind: kind, name: name, sha256: SHA256.hexadecimal(of: bytes), size: Int64(bytes.count))
        return Read(record: record, bytes: bytes)
    }

    private func split(
        _ argument: String, kinds: [String]
    ) throws(Failure) -> (kind: String, path: String) {
        if let equals = argument.firstIndex(of: "="), equals != argument.startIndex {
            let kind = String(argument[..<equals])
            // A slash before the first “=” is part of a path.
            if !kind.contains("/") {
                return (kind, String(argument[argument.index(after: equals)...]))
            }
        }
        if kinds.count == 1 { return (kinds[0], argument) }
        throw .usage(
            "bad-attach", vi: "--attach \(argument): viết LOẠI=TỆP, như to-trinh=to-trinh.pdf.",
            en: "--attach \(argument): write KIND=FILE, such as to-trinh=to-trinh.pdf.")
    }
}
