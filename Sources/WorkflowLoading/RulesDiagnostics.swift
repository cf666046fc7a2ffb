import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

// The complaints and small decoders that the readers of rules and plans share.

extension Diagnostic {
    /// A name given to two things of a kind. `what` has its article: "a role".
    static func alreadyDefined(
        _ what: LocalizedText, _ name: String, at range: SourceRange, first: SourceRange
    ) -> Diagnostic {
        .error(
            "duplicate-name",
            LocalizedText(
                vi: "“\(name)” đã được dùng cho \(what.vi) khác",
                en: "“\(name)” is already the name of \(what.en)"),
            at: range,
            notes: [Note(LocalizedText(vi: "lần đầu ở đây", en: "first written here"), at: first)])
    }
}

extension LocalizedText {
    static let anOrganisation = LocalizedText(vi: "một tổ chức", en: "an organisation")
    static let anAgencyName = LocalizedText(vi: "một cơ quan, đơn vị", en: "an agency")
    static let aPersonName = LocalizedText(vi: "một người", en: "a person")
    static let aCalendar = LocalizedText(vi: "một lịch", en: "a calendar")
    static let aTable = LocalizedText(vi: "một bảng quyết định", en: "a table")
    static let anEscalation = LocalizedText(vi: "một bậc thang nhắc việc", en: "an escalation")
    static let aConstraint = LocalizedText(vi: "một ràng buộc", en: "a constraint")
    static let breakGlass = LocalizedText(vi: "phá kính", en: "break-glass")
    static let aDeadline = LocalizedText(vi: "một thời hạn", en: "a deadline")
    static let aSink = LocalizedText(vi: "một nơi nhận thông báo", en: "a sink")
    static let aNotificationRule = LocalizedText(
        vi: "một quy tắc thông báo", en: "a notification rule")
    static let aWorkflow = LocalizedText(vi: "tên một quy trình", en: "the name of a workflow")
}

extension NodeDecoder where Value == Node {
    /// A mapping, to be walked through by the caller.
    static var mappingNode: Self {
        let expected = LocalizedText(
            vi: "một khối “khóa: giá trị”", en: "a mapping of names to values")
        return Self(expected: expected, read: { $0.mapping == nil ? nil : $0 })
    }

    /// A list, to be walked through by the caller.
    static var sequenceNode: Self {
        Self(
            expected: LocalizedText(vi: "một danh sách", en: "a list"),
            read: { $0.sequence == nil ? nil : $0 })
    }
}

extension NodeDecoder where Value == String {
    // Nothing can be checked against an organisation that could not be read: that was said already.

    static func agency(in organisation: Organisation) -> Self {
        known(.anAgency) {
            organisation.name.isEmpty || organisation.agency($0) != nil
        } all: {
            organisation.agencies.map(\.code)
        }
    }

    static func role(in organisation: Organisation) -> Self {
        known(.aRole) {
            organisation.name.isEmpty || organisation.role($0) != nil
        } all: {
            organisation.roles.map(\.code)
        }
    }

    static func person(in organisation: Organisation) -> Self {
        known(.aPerson) {
            organisation.name.isEmpty || organisation.person($0) != nil
        } all: {
            organisation.people.map(\.id)
        }
    }

    /// A name that must be known. All names are asked for only to suggest one.
    static func known(
        _ expected: LocalizedText, isKnown: @escaping (String) -> Bool,
        all: @escaping () -> [String]
    ) -> Self {
        Self(expected: expected) { node, sink in
            guard let name = node.string else {
                sink.report(.wrongType(node, expected: expected))
                return nil
            }
            if isKnown(name) { return name }
            sink.report(.unknownName(name, in: all(), expected, at: node.range))
            return nil
        }
    }
}
