import Diagnostics
import WorkflowModel

extension Action {
    /// The fields that may be given with the action: those it requires and those it lists.
    package var inputFields: [Int] {
        input
            + requirements.compactMap { requirement in
                if case .field(let index) = requirement { index } else { nil }
            }
    }
}

/// Turns values given by name into values of fields.
struct FieldInput {
    let workflow: Workflow
    let organisation: Organisation
    /// Those the item has.
    var children: [ChildState] = []

    /// - Parameter allowed: the fields that may be given; nil for all that are not computed.
    func resolve(
        _ given: [(name: String, value: FieldValue?)], allowed: Set<Int>?
    ) throws(Refusal) -> [(Int, FieldValue?)] {
        var resolved: [(Int, FieldValue?)] = []
        for (name, value) in given {
            guard let index = workflow.fieldIndex[name] else {
                let near = nearest(name, in: workflow.fields.map(\.name))
                throw Self.invalid(
                    vi: "Quy trình \(workflow.name) không có trường \(name)."
                        + (near.map { " Có phải bạn muốn \($0)?" } ?? ""),
                    en: "Workflow \(workflow.name) has no field \(name)."
                        + (near.map { " Did you mean \($0)?" } ?? ""))
            }
            let field = workflow.fields[index]
            guard field.value == nil else {
                throw Self.invalid(
                    vi: "Trường \(name) do máy tính ra, không nhập được.",
                    en: "The field \(name) is computed and cannot be set.")
            }
            guard !isKept(index) else {
                throw Self.invalid(
                    vi:
                        "Trường \(name) (“\(field.title.vi)”) lấy từ các hồ sơ con, không nhập được.",
                    en: "The field \(name) (“\(field.title.en)”) is kept from the children and"
                        + " cannot be set.")
            }
            if let allowed, !allowed.contains(index) {
                throw Self.invalid(
                    vi: "Bước này không nhận trường \(name) (“\(field.title.vi)”).",
                    en: "This action does not take the field \(name) (“\(field.title.en)”).")
            }
            if let value, let fault = fault(in: value, field.type) {
                throw Self.invalid(
                    vi: "Trường \(name): \(fault.vi).", en: "The field \(name): \(fault.en).")
            }
            resolved.append((index, value))
        }
        return resolved
    }

    /// Whether the field is kept from children there are.
    private func isKept(_ field: Int) -> Bool {
        if children.isEmpty { return false }
        return workflow.children.contains { definition in
            definition.rollUps.contains { $0.field == field }
                && children.contains { $0.opener == definition.state }
        }
    }

    /// What is wrong with a value of the right kind; nil when nothing is.
    private func fault(in value: FieldValue, _ type: FieldType) -> LocalizedText? {
        switch (type, value) {
        case (.agency, .string(let code)):
            return organisation.agency(code) == nil
                ? unknown(
                    code, .init(vi: "cơ quan", en: "agency"), organisation.agencies.map(\.code))
                : nil
        case (.person, .string(let id)):
            return organisation.person(id) == nil
                ? unknown(id, .init(vi: "người", en: "person"), organisation.people.map(\.id)) : nil
        case (.choice(let choices), .string(let code)):
            return choices.contains { $0.code == code }
                ? nil : unknown(code, .init(vi: "giá trị", en: "value"), choices.map(\.code))
        case (.list(let element), .list(let values)):
            return values.lazy.compactMap { fault(in: $0, element) }.first
        case (.string, .string), (.text, .string), (.int, .int), (.double, .double),
            (.bool, .bool), (.money, .money), (.date, .date), (.instant, .instant),
            (.quantity, .quantity), (.budget, .budget):
            return nil
        default:
            return LocalizedText(
                vi: "giá trị không đúng kiểu \(type.name.vi)",
                en: "the value is not of the type \(type.name.en)")
        }
    }

    private func unknown(
        _ code: String, _ what: LocalizedText, _ known: [String]
    ) -> LocalizedText {
        let near = nearest(code, in: known)
        return LocalizedText(
            vi: "không có \(what.vi) \(code)" + (near.map { ", có phải \($0)?" } ?? ""),
            en: "there is no \(what.en) \(code)" + (near.map { ", did you mean \($0)?" } ?? ""))
    }

    private static func invalid(vi: String, en: String) -> Refusal {
        Refusal(Reason(code: .invalidInput, message: LocalizedText(vi: vi, en: en)))
    }
}
