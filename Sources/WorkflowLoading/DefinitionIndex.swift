import Diagnostics
import WorkflowModel
import YAML

/// The definition files of one load, read when they are asked for.
///
/// A load of everything asks for every file; a command that needs one workflow asks for that one
/// by name, and pays for no other.
final class DefinitionIndex {
    let provider: any SourceProvider
    let sink: DiagnosticSink
    let entries: [SourceEntry]
    private let trees: TreeCache?
    /// By the names of the files, as diagnostics print them.
    private var read: [String: [UInt8]] = [:]
    private var parsed: [String: SourceFile?] = [:]
    /// Workflows and parts by name: `extends` may mean either.
    private var named: [String: SourceFile] = [:]
    private var isComplete = false

    init(_ provider: any SourceProvider, trees: TreeCache? = nil, sink: DiagnosticSink) {
        self.provider = provider
        self.trees = trees
        self.sink = sink
        entries = provider.entries(sink)
    }

    /// Every file, parsed, in the order of the provider; unreadable ones are left out.
    func allFiles() -> [SourceFile] {
        let files = entries.compactMap { file($0) }
        guard !isComplete else { return files }
        isComplete = true
        for file in files where file.kind == .workflow || file.kind == .part {
            if let first = named[file.name], first.source.path != file.source.path {
                let what = LocalizedText(
                    vi: "một quy trình hoặc một phần dùng chung", en: "a workflow or a part")
                sink.report(
                    .alreadyDefined(
                        what, file.name, at: file.nameRange, first: first.nameRange))
            } else {
                named[file.name] = file
            }
        }
        return files
    }

    /// The files of some kinds; the others are only looked at.
    func files(of isWanted: (DefinitionKind) -> Bool) -> [SourceFile] {
        entries.compactMap { entry in
            if let header = header(entry), let kind = header.kind, !isWanted(kind) { return nil }
            return file(entry)
        }.filter { isWanted($0.kind) }
    }

    /// The workflow or part of this name: in the file called so if it is there, as it is in a
    /// well-kept folder, else in whichever file begins with the name.
    func definition(named name: String) -> SourceFile? {
        if let file = named[name] { return file }
        guard !isComplete else { return nil }
        let likely = entries.filter { $0.stem == name }
        let others = entries.filter { $0.stem != name }
        for entry in likely + others {
            guard let header = header(entry), header.name == name,
                header.kind == .workflow || header.kind == .part,
                let file = file(entry), file.name == name
            else { continue }
            named[name] = file
            return file
        }
        return nil
    }

    /// Every name that `extends`, `include` or a caller could mean, sorted.
    func names(of kinds: Set<DefinitionKind>) -> [String] {
        entries.compactMap { entry in
            header(entry).flatMap { header in
                header.kind.map(kinds.contains) == true ? header.name : nil
            }
        }.sorted()
    }

    private func header(_ entry: SourceEntry) -> SourceHeader? {
        if let file = parsed[entry.file], let file {
            return SourceHeader(kind: file.kind, name: file.name)
        }
        return bytes(entry).map(SourceHeader.init(scanning:))
    }

    private func bytes(_ entry: SourceEntry) -> [UInt8]? {
        if let bytes = read[entry.file] { return bytes }
        let bytes = provider.read(entry, sink)
        read[entry.file] = bytes
        return bytes
    }

    private func file(_ entry: SourceEntry) -> SourceFile? {
        if let known = parsed[entry.file] { return known }
        let file = bytes(entry).flatMap { SourceFile(entry, bytes: $0, trees: trees, sink: sink) }
        parsed[entry.file] = .some(file)
        read[entry.file] = nil
        return file
    }
}
