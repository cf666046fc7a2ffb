import CEL
import Diagnostics
import WorkflowModel
import YAML

// Whom the tasks of a state are for.

extension TaskDecoder {
    /// A task that names no desk lies on that of the owner.
    func checkDesk(_ assignee: TaskDefinition.Assignee, _ state: StateTree.Draft) {
        guard case .desk(nil, _, nil) = assignee else { return }
        var around: StateTree.Draft? = state
        while let current = around {
            if current.mapping["owner"].map({ !$0.isNull }) == true { return }
            around = current.parent.map { context.tree[$0] }
        }
        sink.error(
            "nobody-asked",
            LocalizedText(
                vi: "chưa nói giao việc cho ai: không có “for_each”, “to” hay “owner”",
                en: "this does not say whom it is for: there is no “for_each”, “to” or “owner”"),
            at: state.name.range,
            hint: LocalizedText(
                vi: "viết to: {agency: …, role: …}", en: "write to: {agency: …, role: …}"))
    }

    func members(_ node: Node) -> Expression? {
        guard let list = context.compiler.compile(node) else { return nil }
        switch list.program.resultType {
        case .list(.string), .list(.dyn), .dyn: return list
        case let type:
            sink.error(
                "type-mismatch",
                LocalizedText(
                    vi:
                        "“for_each” cần một danh sách mã cơ quan hoặc mã người, nhưng biểu thức cho "
                        + "kiểu \(type)",
                    en:
                        "“for_each” takes a list of codes of agencies or people, but the expression "
                        + "gives \(type)"),
                at: node.range)
            return nil
        }
    }

    func assignee(
        _ node: Node?, hasMembers: Bool, _ outer: MappingReader
    ) -> TaskDefinition.Assignee? {
        let list = outer.mapping["for_each"]?.string ?? ""
        guard let node else {
            return hasMembers
                ? (lists(list, .person) ? .people : .agencies(roles: []))
                : .desk(agency: nil, roles: [], person: nil)
        }
        let what = LocalizedText(vi: "nơi nhận việc", en: "whom a task is for")
        return node.readMapping(what, sink) { reader -> TaskDefinition.Assignee? in
            let roles = reader.optional("role").map { node in
                (node.sequence ?? [node]).compactMap { context.codeSource($0, .role) }
            }
            let agency = reader.optional("agency")
            let person = reader.optional("person")
            let isEach = (agency: agency?.string == "each", person: person?.string == "each")
            guard hasMembers else {
                if isEach.agency || isEach.person {
                    refuseEach((isEach.agency ? agency : person) ?? node)
                    return nil
                }
                let source = agency.flatMap { context.codeSource($0, .agency) }
                let expression = person.flatMap {
                    context.compiler.compile($0, expecting: .string)
                }
                return .desk(agency: source, roles: roles ?? [], person: expression)
            }
            if isEach.person, agency == nil, roles == nil {
                if lists(list, .agency) { refuseKind(list, of: person ?? node, is: "agency") }
                return .people
            }
            if isEach.agency, person == nil {
                if lists(list, .person) { refuseKind(list, of: agency ?? node, is: "person") }
                return .agencies(roles: roles ?? [])
            }
            sink.error(
                "not-each",
                LocalizedText(
                    vi: "với “for_each”, nơi nhận việc là {agency: each, role: …} hoặc "
                        + "{person: each}",
                    en: "with “for_each” a task is for {agency: each, role: …} or {person: each}"),
                at: node.range)
            return nil
        } ?? nil
    }

    private func refuseEach(_ node: Node) {
        sink.error(
            "each-without-list",
            LocalizedText(
                vi: "“each” chỉ có nghĩa khi có “for_each”",
                en: "“each” only means something beside “for_each”"),
            at: node.range,
            hint: LocalizedText(
                vi: "thêm for_each: item.TRƯỜNG", en: "add for_each: item.FIELD"))
    }

    /// Whether an expression is a field and nothing more, and that a list of this kind.
    private func lists(_ source: String, _ type: FieldType) -> Bool {
        guard source.hasPrefix("item."),
            let index = context.fieldIndex[String(source.dropFirst(5))],
            case .list(let element) = context.fields[index].type
        else { return false }
        return element == type
    }

    private func refuseKind(_ source: String, of node: Node, is kind: String) {
        sink.error(
            "type-mismatch",
            kind == "agency"
                ? LocalizedText(
                    vi: "\(source) là danh sách cơ quan", en: "\(source) lists agencies")
                : LocalizedText(vi: "\(source) là danh sách người", en: "\(source) lists people"),
            at: node.range,
            hint: LocalizedText(vi: "viết {\(kind): each}", en: "write {\(kind): each}"))
    }

    func substitute(_ node: Node) -> TaskDefinition.Substitute? {
        let what = LocalizedText(vi: "nơi làm thay", en: "who may answer for a member")
        return node.readMapping(what, sink) { reader -> TaskDefinition.Substitute? in
            let roles = reader.optional("role").map { node in
                (node.sequence ?? [node]).compactMap { context.codeSource($0, .role) }
            }
            let agency = reader.required("agency").flatMap { context.codeSource($0, .agency) }
            let levels = reader.optional("level", NodeDecoder<[Located<String>]>.names) ?? []
            check(levels)
            guard let agency else { return nil }
            return TaskDefinition.Substitute(
                agency: agency, roles: roles ?? [], levels: levels.map(\.value))
        } ?? nil
    }

    private func check(_ levels: [Located<String>]) {
        guard context.knowsOrganisation else { return }
        var known: [String] = []
        for case let level? in context.organisation.agencies.map(\.level)
        where !known.contains(level) {
            known.append(level)
        }
        for level in levels where !known.contains(level.value) {
            sink.report(
                .unknownName(
                    level.value, in: known,
                    LocalizedText(vi: "cấp của một cơ quan", en: "the level of an agency"),
                    at: level.range))
        }
    }
}
