import CEL
import Diagnostics
import WorkflowModel
import YAML

/// What every reader of a part of one workflow needs: the names there are, the rules, and somebody
/// to compile expressions.
struct WorkflowContext {
    /// How strictly codes of the organisation are taken.
    enum Mode {
        /// A definition of today: a code that nobody bears is a mistake.
        case current
        /// A definition an item was started with: offices may have been renamed since, and the
        /// item must stay readable. It was kept under this hash.
        case pinned(hash: String)

        var isPinned: Bool { pinnedHash != nil }

        var pinnedHash: String? {
            if case .pinned(let hash) = self { hash } else { nil }
        }
    }

    let name: Located<String>
    let rules: Rules
    let mode: Mode
    var fields: [FieldDefinition]
    let fieldIndex: [String: Int]
    let tree: StateTree
    let actionNames: [String]
    let actionIndex: [String: Int]
    let rollUps: RollUpScan
    let compiler: ExpressionCompiler
    let sink: DiagnosticSink

    var organisation: Organisation { rules.organisation }
    /// Nothing can be checked against an organisation that was not given.
    var knowsOrganisation: Bool { !organisation.name.isEmpty }

    // MARK: Names

    func state(_ name: Located<String>) -> StateID? {
        if let state = tree.index[name.value] { return state }
        sink.report(.unknownName(name.value, in: tree.names, .aState, at: name.range))
        return nil
    }

    func states(_ names: [Located<String>]) -> StateSet {
        StateSet(names.compactMap(state))
    }

    func field(_ name: Located<String>) -> Int? {
        if let field = fieldIndex[name.value] { return field }
        sink.report(.unknownName(name.value, in: fields.map(\.name), .aField, at: name.range))
        return nil
    }

    /// A field that people or transitions may give a value.
    func settableField(_ name: Located<String>) -> Int? {
        guard let index = field(name) else { return nil }
        guard fields[index].value == nil else {
            sink.error(
                "computed-field",
                LocalizedText(
                    vi: "trường “\(name.value)” được tính tự động, không gán được",
                    en: "the field “\(name.value)” is computed and cannot be set"),
                at: name.range,
                notes: [
                    Diagnostic.Note(
                        LocalizedText(vi: "được tính ở đây", en: "computed here"),
                        at: fields[index].value?.range)
                ])
            return nil
        }
        return index
    }

    /// A field that transitions may give a value.
    func assignableField(_ name: Located<String>) -> Int? {
        if let place = rollUps.places[name.value] {
            sink.error(
                "rolled-up-field",
                LocalizedText(
                    vi: "trường “\(name.value)” lấy từ các hồ sơ con, không gán được",
                    en: "the field “\(name.value)” is kept from the children and cannot be set"),
                at: name.range,
                notes: [
                    Diagnostic.Note(
                        LocalizedText(vi: "lấy ở đây", en: "kept here"), at: place)
                ])
            return nil
        }
        return settableField(name)
    }

    // MARK: Codes

    enum CodeKind {
        case agency, role
    }

    /// A code written down, or CEL that gives one.
    func codeSource(_ node: Node, _ kind: CodeKind) -> CodeSource? {
        guard let text = node.string, text.isDefinitionName else {
            if let field = codeField(node.string ?? "") { return .field(field) }
            return compiler.compile(node, expecting: .string).map(CodeSource.expression)
        }
        check(text, kind, at: node.range)
        return .code(text)
    }

    /// The field of an expression that is `item.lead` and nothing more, by far the most common: it
    /// need be neither compiled nor evaluated. Nil if it is none, or none that holds text.
    private func codeField(_ source: String) -> Int? {
        guard source.utf8.starts(with: "item.".utf8),
            let index = fieldIndex[String(source.utf8.dropFirst(5)) ?? ""],
            fields.indices.contains(index), fields[index].type.celType == .string
        else { return nil }
        return index
    }

    private func check(_ code: String, _ kind: CodeKind, at range: SourceRange) {
        guard knowsOrganisation else { return }
        let isKnown =
            switch kind {
            case .agency: organisation.agency(code) != nil
            case .role: organisation.role(code) != nil
            }
        guard !isKnown else { return }
        let known =
            switch kind {
            case .agency: organisation.agencies.map(\.code)
            case .role: organisation.roles.map(\.code)
            }
        var diagnostic = Diagnostic.unknownName(
            code, in: known, kind == .agency ? .anAgency : .aRole, at: range)
        if fieldIndex[code] != nil {
            diagnostic.hint = LocalizedText(
                vi: "nếu là giá trị của trường, viết item.\(code)",
                en: "if the value of the field is meant, write item.\(code)")
        }
        if mode.isPinned { diagnostic.severity = .warning }
        sink.report(diagnostic)
    }
}
