import Diagnostics
import WorkflowModel
import YAML

/// A definition with everything it extends and includes laid together.
struct ResolvedDefinition {
    var file: SourceFile
    /// Without the keys that speak of the file itself.
    var body: Mapping
    /// The files it was written in, itself first, in the order they were first needed.
    var sources: [SourceFile]
}

/// Follows `extends` and `include`. Every definition is resolved once, however many use it.
final class DefinitionResolver {
    private let index: DefinitionIndex
    private let sink: DiagnosticSink
    private var resolved: [String: ResolvedDefinition?] = [:]
    /// The definitions being resolved, outermost first.
    private var stack: [String] = []
    private static let maxDepth = 32
    /// States inside one another that are looked through for `include`.
    private static let maxNesting = 64

    init(_ index: DefinitionIndex) {
        self.index = index
        sink = index.sink
    }

    /// Nil after a complaint.
    func resolve(_ file: SourceFile) -> ResolvedDefinition? {
        if let known = resolved[file.name] { return known }
        stack.append(file.name)
        defer { stack.removeLast() }
        let result = lay(file)
        resolved[file.name] = .some(result)
        return result
    }

    private func lay(_ file: SourceFile) -> ResolvedDefinition {
        var sources = [file]
        var own = file.mapping.without(["workflow", "part", "extends"])
        var inherited = Mapping([])
        if let extends = file.mapping["extends"], !extends.isNull {
            for base in definitions(extends, key: "extends") {
                let body = base.body.without(["abstract", "version"])
                inherited = Merge.lay(body, on: inherited)
                Self.add(base.sources, to: &sources)
            }
        }
        var context = IncludeContext()
        if file.kind == .part {
            own = includeParts(in: own, &context, depth: 0)
        } else {
            own = includeParts(below: own, &context, depth: 0)
        }
        Self.add(context.sources, to: &sources)
        if !context.fields.isEmpty {
            // A part brings the fields it works with; the one who includes it has the last word.
            let fields = context.fields.reduce(Mapping([])) { Merge.lay($1, on: $0) }
            let pair = Mapping.Pair(key: context.fieldsKey(file), value: context.node(fields, file))
            own = Merge.lay(own, on: Mapping([pair]))
        }
        return ResolvedDefinition(
            file: file, body: Merge.lay(own, on: inherited), sources: sources)
    }

    /// The definitions that `extends` or `include` names, those that cannot be had left out.
    private func definitions(_ names: Node, key: String) -> [ResolvedDefinition] {
        let decoder = NodeDecoder<[Located<String>]>.oneOrMore(of: .reference)
        return (decoder.decode(names, sink) ?? []).compactMap { name in
            guard !stack.contains(name.value) else {
                reportCycle(name, key: key)
                return nil
            }
            guard stack.count < Self.maxDepth else {
                sink.error(
                    "too-deep",
                    LocalizedText(
                        vi: "“extends” và “include” nối nhau quá \(Self.maxDepth) bậc",
                        en: "“extends” and “include” go more than \(Self.maxDepth) levels deep"),
                    at: name.range, trace: stack)
                return nil
            }
            guard let file = index.definition(named: name.value),
                key == "extends" || file.kind == .part
            else {
                reportUnknown(name, key: key)
                return nil
            }
            return resolve(file)
        }
    }

    private func reportCycle(_ name: Located<String>, key: String) {
        let start = stack.firstIndex(of: name.value) ?? 0
        let trace = Array(stack[start...]) + [name.value]
        let chain = trace.joined(separator: " → ")
        sink.error(
            "definition-cycle",
            LocalizedText(
                vi: "“\(key)” quay lại chính nó: \(chain)",
                en: "“\(key)” leads back to itself: \(chain)"),
            at: name.range, trace: trace)
    }

    private func reportUnknown(_ name: Located<String>, key: String) {
        if key == "include", let file = index.definition(named: name.value) {
            sink.error(
                "not-a-part",
                LocalizedText(
                    vi: "“\(name.value)” là một quy trình; “include” chỉ lấy một phần (part)",
                    en: "“\(name.value)” is a workflow; “include” takes a part"),
                at: name.range,
                notes: [
                    Diagnostic.Note(
                        LocalizedText(vi: "định nghĩa ở đây", en: "defined here"),
                        at: file.nameRange)
                ])
            return
        }
        let known = index.names(of: key == "include" ? [.part] : [.workflow, .part])
        let what =
            key == "include"
            ? LocalizedText(vi: "tên một phần dùng chung", en: "the name of a part")
            : LocalizedText(
                vi: "tên một quy trình hoặc một phần dùng chung",
                en: "the name of a workflow or a part")
        sink.report(
            .unknownName(
                name.value, in: known.filter { $0 != stack.last }, what, at: name.range))
    }

    private static func add(_ files: [SourceFile], to list: inout [SourceFile]) {
        for file in files where !list.contains(where: { $0.source.path == file.source.path }) {
            list.append(file)
        }
    }
}

// MARK: - Include

/// What the parts included in one definition bring besides their states.
private struct IncludeContext {
    var sources: [SourceFile] = []
    var fields: [Mapping] = []
    var firstFields: Mapping.Pair?

    /// A place for the `fields` of a file that writes none itself.
    func fieldsKey(_ file: SourceFile) -> Node {
        file.mapping.pair("fields")?.key ?? firstFields?.key
            ?? Node(.scalar(Scalar("fields")), range: file.headRange)
    }

    func node(_ fields: Mapping, _ file: SourceFile) -> Node {
        let place = file.mapping["fields"] ?? firstFields?.value ?? file.node
        return Node(.mapping(fields), range: place.range, end: place.end)
    }
}

extension DefinitionResolver {
    /// The body of a state with the parts it includes laid under it.
    private func includeParts(
        in state: Mapping, _ context: inout IncludeContext, depth: Int
    ) -> Mapping {
        var own = includeParts(below: state, &context, depth: depth)
        guard let include = own["include"] else { return own }
        own = own.without(["include"])
        guard !include.isNull else { return own }
        var base = Mapping([])
        for part in definitions(include, key: "include") {
            if let fields = part.body.pair("fields"), let mapping = fields.value.mapping {
                context.fields.append(mapping)
                context.firstFields = context.firstFields ?? fields
            }
            context.sources.append(contentsOf: part.sources)
            base = Merge.lay(part.body.without(["fields"]), on: base)
        }
        return Merge.lay(own, on: base)
    }

    /// The same for the states inside; the mapping itself unless something changes.
    private func includeParts(
        below state: Mapping, _ context: inout IncludeContext, depth: Int
    ) -> Mapping {
        // What nests deeper is refused when the states are read.
        guard depth < Self.maxNesting, state["states"] != nil || state["parallel"] != nil else {
            return state
        }
        return Mapping(
            state.pairs.map { pair in
                guard pair.name == "states" || pair.name == "parallel",
                    let children = pair.value.mapping
                else { return pair }
                let expanded = children.pairs.map { child in
                    guard let body = child.value.mapping else { return child }
                    let expanded = includeParts(in: body, &context, depth: depth + 1)
                    return Mapping.Pair(
                        key: child.key,
                        value: Node(
                            .mapping(expanded), range: child.value.range, end: child.value.end))
                }
                return Mapping.Pair(
                    key: pair.key,
                    value: Node(
                        .mapping(Mapping(expanded)), range: pair.value.range, end: pair.value.end))
            })
    }
}
