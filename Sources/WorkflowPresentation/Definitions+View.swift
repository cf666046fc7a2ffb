import Diagnostics
package import JSON
import WorkflowCalendar
package import WorkflowModel

// Definitions, for programs.

extension Workflow {
    /// `{"name","version","title","definition"}`
    package var summary: JSONObject {
        [
            "name": .string(name), "version": .int(Int64(version)),
            "title": .string(title.spoken), "definition": .string(hash),
        ]
    }

    package var definitionView: JSON {
        var view = summary
        view["calendar"] = .string(calendar)
        view["fields"] = .array(fields.map(\.view))
        view["states"] = .array(
            states.filter { $0.id != .root && !$0.isHidden }.map { $0.view(in: self) })
        return .object(view)
    }
}

extension FieldDefinition {
    fileprivate var view: JSON {
        var view: JSONObject = [
            "name": .string(name), "title": .string(title.spoken), "type": .string(type.code),
            "required": .bool(isRequired), "computed": .bool(value != nil),
        ]
        if case .choice(let choices) = type.innermost {
            view["choices"] = .array(
                choices.map { ["code": .string($0.code), "title": .string($0.title.spoken)] })
        }
        return .object(view)
    }
}

extension FieldType {
    /// As definitions write it: `money`, `list of agency`.
    fileprivate var code: String {
        switch self {
        case .string: "string"
        case .text: "text"
        case .int: "int"
        case .double: "double"
        case .bool: "bool"
        case .money: "money"
        case .date: "date"
        case .instant: "instant"
        case .quantity: "quantity"
        case .choice: "choice"
        case .agency: "agency"
        case .person: "person"
        case .list(let element): "list of " + element.code
        case .budget: "budget"
        }
    }

    fileprivate var innermost: FieldType {
        if case .list(let element) = self { element.innermost } else { self }
    }
}

extension StateNode {
    fileprivate func view(in workflow: Workflow) -> JSON {
        var view: JSONObject = [
            "name": .string(name), "title": .string(title.spoken), "final": .bool(isFinal),
        ]
        view["parent"] =
            parent.map { workflow[$0] }.flatMap { parent in
                parent.id == .root ? nil : .string(parent.name)
            } ?? .null
        view["actions"] = .array(
            actions.map { action in
                [
                    "name": .string(action.name), "title": .string(action.title.spoken),
                    "optional": .bool(action.isOptional),
                    "requires": .array(action.requirements.map { .string($0.text(workflow)) }),
                    "fields": .array(action.input.map { .string(workflow.fields[$0].name) }),
                ]
            })
        return .object(view)
    }
}

extension Plan {
    /// `{"name","number","title","activities"}`
    package var summary: JSONObject {
        [
            "name": .string(name), "number": number.map(JSON.string) ?? .null,
            "title": .string(title.spoken),
            "issued_on": issuedOn.map { .string($0.description) } ?? .null,
            "issuer": issuer.map(JSON.string) ?? .null,
        ]
    }

    package var definitionView: JSON {
        var view = summary
        view["sections"] = .array(
            sections.map { ["id": .string($0.id), "title": .string($0.title.spoken)] })
        view["activities"] = .array(
            activities.map { ["id": .string($0.id), "workflow": .string($0.workflow)] })
        return .object(view)
    }
}

extension DecisionTable {
    package var definitionView: JSON {
        [
            "name": .string(name), "title": .string(title.spoken),
            "source": source.map { .string($0.spoken) } ?? .null,
            "inputs": .array(
                inputs.map { ["name": .string($0.name), "type": .string($0.type.name.en)] }),
            "outputs": .array(
                outputs.map { ["name": .string($0.name), "type": .string($0.type.name.en)] }),
            "rows": .array(rows.map { .array($0.texts.map(JSON.string)) }),
        ]
    }
}
